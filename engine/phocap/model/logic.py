"""How the outcomes of conditions combine: quorums over named members."""

from phocap.value import dataclass


@dataclass(frozen=True)
class Quorum:
    """At least ``needs`` of ``members``; all of them when ``needs == len(members)``, any when it is 1.

    Let m be the members that are met or not applicable and p = m + the undetermined ones. It is not applicable
    when every member is; else met when m >= needs; not met when p < needs; else undetermined.
    """

    id: str
    needs: int
    members: tuple[str, ...]


@dataclass(frozen=True)
class Logic:
    """The leaves of one tier's rules and the quorums over them, members before those that name them."""

    leaves: tuple[str, ...]
    quorums: tuple[Quorum, ...]
