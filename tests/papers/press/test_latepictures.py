"""Pillow comes when a paper has a picture, and is the same as ever when it comes."""

from __future__ import annotations

import subprocess
import sys

ASKS = """
import io, sys
from kyodo_desktop.papers.press.sheets import Sheets
assert not [name for name in sys.modules if name.split(".")[0] == "PIL"], "Pillow was loaded for nothing"
out = io.BytesIO()
sheets = Sheets(out, (100, 100), "", "", "ja")
import PIL.Image
assert type(PIL) is type(PIL.Image) is type(sys)
picture = io.BytesIO()
PIL.Image.new("RGB", (4, 4), "red").save(picture, "PNG")
sheets.picture(picture.getvalue(), 0, 0, 50, 50)
sheets.next_page()
sheets.finish(())
assert b"/Subtype /Image" in out.getvalue()
"""


def ran(code: str) -> tuple[int, str]:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


def test_pillow_comes_whole_when_somebody_asks_for_it() -> None:
    assert ran(ASKS) == (0, "")


def test_the_stand_in_opens_pictures_where_nobody_else_asked() -> None:
    asks = """
import base64, io, sys
from kyodo_desktop.papers.press import sheets
data = base64.b64decode("R0lGODlhAQABAIAAAP8AAAAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==")
assert "PIL.Image" not in sys.modules
assert sheets.utils.ImageReader(io.BytesIO(data)).getSize() == (1, 1)
assert sheets.utils.Image.Image is sys.modules["PIL.Image"].Image
"""
    assert ran(asks) == (0, "")


def test_pillow_that_is_there_already_is_taken() -> None:
    assert ran("import PIL.Image\n" + ASKS.split("assert", 1)[0] + "assert sys.modules['PIL'].Image") == (
        0,
        "",
    )
