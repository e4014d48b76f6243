"""The schema in the documentation: diagrams and tables, read from the migrated database."""
