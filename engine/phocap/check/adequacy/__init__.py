"""Whether the tests beside rules are enough: what they see of every threshold, and which changes they notice."""
