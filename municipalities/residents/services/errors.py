"""What a verb refuses. The door makes the sentence."""


class ResidentError(Exception):
    """Base of every refusal in this package."""


class WrongCode(ResidentError):
    """Not the code that was sent. `tries_left`: how often another one may be typed."""

    def __init__(self, tries_left: int):
        super().__init__(tries_left)
        self.tries_left = tries_left


class CodeGone(ResidentError):
    """Used, too old, or guessed at too often: another one has to be sent."""


class AddressTaken(ResidentError):
    """Another resident logs in with this address."""
