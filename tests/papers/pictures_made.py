"""Pictures made for tests."""

from __future__ import annotations

import io

from PIL import Image


def png(width: int, height: int, mode: str = "RGB") -> bytes:
    """A picture all in one dark colour."""
    out = io.BytesIO()
    Image.new(mode, (width, height), 60 if mode == "L" else "steelblue").save(out, "PNG")
    return out.getvalue()
