"""A Celery app whose worker dies in the middle of a mail: `celery -A tests.municipalities.notifications.dying_worker`.

WORKER_DIES: `before` or `after` the mail server took the mail (the whole worker, kill -9), or `child`: only the process
that runs the task, before.
"""

import os
import signal

import django
from django.core.mail import EmailMessage

django.setup()

from municipalities.notifications.channels import CHANNELS  # noqa: E402
from municipalities.notifications.channels.email import EmailChannel  # noqa: E402
from portal.celery import app  # noqa: E402, F401

MOMENT = os.environ["WORKER_DIES"]


class DyingEmailChannel(EmailChannel):
    def hand_over(self, composed: EmailMessage) -> None:
        if MOMENT == "before":
            os.killpg(0, signal.SIGKILL)
        if MOMENT == "child":
            os.kill(os.getpid(), signal.SIGKILL)
        super().hand_over(composed)
        if MOMENT == "after":
            os.killpg(0, signal.SIGKILL)


CHANNELS["email"] = DyingEmailChannel()
