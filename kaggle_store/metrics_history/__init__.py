"""Exported metrics: a dataset of Parquet files, one folder per month; no database."""
