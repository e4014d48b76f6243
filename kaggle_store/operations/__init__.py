"""The subcommands of `kaggle-store` that look after a store, wherever it is."""
