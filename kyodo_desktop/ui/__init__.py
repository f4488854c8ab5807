"""The window: screens over the desk, drawn with Qt."""

from kyodo_desktop.ui.refcount import keep_true_alive

keep_true_alive()
