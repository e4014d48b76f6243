"""The pipeline that the demo's agent runs, and stores as its generated code."""
