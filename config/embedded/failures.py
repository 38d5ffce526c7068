"""The one exception of this package."""


class CannotStart(Exception):
    """A server cannot be started; the message is a sentence for the person at the terminal."""
