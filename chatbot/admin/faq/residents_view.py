"""An entry as residents read it: on the page beside the form, and wherever staff look at one they may not change."""

from collections.abc import Mapping
from typing import Any

from chatbot.knowledge.markdown import to_html, to_text
from forms_app.models import Form
from municipalities.accounts.models import Section


def residents_view(content: Mapping[str, Any]) -> dict[str, Any]:
    """For residents.html. `content`: as in FaqEntry.content(), or as it is being typed. As dialogue.skills.faq_words says it."""
    answer, slug = content.get("answer", ""), content.get("form_slug", "").replace("\0", "")
    return {
        "question": content.get("question", ""),
        "html": to_html(answer),
        "short_answer": content.get("short_answer", "") or to_text(answer),
        "links": content.get("links", []),
        "audience": content.get("audience", ""),
        "section": Section.objects.filter(pk=content.get("section") or 0).exclude(phone="").first(),
        "form_title": Form.objects.filter(slug=slug).values_list("title", flat=True).first() if slug else "",
    }
