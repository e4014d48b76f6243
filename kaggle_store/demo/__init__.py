"""A complete agent run, stored and read back: what `kaggle-store demo` shows."""
