"""Exported months of metrics: files, retention and the stream over both."""
