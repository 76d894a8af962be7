"""Documents that officers sign, as Word files in the form that a rule pack lays down."""
