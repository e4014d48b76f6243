"""The resources of a client, one module each: `store.competitions` and so on."""
