"""The window: screens over the desk, drawn with Qt."""

import gc

from kyodo_desktop.ui.features import import_plainly
from kyodo_desktop.ui.refcount import keep_alive

keep_alive()
import_plainly()

# The modules loaded so far never die: the collector needn't walk through them while the window opens.
gc.freeze()
gc.set_threshold(20_000, 20, 20)
