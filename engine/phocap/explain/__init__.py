"""A verdict as a proof, in the words of officers."""
