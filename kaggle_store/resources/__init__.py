"""One module per entity: `store.competitions`, `store.agent_executions` and so on."""
