"""Clerks on one server, in processes of their own: no fork in the journal, no update lost."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import NotADatabase, NotFound, OutputFailed, StorageFailed, UsageError
from kyodo_desktop.domain.records import Committee
from kyodo_desktop.storage import create, open_store
from tests.storage.place import START, Place, committee, save

ACTS = 60

# A clerk adds 1 to the numbers kept in the committees' sections, reading them a moment before each save.
CLERK = """
import datetime as dt, json, random, sys, time
from dataclasses import replace
from kyodo_desktop.domain.errors import ConflictError
from kyodo_desktop.domain.records import Committee
from kyodo_desktop.i18n import msg
from kyodo_desktop.storage import open_store

url, who, acts = sys.argv[1], sys.argv[2], int(sys.argv[3])
dice = random.Random(who)
store = open_store(url, who=who, now=lambda: dt.datetime.now(dt.timezone.utc))
saved, told = 0, 0
while saved < acts:
    pair = list(store.find(Committee))
    dice.shuffle(pair)
    time.sleep(dice.random() * 0.004)
    try:
        with store.change(msg("加算")) as draft:
            for one in pair[: dice.randrange(1, 3)]:
                draft.save(replace(one, section=str(int(one.section) + 1)))
                time.sleep(dice.random() * 0.002)
        saved += 1
        json.dump([pair.after.section for pair in draft.change.pairs], sys.stdout)
        print()
    except ConflictError:
        told += 1
store.close()
print(told)
"""


@pytest.mark.parametrize("clerks", [3])
def test_clerks_in_processes_of_their_own_lose_nothing_and_cant_fork_the_journal(
    server_place: Place, clerks: int
) -> None:
    store = server_place.new()
    for name in ("一", "二"):
        save(store, replace(committee(store, name), section="0"))
    running = [
        subprocess.Popen(
            [sys.executable, "-c", CLERK, str(server_place.location), f"係{n}", str(ACTS)],
            stdout=subprocess.PIPE,
            text=True,
        )
        for n in range(clerks)
    ]
    lines = [process.communicate(timeout=120)[0].splitlines() for process in running]
    assert [process.returncode for process in running] == [0] * clerks
    added = sum(len(json.loads(line)) for said in lines for line in said[:-1])
    assert sum(int(c.section) for c in store.find(Committee)) == added, "a silent lost update"
    assert sum(int(said[-1]) for said in lines) > 0, "they never met"
    entries = store.journal(1000)
    assert [e.seq for e in entries] == list(range(4 + clerks * ACTS, 0, -1))
    assert store.verify() == ()


def test_verify_sees_one_moment_while_others_write(server_place: Place) -> None:
    store = server_place.new()
    save(store, replace(committee(store), section="0"))
    writer = subprocess.Popen(
        [sys.executable, "-c", CLERK, str(server_place.location), "係", "80"], stdout=subprocess.DEVNULL
    )
    looks = 0
    while writer.poll() is None:
        assert store.verify() == ()
        looks += 1
    assert writer.returncode == 0
    assert looks > 3


def test_a_register_isnt_made_over_another(server_place: Place) -> None:
    store = server_place.new()
    first = committee(store)
    with pytest.raises(OutputFailed):
        server_place.new()
    assert store.find(Committee) == (first,)


def test_a_database_that_holds_no_register_is_refused(server_place: Place) -> None:
    with pytest.raises(NotADatabase) as error:
        server_place.open()
    assert "台帳がありません" in str(error.value)


def test_a_connection_the_server_dropped_is_made_anew(server_place: Place) -> None:
    store = server_place.new()
    first = committee(store)
    for act in (lambda: store.find(Committee), lambda: save(store, replace(first, name="別")), store.verify):
        with server_place.behind() as connection:
            connection.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        with pytest.raises(StorageFailed) as error:
            act()
        assert "接続が切れた" in str(error.value)
        assert store.find(Committee) == (first,)
    save(store, replace(first, name="別"))
    assert store.verify() == ()


# An address, and what comes of it.
ADDRESSES = [
    ("台帳", UsageError),
    ("sqlite:////tmp/a.kyodo", UsageError),
    ("nothing://host/db", UsageError),
    ("postgresql+nothing://host/db", UsageError),
    ("postgresql+psycopg://係:秘密@/db?host=/nowhere", StorageFailed),
]


@pytest.mark.parametrize(("address", "error"), ADDRESSES)
@pytest.mark.parametrize("act", [create, open_store])
def test_an_address_that_leads_nowhere_is_refused_without_telling_the_password(
    act: object, address: str, error: type[Exception]
) -> None:
    with pytest.raises(error) as caught:
        act(address, who="甲", now=lambda: START)  # type: ignore[operator]
    assert "秘密" not in str(caught.value)
    assert not isinstance(caught.value, NotFound)
