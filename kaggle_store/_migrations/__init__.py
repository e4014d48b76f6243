"""The store's migrations: their names and contents, and how a database compares with them."""
