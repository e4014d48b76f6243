"""Write models and the typed verbs of each table from the migrated database: `make models`.

The database is the only source; what its catalog does not hold is in `config.py`. What an insert
or an update takes follows from the column grants, defaults, NOT NULL, and from BEFORE INSERT
triggers whose WHEN clause asks for a missing value. Comments become docstrings and decide nothing.
"""
