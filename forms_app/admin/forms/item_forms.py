"""The inputs of one page, one group or one question, and the JSON they state."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from unfold.widgets import (
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanWidget,
)

from forms_app.rendering.definition_sentences import problem_sentence
from forms_app.rendering.profile_words import FACT_NAMES
from forms_app.schema.conditions import Condition
from forms_app.schema.definition import Definition
from forms_app.schema.definition_checks import places
from forms_app.schema.errors import DefinitionProblem
from forms_app.schema.field import Field, Group, Page
from forms_app.schema.registry import field_type
from forms_app.services import edit

from . import option_inputs
from .condition_inputs import ConditionInputs, usable_fields

JSON = dict[str, Any]
# Types whose answer is written, so that an example of it helps.
MOST_CONDITIONAL_OPTIONS = 30
WRITTEN = ("text", "textarea", "number", "email", "phone", "location")


class ItemForm(forms.Form):
    """`conditions`: their inputs, which the template shows apart from the plain ones."""

    def __init__(self, data: Any = None, *, stored: JSON, definition: Definition, usable: list[Field]):
        super().__init__(data, label_suffix="")
        self.stored, self.definition, self.usable = stored, definition, usable
        self.conditions: list[ConditionInputs] = []
        self.option_conditions: dict[str, ConditionInputs] = {}
        self.add_inputs()
        self.plain_names = list(self.fields)
        self.initial = self.stored_values()
        self.add_conditions()

    def add_inputs(self) -> None:
        raise NotImplementedError

    def stored_values(self) -> JSON:
        return self.stored

    def add_conditions(self) -> None:
        self.add_condition("show_when")

    def add_condition(self, name: str, usable: list[Field] | None = None) -> None:
        stored = self.stored.get(name)
        self.conditions.append(ConditionInputs(self, name, stored=stored, usable=usable or self.usable))

    def clean(self) -> JSON:
        self.read_conditions = {each.name: each.read() for each in self.conditions}
        self.read_offers = {value: each.read() for value, each in self.option_conditions.items()}
        return self.cleaned_data

    def facts(self) -> JSON:
        """Of a valid form: the JSON without key and what stands inside; empty texts and conditions are absent."""
        facts = {**self.plain_facts(), **self.read_conditions}
        return {name: value for name, value in facts.items() if value is not False and value not in ("", None)}

    def plain_facts(self) -> JSON:
        return {name: self.cleaned_data[name] for name in self.plain_names}

    @property
    def plain_inputs(self) -> list[forms.BoundField]:
        return [self[name] for name in self.plain_names]

    def show_problems(self, problems: list[DefinitionProblem], attempted: JSON, path: str) -> None:
        """Each refusal of the kernel at its input; what concerns another place goes above the form."""
        for problem in problems:
            self.add_error(self._input_of(problem.path, path), problem_sentence(problem, attempted))

    def _input_of(self, place: str, path: str) -> str | None:
        option = place.removeprefix(f"{path}/").partition("/")[0] if place.startswith(f"{path}/") else ""
        condition = next((each for each in self.conditions if each.name == option), None)
        return condition.first_name if condition else option if option in self.fields else None


class PageForm(ItemForm):
    def add_inputs(self) -> None:
        self.fields["title"] = _line(_("ページの見出し"), 100)


class GroupForm(ItemForm):
    def add_inputs(self) -> None:
        self.fields["title"] = _line(_("まとまりの見出し"), 100, required=False)
        self.fields["description"] = _lines(_("説明"), 2000)


class QuestionForm(ItemForm):
    def __init__(self, data: Any = None, *, type_name: str, **kwargs: Any):
        self.kind = field_type(type_name)
        super().__init__(data, **kwargs)

    def add_inputs(self) -> None:
        name = {"heading": _("見出し"), "paragraph": _("説明文の見出し")}.get(self.kind.name, _("設問の名前"))
        self.fields["label"] = _line(name, 200)
        if self.kind.name != "paragraph":
            self.fields["help"] = _lines(_("補足の説明"), 1000)
        if self.kind.name in WRITTEN:
            self.fields["example"] = _line(_("入力例"), 200, required=False)
        if self.kind.is_asked:
            self.fields["required"] = forms.BooleanField(
                label=_("必須にする"), required=False, widget=UnfoldBooleanWidget
            )
        if self.kind.profile_facts:
            self.fields["profile"] = _profile_fact(self.kind.profile_facts)
        self.fields.update(option_inputs.inputs(self.kind, self.stored, self.usable))
        if self.kind.takes_answer:
            self.fields["refuse_message"] = _lines(_("受け付けないときの案内"), 500)
            self.fields["refuse_message"].help_text = _("下の「受け付けない条件」に合うとき、この文を見せます。")
            self.fields["refuse_stops"] = forms.BooleanField(
                label=_("受け付けないときは、手続の対象外として案内する"), required=False, widget=UnfoldBooleanWidget
            )

    def stored_values(self) -> JSON:
        return {**self.stored, **option_inputs.initial(self.kind, self.stored, self.usable)}

    def itself(self) -> list[Field]:
        """A refusal may read the answer it refuses; a new question has no key yet."""
        key = self.stored.get("key")
        return [field for field in self.definition.answerable_fields if field.key == key]

    def clean(self) -> JSON:
        super().clean()
        if self.read_conditions.get("refuse_when") and not self.cleaned_data.get("refuse_message"):
            self.add_error("refuse_message", _("受け付けないときに、住民に見せる文を入力してください。"))
        return self.cleaned_data

    def add_conditions(self) -> None:
        self.add_condition("show_when")
        if self.kind.is_asked:
            self.add_condition("require_when")
            self.add_condition("disable_when")
            self.add_condition("refuse_when", usable=[*self.usable, *self.itself()])
        offered = self.stored.get("options", []) if self.kind.is_chosen else []
        for option in offered[:MOST_CONDITIONAL_OPTIONS]:
            inputs = ConditionInputs(
                self, f"option-{option['value']}", stored=option.get("show_when"), usable=self.usable
            )
            self.option_conditions[option["value"]] = inputs

    def plain_facts(self) -> JSON:
        common = {name: self.cleaned_data[name] for name in self.plain_names if name not in self.kind.options_schema}
        return {"type": self.kind.name, **common, **option_inputs.options_json(self.kind, self, self.stored)}

    def facts(self) -> JSON:
        """0 is a limit, not an absence."""
        options = option_inputs.options_json(self.kind, self, self.stored)
        if "options" in options:
            options["options"] = [self._with_offer(option) for option in options["options"]]
        return {**super().facts(), **options}

    def _with_offer(self, option: JSON) -> JSON:
        """The option with the condition its inputs state, or with the one it has where there are no inputs for it."""
        condition = self.read_offers.get(option["value"], option.get("show_when"))
        plain = {name: value for name, value in option.items() if name != "show_when"}
        return {**plain, "show_when": condition} if condition else plain


def _line(label: str, longest: int, *, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=required, widget=UnfoldAdminTextInputWidget)


def _profile_fact(facts: tuple[str, ...]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("住民のプロフィールから入れる"),
        required=False,
        choices=[("", _("入れない")), *((fact, FACT_NAMES[fact]) for fact in facts)],
        help_text=_(
            "ログインした住民の画面に、プロフィールの内容を前もって入れます。住民は直すことができます。"
            "申請する本人のことを聞く設問で選んでください。"
        ),
        widget=UnfoldAdminSelectWidget,
    )


def _lines(label: str, longest: int) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=longest, required=False, widget=UnfoldAdminTextareaWidget(attrs={"rows": 3})
    )


# --- for what stands in the form already, and for what is new ---------------------------------------------------------


def form_of(data: Any, definition: Definition, kind: str, key: str) -> ItemForm:
    """The inputs of what stands there. Raises edit.Gone."""
    stored = stored_item(definition, kind, key)
    match kind:
        case "page":
            page = definition.page(key)
            return _page_form(data, definition, page, stored)
        case "group":
            page, group = group_of(definition, key)
            return _group_form(data, definition, page, group, stored)
    field = definition.field(key)
    usable = usable_fields(definition, page_key=field.page_key, without=frozenset({key}))
    return QuestionForm(data, type_name=field.type, stored=stored, definition=definition, usable=usable)


def _page_form(data: Any, definition: Definition, page: Page, stored: JSON) -> PageForm:
    own = frozenset(field.key for field in page.fields)
    usable = usable_fields(definition, page_key=page.key, without=own)
    return PageForm(data, stored=stored, definition=definition, usable=usable)


def _group_form(data: Any, definition: Definition, page: Page, group: Group, stored: JSON) -> GroupForm:
    own = frozenset(field.key for field in group.fields)
    usable = usable_fields(definition, page_key=page.key, without=own)
    return GroupForm(data, stored=stored, definition=definition, usable=usable)


def new_page_form(data: Any, definition: Definition) -> PageForm:
    return PageForm(data, stored={}, definition=definition, usable=list(definition.answerable_fields))


def new_group_form(data: Any, definition: Definition, page_key: str) -> GroupForm:
    """Raises edit.Gone."""
    stored_item(definition, "page", page_key)
    usable = usable_fields(definition, page_key=page_key, without=frozenset())
    return GroupForm(data, stored={}, definition=definition, usable=usable)


def new_question_form(data: Any, definition: Definition, group_key: str, type_name: str) -> QuestionForm:
    """Raises edit.Gone."""
    page, _group = group_of(definition, group_key)
    usable = usable_fields(definition, page_key=page.key, without=frozenset())
    return QuestionForm(data, type_name=type_name, stored={}, definition=definition, usable=usable)


def orphan_form(data: Mapping[str, str], definition: Definition, kind: str, type_name: str) -> ItemForm:
    """What was typed about something that a colleague deleted meanwhile: to read and copy, not to save."""
    usable = list(definition.answerable_fields)
    if kind == "field":
        return QuestionForm(data, type_name=type_name, stored={}, definition=definition, usable=usable)
    return {"page": PageForm, "group": GroupForm}[kind](data, stored={}, definition=definition, usable=usable)


def stored_item(definition: Definition, kind: str, key: str) -> JSON:
    """Raises edit.Gone."""
    return edit.find(edit.with_group_keys(definition.as_json()), kind, key)[1]


def group_of(definition: Definition, key: str) -> tuple[Page, Group]:
    """Raises edit.Gone."""
    for page in definition.pages:
        for group in page.groups:
            if group.key == key:
                return page, group
    raise edit.Gone(key)


def parsed(item: ItemForm, name: str) -> Condition | None:
    """The condition as it is stored, with its operands as the fields' types compare them."""
    key = item.stored.get("key")
    owners = [owner for _path, _page, owner in places(item.definition.pages) if owner.key == key]
    kind = {PageForm: Page, GroupForm: Group}.get(type(item), Field)
    return next((getattr(owner, name, None) for owner in owners if isinstance(owner, kind)), None)
