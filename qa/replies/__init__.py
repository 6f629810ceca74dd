"""Replies: one module for each family of operations, each a pure function to a `Draft`."""
