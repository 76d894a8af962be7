"""Two rule sets beside each other: clause by clause, by proof, and over records."""
