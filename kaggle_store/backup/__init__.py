"""Backups of a store: full and incremental ones, restoring them, and proving that they restore.

`kaggle-store backup` is the way in; docs/backups.md says what is in them and why.
"""
