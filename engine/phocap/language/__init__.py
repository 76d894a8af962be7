"""Rule packs: loading, soundness, the rules of a day, amendments, coverage."""
