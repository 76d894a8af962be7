"""Exact bounds in columns: from figures to measures to the outcomes of conditions, all units at once."""
