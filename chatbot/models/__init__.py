from .conversation import Channel, Conversation, Turn

__all__ = ["Channel", "Conversation", "Turn"]
