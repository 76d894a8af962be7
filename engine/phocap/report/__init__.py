"""Results and rules as tables and data, one module a format."""
