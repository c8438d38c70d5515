"""Looking into an element tree whose tags are local names (safe_xml.py)."""

from datetime import datetime
from xml.etree.ElementTree import Element


def text_at(element: Element | None, path: str) -> str:
    """The text there without the white space around it; '' where there is none."""
    found = element.find(path) if element is not None else None
    return (found.text or "").strip() if found is not None else ""


def time_at(element: Element | None, path: str) -> datetime | None:
    """None where there is none, or one that has no time zone or is no time."""
    try:
        found = datetime.fromisoformat(text_at(element, path))
    except ValueError:
        return None
    return found if found.tzinfo else None


def number_at(element: Element | None, path: str) -> int | None:
    digits = text_at(element, path)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


def all_text(element: Element | None) -> str:
    return "\n".join(part.strip() for part in element.itertext() if part.strip()) if element is not None else ""
