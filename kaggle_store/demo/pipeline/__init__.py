"""The code that the demo's agent runs: real, small, and stored in the store as it stands here."""
