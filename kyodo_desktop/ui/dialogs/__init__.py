"""Dialogs, where a screen can't ask in place: none so far but the system's own."""
