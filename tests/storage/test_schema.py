"""The migrations make exactly the tables that the records ask for, on both engines, never half of them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import kyodo_desktop
from kyodo_desktop.domain.errors import DatabaseNewer, KyodoError, ReadOnly
from kyodo_desktop.domain.records import Committee
from kyodo_desktop.storage import copies, engine, files, schema
from kyodo_desktop.storage.journal import metadata
from tests.storage import regenerate
from tests.storage.place import Place, committee, folder_state

SCRIPTS = Path(kyodo_desktop.__file__).parent / "storage" / "migrations"


@pytest.fixture
def bare(place: Place) -> Iterator[sa.Connection]:
    """A connection to an empty database, on each engine in turn."""
    if place.is_file:
        place.path.touch()
    made = (
        engine.connect_file(place.path, read_only=False)
        if place.is_file
        else engine.connect_server(str(place.location))
    )
    yield made
    engine.close(made)


def test_there_is_one_head_and_the_program_knows_it(bare: sa.Connection) -> None:
    scripts = ScriptDirectory.from_config(schema.config(bare))
    assert scripts.get_heads() == [schema.HEAD]
    assert tuple(reversed([step.revision for step in scripts.walk_revisions()])) == schema.KNOWN


def test_the_migrations_make_the_tables_that_the_records_ask_for(bare: sa.Connection) -> None:
    with engine.transaction(bare):
        files.make_schema(bare)
    assert schema.current(bare, "台帳") == schema.HEAD
    context = MigrationContext.configure(bare, opts={"compare_type": True, "compare_server_default": True})
    assert compare_metadata(context, metadata) == []
    assert set(sa.inspect(bare).get_table_names()) == {*metadata.tables, "alembic_version"}
    for table in metadata.sorted_tables:
        made = sa.inspect(bare)
        keys = {
            (tuple(k["constrained_columns"]), k["referred_table"]) for k in made.get_foreign_keys(table.name)
        }
        assert keys == {(tuple(k.column_keys), k.referred_table.name) for k in table.foreign_key_constraints}
        kept = {k["constrained_columns"][0]: k["options"] for k in made.get_foreign_keys(table.name)}
        for key in table.foreign_key_constraints:
            assert kept[key.column_keys[0]].get("initially") == key.initially, key


def test_the_initial_migration_is_as_the_tool_writes_it() -> None:
    assert regenerate.TARGET.read_text("utf-8") == regenerate.described()


def test_up_down_and_up_again(bare: sa.Connection) -> None:
    for _ in range(2):
        with engine.transaction(bare):
            schema.upgrade(bare)
        assert schema.current(bare, "台帳") == schema.HEAD
        with engine.transaction(bare):
            command.downgrade(schema.config(bare), "base")
        assert set(sa.inspect(bare).get_table_names()) == {"alembic_version"}


def test_every_step_can_be_taken_back(bare: sa.Connection) -> None:
    scripts = ScriptDirectory.from_config(schema.config(bare))
    for step in reversed(list(scripts.walk_revisions())):
        with engine.transaction(bare):
            command.upgrade(schema.config(bare), step.revision)
    for step in scripts.walk_revisions():
        with engine.transaction(bare):
            command.downgrade(schema.config(bare), str(step.down_revision or "base"))
    assert schema.current(bare, "台帳") is None


def test_a_newer_register_is_refused(place: Place) -> None:
    place.new().close()
    place.tamper("UPDATE alembic_version SET version_num = '9999'")
    for read_only in (False, True):
        with pytest.raises(DatabaseNewer) as error:
            place.open(read_only=read_only)
        assert "9999" in str(error.value)
        assert "更新してください" in error.value.remedy.text()


# --- an older register

STEP = """
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "0002", "0001", None, None


def upgrade():
    op.add_column("journal_head", sa.Column("note", sa.Text()))
    op.execute("UPDATE committee SET section = 'migrated'")
    {failure}


def downgrade():
    pass
"""


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """A function that makes the program one version newer, with a migration that may fail at its end."""

    def become(failure: str = "pass") -> None:
        scripts = tmp_path / "next"
        shutil.rmtree(scripts, ignore_errors=True)
        shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
        (scripts / "versions" / "v0002_next.py").write_text(STEP.format(failure=failure))
        monkeypatch.setattr(schema, "SCRIPTS", str(scripts))
        monkeypatch.setattr(schema, "HEAD", "0002")
        monkeypatch.setattr(schema, "KNOWN", ("0001", "0002"))

    return become


def test_an_older_register_is_brought_up_to_date_and_the_file_copied_first(
    place: Place, next_version: Callable[[], None]
) -> None:
    store = place.new()
    kept = committee(store)
    store.close()
    next_version()
    store = place.open()
    assert store.get(Committee, kept.id).section == "migrated"
    assert place.count("journal_head WHERE note IS NULL") == 1
    store.close()
    if place.is_file:
        (copy,) = copies.backups(place.path)
        assert copy.name.endswith("-before-0002.kyodo"), "never thinned out"
        there = Place(copy)
        with pytest.raises(ReadOnly) as error:
            there.open(read_only=True)
        assert "古い版" in str(error.value)
        assert there.count("alembic_version WHERE version_num = '0001'") == 1
        assert there.count("committee WHERE section = ''") == 1
    assert place.open().journal(1)[0].seq == 1
    assert not place.is_file or len(copies.backups(place.path)) == 1, "only an upgrade copies"


FAILURES = [
    ("1 / 0", ZeroDivisionError),
    ('op.execute("SELECT nothing FROM nowhere")', KyodoError),
    ('op.execute("INSERT INTO category VALUES (1, 1, 1, 1, 1, 1, NULL, NULL, NULL)")', KyodoError),
]


@pytest.mark.parametrize(("failure", "error"), FAILURES)
def test_a_migration_that_fails_leaves_the_register_as_it_was(
    place: Place, next_version: Callable[[str], None], failure: str, error: type[Exception]
) -> None:
    store = place.new()
    committee(store)
    store.close()
    before = place.path.read_bytes() if place.is_file else b""
    next_version(failure)
    with pytest.raises(error):
        place.open()
    assert place.count("alembic_version WHERE version_num = '0001'") == 1
    assert place.count("committee WHERE section = ''") == 1
    with place.behind() as connection:
        assert "note" not in {c["name"] for c in sa.inspect(connection).get_columns("journal_head")}
    if place.is_file:
        assert place.path.read_bytes() == before
        assert set(folder_state(place.path.parent)) - {place.path.name} == {
            f"{place.path.name}.backup/{copy.name}{end}"
            for copy in copies.backups(place.path)
            for end in ("", ".json")
        } | {name for name in folder_state(place.path.parent) if name.startswith("next/")}


def test_an_older_register_isnt_touched_when_it_cant_be_copied(
    file_place: Place, next_version: Callable[[], None]
) -> None:
    file_place.new().close()
    before = file_place.path.read_bytes()
    copies.folder(file_place.path).write_bytes(b"a file is in its place")
    next_version()
    with pytest.raises(KyodoError) as error:
        file_place.open()
    assert "バックアップを作成できません" in str(error.value)
    assert file_place.path.read_bytes() == before
