"""The web door: any WSGI server, one process or many."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")

application = get_wsgi_application()

# What start-up made stays for ever: the garbage collector need not walk it again with every request.
gc.collect()
gc.freeze()
# A request makes thousands of objects and next to no circles: looking for some after every 700, as Python does by itself, costs
# a submit a twentieth of its time.
gc.set_threshold(10_000, 50, 50)
