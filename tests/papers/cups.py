"""A print server of the test's own: a real cupsd on a private folder, its printers keeping what they get."""

from __future__ import annotations

import getpass
import grp
import os
import shutil
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

PROGRAMS = ("cupsd", "lpadmin", "lp", "lpstat", "cancel", "cupsdisable", "cupsreject")
_SBIN = "/usr/sbin"
_FILES = """\
ServerRoot {root}/etc
ServerBin {root}/lib
DataDir /usr/share/cups
CacheDir {root}/cache
StateDir {root}/state
RequestRoot {root}/spool
TempDir {root}/spool/tmp
AccessLog {root}/access_log
ErrorLog {root}/error_log
PageLog {root}/page_log
FileDevice Yes
SystemGroup {group}
{owner}
"""
_SERVER = """\
LogLevel warn
Listen {root}/sock
Browsing Off
DefaultAuthType None
WebInterface No
PreserveJobHistory Yes
PreserveJobFiles Yes
MaxCopies 999
DirtyCleanInterval 0
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""


_DEVICE = """\
#!/bin/sh
# What a printer is to its queue: job, user, title, copies, options, file. CUPS's own file: device writes
# nothing of a job that no filter touches.
[ $# -lt 6 ] && exit 0
printf '%s\\n' "$4" "$5" >"${DEVICE_URI#kept:}.$1.told"
cat "$6" >"${DEVICE_URI#kept:}.$1"
"""


class Cups:
    """The server, and the queues that were added to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = {"CUPS_SERVER": str(folder / "sock")}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it listens."""
        for name in ("etc", "cache", "state", "spool/tmp", "out", "lib/backend"):
            (self.folder / name).mkdir(parents=True)
        root = os.geteuid() == 0
        group = grp.getgrgid(os.getegid()).gr_name
        owner = "" if root else f"User {getpass.getuser()}\nGroup {group}"
        said = _FILES.format(root=self.folder, group="root" if root else group, owner=owner)
        (self.folder / "etc/cups-files.conf").write_text(said)
        (self.folder / "etc/cupsd.conf").write_text(_SERVER.format(root=self.folder))
        for theirs in Path("/usr/lib/cups").iterdir():
            if theirs.name != "backend":
                (self.folder / "lib" / theirs.name).symlink_to(theirs)
        device = self.folder / "lib/backend/kept"
        device.write_text(_DEVICE)
        device.chmod(0o700)  # what others may run doesn't run as who started the server
        told = [program("cupsd"), "-f", "-c", "etc/cupsd.conf", "-s", "etc/cups-files.conf"]
        told[3], told[5] = (str(self.folder / one) for one in (told[3], told[5]))
        with (self.folder / "log").open("wb") as log:
            self._process = subprocess.Popen(told, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        until = time.monotonic() + 20
        while not (self.folder / "sock").exists() or self.run("lpstat", "-r").returncode != 0:
            if self._process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"cupsd didn't start:\n{self._log()}")
            time.sleep(0.05)

    def stop(self) -> None:
        """End it, and forget all it printed."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        shutil.rmtree(self.folder)

    def add(self, name: str) -> None:
        """A raw queue, whose device keeps what it is given."""
        out = self.folder / "out" / name
        done = self.run("lpadmin", "-p", name, "-E", "-v", f"kept:{out}", "-m", "raw")
        assert done.returncode == 0, done.stderr + self._log()

    def run(self, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """One of CUPS's programs, asked of this server."""
        env = {**os.environ, **self.env, "LC_ALL": "C.UTF-8"}
        return subprocess.run(
            [program(name), *arguments], env=env, capture_output=True, text=True, check=False, timeout=30
        )

    def printed(self, order: str) -> bytes:
        """What came out of the printer for an order, once it is done."""
        name, _, number = order.rpartition("-")
        until = time.monotonic() + 20
        while order in self.waiting():
            assert time.monotonic() < until, self._log()
            time.sleep(0.05)
        return (self.folder / "out" / f"{name}.{number}").read_bytes()

    def told(self, order: str) -> list[str]:
        """How many copies the device was told to print of an order, and its options."""
        name, _, number = order.rpartition("-")
        return (self.folder / "out" / f"{name}.{number}.told").read_text().splitlines()

    def asked(self, order: str) -> dict[str, list[str | int | bool]]:
        """The attributes of an order as the server keeps them (its control file, RFC 8010)."""
        number = int(order.rpartition("-")[2])
        return attributes((self.folder / "spool" / f"c{number:05}").read_bytes())

    def waiting(self) -> list[str]:
        """The orders that aren't done."""
        return [line.split()[0] for line in self.run("lpstat", "-o").stdout.splitlines()]

    def _log(self) -> str:
        kept = [self.folder / name for name in ("log", "error_log")]
        return "".join(path.read_text(errors="replace") for path in kept if path.exists())


def program(name: str) -> str:
    """Where a program of CUPS is; its server's stand where users don't look."""
    found = shutil.which(name) or shutil.which(name, path=_SBIN)
    if found is None:
        raise FileNotFoundError(name)
    return found


def attributes(data: bytes) -> dict[str, list[str | int | bool]]:
    """The attributes of an IPP message, by name."""
    found: dict[str, list[str | int | bool]] = {}
    at, name = 8, ""
    while at < len(data):
        tag = data[at]
        at += 1
        if tag < 0x10:
            continue
        size = struct.unpack_from(">H", data, at)[0]
        name = data[at + 2 : at + 2 + size].decode() if size else name
        at += 2 + size
        size = struct.unpack_from(">H", data, at)[0]
        raw = data[at + 2 : at + 2 + size]
        at += 2 + size
        value: str | int | bool
        if tag in (0x21, 0x23):
            value = struct.unpack(">i", raw)[0]
        elif tag == 0x22:
            value = raw != b"\0"
        else:
            value = raw.decode("utf-8", "replace")
        found.setdefault(name, []).append(value)
    return found


def served() -> Iterator[Cups]:
    """A server for a fixture; the test is skipped where a program of it is missing."""
    for name in PROGRAMS:
        try:
            program(name)
        except FileNotFoundError:
            pytest.skip(f"{name} isn't installed (Debian: cups, cups-client)")
    made = Cups(Path(tempfile.mkdtemp(prefix="kyodo-cups-")))
    try:
        made.start()
        yield made
    finally:
        made.stop()
