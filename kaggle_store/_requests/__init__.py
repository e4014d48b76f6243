"""What to ask PostgREST and how to read what comes back; no I/O."""
