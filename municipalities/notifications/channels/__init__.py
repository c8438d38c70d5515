"""Ways to reach a person, by name. A new one is a class and a line here."""

from .base import Channel
from .email import EmailChannel
from .webhook import WebhookChannel

CHANNELS: dict[str, Channel] = {channel.name: channel for channel in (EmailChannel(), WebhookChannel())}
