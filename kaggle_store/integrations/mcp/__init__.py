"""Serve the store to language models with the Model Context Protocol (extra `mcp`).

    server = mcp.server(store)              # read-only
    server = mcp.server(store, write=True)  # with the verbs of a trusted agent

`store` is an `AsyncKaggleStore`. `kaggle-store mcp` serves it over standard input and output.
"""

from kaggle_store.integrations.mcp.serving import serve, server

__all__ = ["serve", "server"]
