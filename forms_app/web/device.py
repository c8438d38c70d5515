"""A telephone or a computer: no more is asked of a browser."""

import re

from django.http import HttpRequest

from forms_app.models.statistic import Device

PHONE = re.compile(r"Mobi|Android|iPhone|iPad|iPod")


def device_of(request: HttpRequest) -> Device:
    return Device.PHONE if PHONE.search(request.headers.get("User-Agent", "")) else Device.COMPUTER
