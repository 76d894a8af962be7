"""Outcomes as small integers, so that columns hold them and patterns pack them."""

import polars as pl

from phocap.model.outcome import Outcome

OUTCOMES = (Outcome.UNDETERMINED, Outcome.NOT_MET, Outcome.MET, Outcome.NOT_APPLICABLE)
"""The outcome of each code, 0 to 3: two bits."""

CODE = {outcome: code for code, outcome in enumerate(OUTCOMES)}

PER_KEY = 31
"""Codes that fit a 64-bit key."""


def code(outcome: Outcome) -> pl.Expr:
    """Return an outcome as a literal of the code's type."""
    return pl.lit(CODE[outcome], pl.UInt8)
