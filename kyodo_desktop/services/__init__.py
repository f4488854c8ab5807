"""What the clerk does, and what the clerk asks: functions over the store, without a window."""
