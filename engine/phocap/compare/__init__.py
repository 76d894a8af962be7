"""Two results side by side: which verdicts changed, and what changed them."""
