"""Full and incremental backups of a store, their restore and verification.

The command is `kaggle-store backup`; docs/how-to/backups.md describes what backups contain
and why.
"""
