"""Checking rules: the tests that stand beside them, and what those tests leave out."""
