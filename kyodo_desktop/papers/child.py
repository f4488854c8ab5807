"""Work done by another process, which can be ended at any moment and takes nothing down with it.

One process does one job after another, so that it starts once; it remembers what its jobs keep in memory.
"""

from __future__ import annotations

import multiprocessing
import sys
import time
from collections.abc import Callable, Generator
from contextlib import suppress
from typing import Any, Final, Literal, TypeAlias, TypeVar

from kyodo_desktop.papers.press.progress import Progress

T = TypeVar("T")
Work: TypeAlias = Callable[..., Generator[Progress, None, T]]
Fate = Literal["time", "crash"]

MEMORY: Final = 1024 * 1024 * 1024
"""How many bytes a child may hold, where the system can be told."""
_PATIENCE: Final = 0.5  # seconds that a cancelled job gets to stop by itself
_STOP: Final = "stop"


class ChildEnded(Exception):
    """The process is gone before it answered: it took too long and was ended, or fell."""

    def __init__(self, fate: Fate) -> None:
        super().__init__(fate)
        self.fate: Fate = fate


class Child:
    """A process of our own. `seconds` is how long it may be silent during a job; None: for ever."""

    def __init__(self, seconds: float | None = None, memory: int | None = MEMORY) -> None:
        self._seconds = seconds
        self._memory = memory
        self._process: Any = None  # their types differ from system to system
        self._pipe: Any = None

    def run(self, work: Work[T], *arguments: Any) -> Generator[Progress, None, T]:
        """Do `work` there: its steps, then what it returns. Closing it stops the work, or ends the process.

        Raises what the work raised, and ChildEnded. `work` is a module's own function; what goes in and comes
        out can be pickled.
        """
        pipe = self._ready()
        finished = False
        try:
            pipe.send((work, arguments))
            while True:
                kind, value = self._answer(pipe)
                if kind == "step":
                    yield value
                elif kind == "done":
                    finished = True
                    return value
                else:
                    finished = True
                    raise _rebuilt(*value)
        except (EOFError, OSError) as error:
            if finished:
                raise
            self.end()
            finished = True
            raise ChildEnded("crash") from error
        finally:
            if not finished:
                self._stop()

    def end(self) -> None:
        """End the process, whatever it is doing."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
            self._process = None
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None

    def kill(self) -> None:
        """Have the system end the process, from any thread: whoever waits for its answer gets ChildEnded."""
        process = self._process
        if process is not None:
            with suppress(OSError, ValueError):  # ended and closed by now
                process.kill()

    def _ready(self) -> Any:
        if self._process is not None and not self._process.is_alive():
            self.end()
        if self._pipe is None:
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            process = context.Process(
                target=serve, args=(theirs, self._memory, list(sys.path)), daemon=True, name="kyodo-press"
            )
            process.start()
            self._process = process  # `kill` may ask for it at any moment
            theirs.close()
        return self._pipe

    def _answer(self, pipe: Any) -> tuple[str, Any]:
        if not pipe.poll(self._seconds):
            self.end()
            raise ChildEnded("time")
        return pipe.recv()

    def _stop(self) -> None:
        """Ask the job to stop, so that what the process remembers isn't lost; end it if it doesn't."""
        pipe = self._pipe
        if pipe is None:
            return
        with suppress(EOFError, OSError):
            pipe.send(_STOP)
            until = time.monotonic() + _PATIENCE
            while (left := until - time.monotonic()) > 0 and pipe.poll(left):
                kind, _ = pipe.recv()
                if kind != "step":
                    return
        self.end()


def serve(pipe: Any, memory: int | None, path: list[str]) -> None:
    """What the process does: job after job, until nobody is there any more."""
    sys.path[:] = path
    _limit(memory)
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            asked = pipe.recv()
            if asked != _STOP:
                _job(pipe, *asked)


def _job(pipe: Any, work: Work[Any], arguments: tuple[Any, ...]) -> None:
    steps = work(*arguments)
    try:
        while True:
            step = next(steps)
            if pipe.poll() and pipe.recv() == _STOP:
                steps.close()
                pipe.send(("stopped", None))
                return
            pipe.send(("step", step))
    except StopIteration as done:
        pipe.send(("done", done.value))
    except (EOFError, BrokenPipeError):
        raise
    except BaseException as error:
        pipe.send(("failed", (type(error), error.args, dict(vars(error)))))


def _rebuilt(kind: type[BaseException], arguments: tuple[Any, ...], said: dict[str, Any]) -> BaseException:
    """An exception as it was raised there, whatever its class asks for when it is made."""
    error = kind.__new__(kind, *arguments)
    error.args = arguments
    vars(error).update(said)
    return error


def _limit(memory: int | None) -> None:
    """Hold the process to so many bytes of memory, where the system knows how."""
    if memory is None or sys.platform == "win32":
        return
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
