"""django-unfold, the theme of the staff pages. Titles, colours and the sidebar come from accounts.portal_site."""

from django.templatetags.static import static

UNFOLD = {
    "SITE_SYMBOL": "account_balance",
    "SITE_URL": "/",
    "THEME": "light",
    "BORDER_RADIUS": "8px",
    "SHOW_VIEW_ON_SITE": False,
    "SHOW_BACK_BUTTON": True,
    "STYLES": [lambda request: static("admin-theme/admin.css")],
}
