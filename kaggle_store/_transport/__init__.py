"""Send requests and receive responses: the only network I/O of the SDK."""
