"""Helpers for tests: stacks."""
