from .collection import CollectionBreak, CollectionException, CollectionRule, ExceptionDeed, RuleKind
from .publication import CollectionDayChange, WasteImport, WasteVersion
from .waste import Icon, WasteArea, WasteCategory, WasteDistrict, WasteItem

__all__ = [
    "CollectionBreak",
    "CollectionDayChange",
    "CollectionException",
    "CollectionRule",
    "ExceptionDeed",
    "Icon",
    "RuleKind",
    "WasteArea",
    "WasteCategory",
    "WasteDistrict",
    "WasteImport",
    "WasteItem",
    "WasteVersion",
]
