"""The clerks' working copy: areas, categories, items. Residents read what was published of it (publication.py)."""

from django.db import models
from django.db.models import Deferrable, Q
from django.utils.translation import gettext_lazy as _

from municipalities.calendars.waste.exchange.naming import lasting_key, letter_for

IS_HEX_COLOR = r"^#[0-9a-f]{6}$"
IS_POSTAL_CODE = r"^([0-9]{7})?$"


class Icon(models.TextChoices):
    """Drawn in static/img/garbage.svg."""

    FLAME = "flame", _("炎（燃えるもの）")
    BROKEN = "broken", _("割れた皿（燃えないもの）")
    RECYCLE = "recycle", _("輪（資源）")
    BOTTLE = "bottle", _("ペットボトル")
    PACK = "pack", _("容器包装")
    JAR = "jar", _("びん")
    CAN = "can", _("缶")
    PAPER = "paper", _("紙の束")
    SHIRT = "shirt", _("布・衣類")
    BATTERY = "battery", _("電池")
    PLUG = "plug", _("小型家電")
    LEAF = "leaf", _("葉")
    SOFA = "sofa", _("家具（大きいもの）")
    BAG = "bag", _("ごみ袋")


class Named(models.Model):
    """`key` follows from the first name and never changes: addresses, feeds and cookies name it."""

    key = models.CharField(_("記号"), max_length=40, unique=True, editable=False)
    position = models.PositiveSmallIntegerField(_("並び順"), default=0)

    class Meta:
        abstract = True

    def save(self, *args: object, **options: object) -> None:
        self.key = self.key or _free_key(type(self), str(self))
        super().save(*args, **options)  # type: ignore[arg-type]


class WasteArea(Named):
    name = models.CharField(_("地区"), max_length=120)
    reading = models.CharField(_("読み"), max_length=120, blank=True)
    group = models.CharField(_("まとまり"), max_length=120, blank=True, help_text=_("一覧の見出し。例：北部地区"))
    center = models.CharField(
        _("センター"), max_length=120, blank=True, help_text=_("休止期間が同じ地区は、同じ名前にします")
    )
    note = models.CharField(_("住民へのお知らせ"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("収集の地区")
        verbose_name_plural = _("収集の地区")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"], name="waste_area_name_is_unique", deferrable=Deferrable.DEFERRED,
                violation_error_message=_("同じ名前の地区があります。"),
            ),
            models.CheckConstraint(condition=Q(name__regex=r"\S"), name="waste_area_has_a_name"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class WasteDistrict(models.Model):
    """A quarter within an area: residents look for it by name or postal code."""

    area = models.ForeignKey(WasteArea, verbose_name=_("地区"), on_delete=models.CASCADE, related_name="districts")
    name = models.CharField(_("町名"), max_length=120)
    postal_code = models.CharField(_("郵便番号"), max_length=7, blank=True, help_text=_("7けたの数字"))

    class Meta:
        verbose_name = _("町名")
        verbose_name_plural = _("町名")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["area", "name"], name="waste_district_is_once_in_its_area"),
            models.CheckConstraint(
                condition=Q(postal_code__regex=IS_POSTAL_CODE), name="waste_district_postal_code_is_seven_digits",
                violation_error_message=_("郵便番号は、7けたの数字で入力してください。"),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class WasteCategory(Named):
    name = models.CharField(_("分類"), max_length=60)
    letter = models.CharField(
        _("1文字の印"),
        max_length=1,
        blank=True,
        help_text=_("カレンダーで色とともに示します。空けておくと自動で決めます"),
    )
    color = models.CharField(_("色"), max_length=7, default="#444444")
    icon = models.CharField(_("絵"), max_length=20, choices=Icon.choices, default=Icon.BAG)
    guide = models.TextField(_("出し方"), max_length=2000, blank=True)
    put_out_by = models.TimeField(_("出す時刻（まで）"), null=True, blank=True, help_text=_("例：8:00"))
    image = models.CharField(_("もとのデータの画像名"), max_length=200, blank=True, editable=False)

    class Meta:
        verbose_name = _("ごみの分類")
        verbose_name_plural = _("ごみの分類")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"], name="waste_category_name_is_unique", deferrable=Deferrable.DEFERRED,
                violation_error_message=_("同じ名前の分類があります。"),
            ),
            models.UniqueConstraint(
                fields=["letter"], name="waste_category_letter_is_unique", deferrable=Deferrable.DEFERRED,
                violation_error_message=_("この印は、ほかの分類が使っています。"),
            ),
            models.CheckConstraint(condition=Q(name__regex=r"\S") & Q(letter__regex=r"\S"), name="waste_category_has_name_and_letter"),
            models.CheckConstraint(
                condition=Q(color__regex=IS_HEX_COLOR), name="waste_category_color_is_hex",
                violation_error_message=_("色は「#1d4f91」のように入力してください。"),
            ),
            models.CheckConstraint(condition=Q(icon__in=Icon.values), name="waste_category_icon_is_known"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        self.color = self.color.lower()
        self.letter = self.letter.strip() or self._free_letter()

    def _free_letter(self) -> str:
        return letter_for(self.name, WasteCategory.objects.exclude(pk=self.pk).values_list("letter", flat=True))


class WasteItem(models.Model):
    """What goes where. `reading` is made where none is given."""

    name = models.CharField(_("品目"), max_length=120)
    reading = models.CharField(_("読み（ひらがな）"), max_length=120, blank=True)
    heading = models.CharField(_("見出しの字"), max_length=1, blank=True, editable=False)
    also = models.CharField(
        _("ほかの言い方"), max_length=200, blank=True, help_text=_("「、」で区切ります。検索だけに使います")
    )
    category = models.ForeignKey(
        WasteCategory, verbose_name=_("分類"), on_delete=models.SET_NULL, null=True, blank=True, related_name="items"
    )
    notice = models.TextField(_("出し方・注意"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("品目")
        verbose_name_plural = _("品目")
        ordering = ["reading", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "category"], name="waste_item_is_once_in_its_category", nulls_distinct=False,
                violation_error_message=_("同じ品目が、この分類にあります。"),
            ),
            models.CheckConstraint(condition=Q(name__regex=r"\S"), name="waste_item_has_a_name"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


def _free_key(model: type[Named], name: str) -> str:
    """Another area may have been called so when it was made."""
    names = (f"{name} {number}" if number else name for number in range(1000))
    return next(key for key in map(lasting_key, names) if not model.objects.filter(key=key).exists())
