"""What a logic must satisfy before any back end reads it, so that all of them mean the same by it."""

from phocap.infer.port import Logic, Quorum


def check(logic: Logic) -> None:
    """Accept a logic that can be concluded from.

    Raises:
        ValueError: an id stands twice, a quorum names nothing or the same member twice, a member is not known
            before the quorum that names it, or ``needs`` is outside 1..n.
    """
    known: set[str] = set()
    for leaf in logic.leaves:
        _add(known, leaf)
    for quorum in logic.quorums:
        _check_quorum(quorum, known)
        _add(known, quorum.id)


def _add(known: set[str], name: str) -> None:
    if name in known:
        raise ValueError(f"the id {name!r} stands for two things in one logic")
    known.add(name)


def _check_quorum(quorum: Quorum, known: set[str]) -> None:
    if len(set(quorum.members)) != len(quorum.members):
        raise ValueError(f"quorum {quorum.id!r} names a member twice")
    if not 1 <= quorum.needs <= len(quorum.members):
        raise ValueError(f"quorum {quorum.id!r} needs {quorum.needs} of {len(quorum.members)} members")
    for member in quorum.members:
        if member not in known:
            raise ValueError(f"quorum {quorum.id!r} names {member!r} before it is known")
