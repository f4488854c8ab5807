"""Dialogs, where a screen can't ask or tell in place."""
