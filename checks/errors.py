"""Mistakes of the caller, told apart from findings about a hand-off."""


class HoldtrueError(Exception):
    """Base of every error that Holdtrue raises on purpose."""


class InputError(HoldtrueError):
    """What the caller gave cannot be used; the message says what to do about it."""


class OutOfTime(HoldtrueError):  # noqa: N818  # no mistake: a check that stops where its time is up
    """The time for a check is up; what it has not looked at is unchecked."""


class ContractError(InputError):
    """A contract is malformed or does not fit the hand-off."""
