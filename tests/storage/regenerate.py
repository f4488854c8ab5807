"""Writes the initial migration anew from the records' fields: `python -m tests.storage.regenerate`.

Until the first release there is one migration; after it, this tool is retired and migrations are added.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import sqlalchemy as sa
from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext

from kyodo_desktop.storage.journal import metadata

TARGET = Path(__file__).parents[2] / "kyodo_desktop/storage/migrations/versions/v0001_initial.py"
TEMPLATE = '''"""The register's tables, as of the first release."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create every table."""
    {upgrade}


def downgrade() -> None:
    """Drop every table."""
    {downgrade}
'''


def main() -> int:
    """Write the migration and format it."""
    with sa.create_engine("sqlite://").connect() as connection:
        script = produce_migrations(MigrationContext.configure(connection), metadata)
    assert script.upgrade_ops is not None and script.downgrade_ops is not None
    TARGET.write_text(
        TEMPLATE.format(
            upgrade=render_python_code(script.upgrade_ops), downgrade=render_python_code(script.downgrade_ops)
        ),
        encoding="utf-8",
    )
    subprocess.run([sys.executable, "-m", "ruff", "format", "-q", str(TARGET)], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
