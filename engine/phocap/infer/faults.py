"""The one error of inference: a mistake of the program, never of a record."""


class InferenceError(RuntimeError):
    """A back end did not reach exactly one outcome for every quorum, or broke off while it ran.

    It names an internal fault; what a user can do wrong (a malformed logic or pattern) is a ``ValueError``.
    """
