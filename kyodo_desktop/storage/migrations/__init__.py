"""How a register of an older version is brought up to date, by Alembic."""
