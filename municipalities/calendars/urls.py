from django.urls import path

from .web import garbage

urlpatterns = [
    path("garbage/", garbage.choose, name="garbage"),
    path("garbage/area/", garbage.remember, name="garbage_remember"),
    path("garbage/items/", garbage.items, name="garbage_items"),
    path("garbage/colors.css", garbage.colors, name="garbage_colors"),
    path("garbage/areas/<slug:key>/", garbage.area, name="garbage_area"),
    path("garbage/areas/<slug:key>/year/", garbage.year, name="garbage_year"),
    path("garbage/areas/<slug:key>/calendar.ics", garbage.feed, name="garbage_feed"),
]
