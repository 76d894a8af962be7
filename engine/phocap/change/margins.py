"""How far a condition is from its bound, in whole units, also where numerator and denominator move together."""

from fractions import Fraction

from phocap.model.change import Margins
from phocap.model.outcome import Outcome
from phocap.model.result import Comparison, ConditionResult
from phocap.model.rulefile import Effect


def margins(condition: ConditionResult) -> Margins | None:
    """Return how far a condition is from its bound; None while figures are missing, and where nothing is counted.

    With n of d, and at least a share t asked, the condition is met while n ≥ t·d. Met, it fails when so many leave the
    numerator (``alone``), leave both, or join the denominator only (``whole``); the numbers are the most for which
    it still holds. Not met, they are the fewest who must join the numerator, join both, or leave the denominator
    only. Where at most a share is asked all of it is turned round.
    """
    if condition.outcome not in (Outcome.MET, Outcome.NOT_MET):
        return None
    met = condition.outcome is Outcome.MET
    if condition.kind == "quorum" and condition.needs is not None:
        return _members(condition, met)
    found = condition.comparison
    if found is None or found.threshold is None or found.sense is None:
        return None
    if found.numerator[0] != found.numerator[1] or (found.denominator and found.denominator[0] != found.denominator[1]):
        return None
    n = found.numerator[0]
    if found.denominator is None:
        distance = n * found.threshold.denominator - found.threshold.numerator
        distance = distance if found.sense == "at_least" else -distance
        return Margins(met, found.sense, _steps(distance, found.threshold.denominator, met))
    return _ratio(found, found.threshold, n, found.denominator[0], met)


def _ratio(found: Comparison, bound: Fraction, n: int, d: int, met: bool) -> Margins | None:
    if not d:
        return None
    p, q = bound.numerator, bound.denominator
    distance = n * q - d * p
    least = found.sense == "at_least"
    # What each move adds to the distance n·q − d·p: one in the numerator q, one in both q − p, one besides −p.
    ways = {"alone": q, "both": q - p, "whole": p}
    grows = least is not met  # the numerator; somebody is always left to count
    limits: dict[str, int | None] = {
        "alone": (d - n if found.percent else None) if grows else n,
        "both": None if grows else min(n, d - 1),
        "whole": min(d - 1, d - n if found.percent else d) if grows else None,
    }
    signed = distance if least else -distance
    counted = {name: _within(_steps(signed, gain, met), limits[name], met) for name, gain in ways.items()}
    return Margins(met, str(found.sense), counted["alone"], counted["both"], counted["whole"])


def _steps(distance: int, gain: int, met: bool) -> int | None:
    """Return the most steps of this size that a met condition bears, or the fewest that a failed one needs."""
    if gain <= 0:
        return None
    return distance // gain if met else -(distance // gain)


def _within(steps: int | None, limit: int | None, met: bool) -> int | None:
    """Return the steps, or None when there are not so many persons: it never fails, or is never met, that way."""
    if steps is None or limit is None:
        return steps
    return None if steps + met > limit else steps


def _members(condition: ConditionResult, met: bool) -> Margins | None:
    """Return how many members of a quorum may fail, or must still be met."""
    assert condition.needs is not None
    deciding = [m for m in condition.members if m.effect is Effect.DECIDES]
    if any(m.outcome is Outcome.UNDETERMINED for m in deciding):
        return None
    passing, needs = sum(m.outcome.passes for m in deciding), min(condition.needs, len(deciding))
    return Margins(met, "at_least", passing - needs if met else needs - passing)
