"""Three hand-written views, the least that gives the same answer."""

import json
import os
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.bare.settings"
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect  # noqa: E402
from django.middleware.csrf import get_token  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.urls import path  # noqa: E402
from django.views.decorators.csrf import ensure_csrf_cookie  # noqa: E402

TOWN = SimpleNamespace(
    name="岐阜市", full_name="岐阜市", kana="ぎふし", slug="gifu-shi", theme_color="#1a5fb4", website="https://example.jp/",
    phone="", is_prefecture=False, is_ready=True,
)  # fmt: skip
SHIPPED = [json.loads(p.read_text()) for p in sorted(Path(__file__).parents[2].glob("forms_app/shipped/*.json"))]
TITLES = {
    "living": "くらし・ごみ", "roads": "道路・公園", "animals": "ペット・動物", "children": "子育て・教育", "welfare": "健康・福祉",
    "moving": "引っ越し・戸籍", "taxes": "税金・保険", "business": "事業者の方", "disaster": "防災・災害", "events": "催し・説明会",
}  # fmt: skip
COUNTS = Counter(form["category"] for form in SHIPPED)
HOME = {  # as many as the portal's own page shows
    "categories": [
        {"key": key, "title": title, "icon": key, "count": COUNTS[key], "url": f"/procedures/?category={key}"}
        for key, title in TITLES.items()
        if COUNTS[key]
    ],
    "popular": [{"title": form["title"], "summary": form["summary"], "url": "/procedures/x/"} for form in SHIPPED[:6]],
}


def town_page(request: HttpRequest) -> dict[str, object]:
    return {"town": TOWN, "offers_chat": True, "text_size": "standard", "text_sizes": ("standard", "large", "largest")}


def home(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/web/home.html", HOME)


@ensure_csrf_cookie
def submit(request: HttpRequest) -> HttpResponse:
    """The same request as the portal's: token checked, body read, one INSERT, one redirect."""
    if request.method == "GET":
        return HttpResponse(f'<input name="csrfmiddlewaretoken" value="{get_token(request)}">')
    with connection.cursor() as cursor:
        receipt, answers = request.POST["submission_key"], b"x" * 600
        cursor.execute("INSERT INTO bare_application (receipt, answers) VALUES (%s, %s)", [receipt, answers])
    return HttpResponseRedirect("/done/")


def receipt(request: HttpRequest) -> HttpResponse:
    """One SELECT, the same page."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT receipt, at FROM bare_application ORDER BY id DESC LIMIT 1")
        number, at = cursor.fetchone()
    application = {
        "receipt_number": number,
        "secret": "ABCD-EFGH",
        "form_title": "道路破損報告",
        "submitted_at": at,
        "email_sent_to_masked": "h***@example.jp",
        "status_url": "/",
        "section_name": "道路河川課",
        "section_phone": "",
    }
    return render(request, "forms_app/web/done.html", {"application": application})


def nothing(request: HttpRequest, **_names: str) -> HttpResponse:
    return HttpResponse()


# The names the templates link to.
urlpatterns = [
    path("", home, name="home"),
    path("submit/", submit),
    path("receipt/", receipt),
    path("chat/", nothing, name="chat"),
    path("procedures/", nothing, name="procedures"),
    path("procedures/<slug:slug>/", nothing, name="procedure"),
    path("applications/", nothing, name="application_lookup"),
    path("applications/status/", nothing, name="application_status"),
    path("text-size/", nothing, name="text_size"),
    path("town.css", nothing, name="town_css"),
    path("accessibility/", nothing, name="accessibility"),
    path("privacy/", nothing, name="privacy"),
]
application = get_wsgi_application()
