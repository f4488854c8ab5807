"""The window: screens over the desk, drawn with Qt."""
