"""Stacks for tests."""
