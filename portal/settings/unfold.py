"""django-unfold, the theme of the staff pages. Titles, colours and the sidebar come from accounts.portal_site."""

from django.templatetags.static import static

# unfold's log-in page does not carry Django's hidden `next`.
LOGIN_REDIRECT_URL = "admin:index"
UNFOLD = {
    "SITE_SYMBOL": "account_balance",
    "SITE_URL": "/",
    "THEME": "light",
    "BORDER_RADIUS": "8px",
    "SHOW_VIEW_ON_SITE": False,
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("admin-theme/mark.svg")}],
    "STYLES": [lambda request: static("admin-theme/admin.css")],
    "SCRIPTS": [lambda request: static("admin-theme/admin.js")],
}
