"""`{{ record|audit_verb }}`, `{{ record|audit_detail }}`: an audit record in words."""

from django import template

from .. import wording

register = template.Library()
register.filter("audit_verb", wording.verb_of)
register.filter("audit_detail", wording.describe)
