"""Files as they stand: bytes, hashes, encodings, and YAML with positions."""
