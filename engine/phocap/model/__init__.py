"""The data: rule files, the vocabulary, records and results."""
