"""Many scenarios over many units: thresholds, readings and rule sets varied, and how many units hold each level."""
