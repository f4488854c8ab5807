"""Editions of a packet (版): what each held page by page, what the next one changed, which sheets to swap."""
