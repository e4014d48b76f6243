"""The subcommands of `kaggle-store` that care for the local stack, one module each."""
