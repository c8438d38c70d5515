"""A small garbage calendar: two areas, three categories, a few items; in force where it is published."""

from datetime import date, time

from municipalities.calendars.models.published import forget_current
from municipalities.calendars.recurrence import Kind, Rule
from municipalities.calendars.services.publishing import publish
from municipalities.calendars.services.working import write_working
from municipalities.calendars.waste.calendar import (
    Area,
    Break,
    Category,
    Deed,
    District,
    Exceptional,
    Item,
    Plan,
    WasteCalendar,
)

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)
BURNABLE = Category("burn", "燃えるごみ", "燃", "#b3261e", "flame", "水をよく切る", time(8))
HARMFUL = Category("harm", "有害ごみ", "有", "#8f2d56", "battery", "", time(8))
PET = Category("pet", "ペットボトル", "ペ", "#00696d", "bottle")
NORTH = Area("north", "北地区", "きたちく", districts=(District("加納本町"), District("鏡岩", "5008001")))
SOUTH = Area("south", "南地区", "みなみちく", "", "南センター")
PLANS = (
    Plan("north", "burn", Rule(Kind.WEEKLY, weekdays=(MONDAY, THURSDAY))),
    Plan("north", "harm", Rule(Kind.MONTHLY, weekdays=(WEDNESDAY,), weeks=(1, 3))),
    Plan("north", "pet", Rule(Kind.INTERVAL, every=2, anchor=date(2026, 12, 4))),
    Plan("south", "burn", Rule(Kind.WEEKLY, weekdays=(TUESDAY, FRIDAY))),
)
NEW_YEAR = Break("年末年始", date(2026, 12, 31), date(2027, 1, 3))
ITEMS = (
    Item("乾電池", "かんでんち", "harm", "透明な袋に入れる", "か", "電池"),
    Item("生ごみ", "なまごみ", "burn", "水をよく切る", "な"),
    Item("ペットボトル", "ぺっとぼとる", "pet", "つぶして出す", "ぺ"),
)
CALENDAR = WasteCalendar((NORTH, SOUTH), (BURNABLE, HARMFUL, PET), PLANS, (NEW_YEAR,), (), ITEMS)


def exceptional(day: date, deed: Deed, **facts) -> Exceptional:
    return Exceptional(day, deed, **facts)


def published(calendar: WasteCalendar = CALENDAR):
    write_working(calendar)
    version = publish(staff=None)
    forget_current()  # a test's transaction is never committed
    return version
