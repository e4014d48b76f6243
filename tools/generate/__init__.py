"""Write models and the typed verbs of each table from the migrated database: `make models`.

The database is the only source. What it cannot say is said in `config.py`, and two phrases in a
column's comment count: "Filled when left out" makes a required column optional in an insert, and
"kept by the database" leaves a column out of updates.
"""
