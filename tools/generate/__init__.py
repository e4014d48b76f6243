"""Generate models and the typed methods of each table from the migrated database: `make models`.

The database is the only source; `config.py` adds what its catalog does not contain. The columns of
an insert or update follow from column grants, defaults, NOT NULL, and BEFORE INSERT triggers whose
WHEN clause tests for null. Comments become docstrings and decide nothing.
"""
