"""Build PostgREST requests and decode their responses; no I/O."""
