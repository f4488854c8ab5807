"""A virtual screen with a window manager, a program on it, and a clerk who looks, clicks and types."""

from __future__ import annotations

import getpass
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from kyodo_desktop import onepaper
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import sample as samples
from kyodo_desktop.storage import Store, create, open_store
from tests.conftest import ticking

NEEDED = ("Xvfb", "xdotool", "openbox")
MISSING = [name for name in NEEDED if shutil.which(name) is None]
pytestmark = [
    pytest.mark.skipif(bool(MISSING), reason=f"no {', '.join(MISSING)} on this machine"),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Xvfb is for Linux"),
]
PATIENCE = 20.0  # seconds; two cores may be shared by many
ROOT = Path(__file__).parents[2]


class Screen:
    """The screen, and a hand on its keyboard and mouse."""

    def __init__(self, folder: Path, size: str = "1280x900") -> None:
        read, write = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
            pass_fds=(write,),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        self.environment = {
            **os.environ,
            "DISPLAY": f":{number}",
            "QT_QPA_PLATFORM": "xcb",
            "XDG_CONFIG_HOME": str(folder / "config"),
            "LANG": "C.UTF-8",
        }
        self._manager = subprocess.Popen(
            ["openbox"], env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def do(self, *words: str) -> str:
        """Run xdotool."""
        done = subprocess.run(
            ["xdotool", *words], env=self.environment, capture_output=True, text=True, check=True, timeout=30
        )
        return done.stdout.strip()

    def wait_for(self, title: str) -> None:
        """Wait for a window whose title says this, and work in it."""
        found = self.do("search", "--sync", "--onlyvisible", "--name", title)
        self.do("windowactivate", "--sync", found.splitlines()[0])

    def picture(self, path: Path) -> None:
        """Keep what is on the screen."""
        subprocess.run(["import", "-window", "root", str(path)], env=self.environment, check=True)

    def close(self) -> None:
        """Take the screen away."""
        for process in (self._manager, self._server):
            process.terminate()
            process.wait(10)


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """A screen of the test's own."""
    made = Screen(tmp_path)
    yield made
    made.close()


def planted(file: Path) -> Path:
    """The sample's register in a file."""
    store = create(file, who="clerk", now=ticking())
    samples.plant(store, Paths.find().sample)
    store.close()
    return file


def opened(file: Path) -> Store:
    """The register in a file, as the program's own user opens it."""
    return open_store(file, who=getpass.getuser(), now=ticking())


def printed(file: Path, name: str, folder: Path) -> bytes:
    """A paper of the register's first meeting, as the command line makes it."""
    out = folder / f"{name}.pdf"
    onepaper.run(Paths.find(), name, file, out, None, meeting=1, material="", say=lambda _told: None)
    return out.read_bytes()


class Program:
    """The program in a window of that screen; ended with the block."""

    def __init__(self, screen: Screen, *arguments: str, eyes: Path | None = None) -> None:
        started = ["kyodo_desktop"] if eyes is None else ["tests.ui.eyes", str(eyes)]
        self.process = subprocess.Popen(
            [sys.executable, "-m", *started, *arguments],
            env={**screen.environment, "PYTHONPATH": str(ROOT)},
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    @property
    def pid(self) -> int:
        """Its process."""
        return self.process.pid

    def over(self, timeout: float = PATIENCE) -> tuple[int, str]:
        """How it ended by itself, and what it said."""
        output, _errors = self.process.communicate(timeout=timeout)
        return self.process.returncode, output

    def kill(self) -> None:
        """What no program can answer: SIGKILL."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def __enter__(self) -> Program:
        return self

    def __exit__(self, *_raised: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(10)
        if self.process.stdout is not None:
            self.process.stdout.close()


class Clerk:
    """Who works at the screen: waits until a thing is there, then clicks or types; each counts one action."""

    def __init__(
        self, screen: Screen, folder: Path, *arguments: str, env: Mapping[str, str] | None = None
    ) -> None:
        self.screen = screen
        self.actions = 0
        self._folder = folder
        self._door = folder / "eyes"
        self._door.unlink(missing_ok=True)
        screen.environment.update(env or {})
        self.program = Program(screen, *arguments, eyes=self._door)

    def __enter__(self) -> Clerk:
        return self

    def __exit__(self, *raised: object) -> None:
        self.program.__exit__(*raised)

    # --- eyes

    def look(self, what: str, within: str = "") -> list[dict[str, Any]]:
        """What bears this name or these words now; nothing where the program can't answer yet."""
        try:
            with socket.socket(socket.AF_UNIX) as door, door.makefile("rw", encoding="utf-8") as line:
                door.settimeout(10)
                door.connect(str(self._door))
                line.write(json.dumps({"what": what, "within": within}) + "\n")
                line.flush()
                return json.loads(line.readline() or "[]")
        except OSError:
            return []

    def until(self, told: str, true: Callable[[], Any], patience: float = PATIENCE) -> Any:
        """Wait until something is so, and say what it was."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            found = true()
            if found:
                return found
            assert self.program.process.poll() is None, f"the program ended: {self.program.over()}"
            time.sleep(0.05)
        if shutil.which("import"):
            self.screen.picture(self._folder / "waiting.png")
        raise AssertionError(f"waited in vain for {told}; see {self._folder}/waiting.png")

    def see(self, what: str, within: str = "", *, patience: float = PATIENCE) -> dict[str, Any]:
        """Wait until something is there to be pointed at."""
        return self.until(what, lambda: self._free(what, within), patience)

    def _free(self, what: str, within: str) -> dict[str, Any] | None:
        found = [one for one in self.look(what, within) if one["free"] and one["enabled"]]
        found.sort(key=lambda one: one["label"])
        return found[0] if found else None

    def text(self, what: str, within: str = "") -> str:
        """What a thing says, "" where it isn't there."""
        found = self.look(what, within)
        return found[0]["text"] if found else ""

    # --- hands

    def click(self, what: str, within: str = "", *, times: int = 1) -> None:
        """Click on a thing, once it stands still."""
        at = self.until(f"{what} to stand still", lambda: self._still(what, within))
        self.screen.do("mousemove", str(at["x"]), str(at["y"]), "click", "--repeat", str(times), "1")
        self.actions += 1

    def _still(self, what: str, within: str) -> dict[str, Any] | None:
        """Where it is, once the page has been laid out: nothing moves any more."""
        places = []
        for _look in range(3):
            found = self._free(what, within)
            if found is None:
                return None
            places.append((found["x"], found["y"]))
            time.sleep(0.06)
        return found if len(set(places)) == 1 else None

    def key(self, *keys: str) -> None:
        """Press keys, each an action."""
        for one in keys:
            self.screen.do("key", "--clearmodifiers", one)
            self.actions += 1

    def type(self, text: str) -> None:
        """Type a text: one action.

        For what is no ASCII xdotool changes a key of the keyboard; it is done with the key once it is seen.
        """
        if text.isascii():
            self.screen.do("type", "--clearmodifiers", "--delay", "12", text)
        else:
            for at, one in enumerate(text):
                self._press(one, text[:at])
        self.actions += 1

    def _press(self, letter: str, before: str) -> None:
        """Type a letter behind what stands in the field, again where another came or none.

        The program may hear of the changed key only after it was pressed, and put in what the key was before.
        """

        def shown() -> bool:
            return any(one["text"].endswith(before + letter) for one in self.look("focus"))

        for _attempt in range(3):
            stood = self._typed()
            self.screen.do("type", "--clearmodifiers", letter)
            end = time.monotonic() + 2
            while time.monotonic() < end:
                if shown():
                    return
            for _wrong in range(len(self._typed()) - len(stood)):
                self.screen.do("key", "--clearmodifiers", "BackSpace")
        raise AssertionError(f"{letter} didn't arrive")

    def _typed(self) -> str:
        """What stands in the field that has the focus."""
        return next((str(one["text"]) for one in self.look("focus")), "")

    def fill(self, what: str, text: str, within: str = "") -> None:
        """Click into a field and type a text in place of what is there."""
        self.click(what, within)
        self.until(f"{what} to have the focus", lambda: any(one["focus"] for one in self.look(what, within)))
        self.key("ctrl+a")
        self.type(text)
        self.until(f"{text} in {what}", lambda: any(one["text"] == text for one in self.look("focus")), 20)

    def choose(self, what: str, words: str, within: str = "") -> None:
        """Open a box or a menu, and choose a line of it."""
        self.click(what, within)
        self.until(f"{words} to be offered", lambda: any(one["popup"] for one in self.look(words)))
        self.click(words)
