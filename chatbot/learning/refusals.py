"""Why a deed upon a topic was not done."""


class LearningRefusal(Exception):
    pass


class NotPermitted(LearningRefusal):
    pass


class AlreadyHandled(LearningRefusal):
    """Somebody else was first; the topic as it is now."""

    def __init__(self, topic: object):
        super().__init__()
        self.topic = topic


class NoReason(LearningRefusal):
    """To leave a question without an answer asks for a reason."""
