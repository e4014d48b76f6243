"""Files of executions in a folder or an object store; no database."""
