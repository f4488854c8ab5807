"""A clerk who saves without pause and says each entry that was acknowledged: to be killed by a test.

`python -m tests.storage.saver FILE [ACTS [BYTES]]` prints the sequence number of each act, and its name.
"""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import replace
from pathlib import Path

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.records import Committee, Person, PersonName
from kyodo_desktop.i18n import msg
from kyodo_desktop.storage import open_store


def main(path: Path, acts: int, size: int) -> int:
    """Save `acts` times; each act touches two records, and adds one with a note of `size` letters."""
    store = open_store(path, who="係", now=lambda: dt.datetime.now(dt.UTC))
    first = store.find(Committee)[0]
    print("open", flush=True)
    for n in range(acts):
        try:
            with store.change(msg("保存{n}", n=n)) as draft:
                first = draft.save(replace(first, section=f"{n}"))
                person = draft.add(Person(id=draft.new_id(), note="記" * size))
                draft.add(PersonName(id=draft.new_id(), person=person.id, name=f"{n}"))
            print(draft.change.seq, flush=True)
        except KyodoError as error:
            first = store.find(Committee)[0]
            print(type(error).__name__, error.why.key, flush=True)
    store.close()
    return 0


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[2:]]
    sys.exit(main(Path(sys.argv[1]), *(given + [10**9, 10][len(given) :])))
