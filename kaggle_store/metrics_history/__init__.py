"""Exported metrics: a dataset of Parquet files, one folder per month.

Only `export` uses a database.
"""
