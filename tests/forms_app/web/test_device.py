import pytest
from django.test import RequestFactory

from forms_app.models.statistic import Device
from forms_app.web.device import device_of

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148"
ANDROID = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/131.0.0.0 Mobile Safari/537.36"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36"


@pytest.mark.parametrize(
    ("agent", "device"),
    [(IPHONE, Device.PHONE), (ANDROID, Device.PHONE), (WINDOWS, Device.COMPUTER), ("", Device.COMPUTER)],
)
def test_device_is_told_from_the_browsers_name(agent, device):
    assert device_of(RequestFactory().get("/", headers={"user-agent": agent})) == device
