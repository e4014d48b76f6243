"""Tools for those who work on the store; none of them is shipped."""
