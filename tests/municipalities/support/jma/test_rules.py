import pytest

from municipalities.support.jma import DEFAULT_RULES, Action, InvalidRules


def test_changed_replaces_only_what_is_wished():
    rules = DEFAULT_RULES.changed({"earthquake": {"4": "send"}})
    assert (rules.action("earthquake", "4"), rules.action("earthquake", "3")) == (Action.SEND, Action.IGNORE)
    assert DEFAULT_RULES.action("earthquake", "4") == Action.WAIT


@pytest.mark.parametrize(
    ("wishes", "sentence"),
    [
        ({"earthquake": {"8": "send"}}, "「earthquake」の「8」という区分はありません。"),
        ({"meteor": {"special": "send"}}, "「meteor」の「special」という区分はありません。"),
        (
            {"earthquake": {"4": "shout"}},
            "「shout」は選べません。ignore、wait_for_clerk、send のどれかにしてください。",
        ),
    ],
)
def test_changed_refuses_what_is_not_in_the_table(wishes, sentence):
    with pytest.raises(InvalidRules) as refusal:
        DEFAULT_RULES.changed(wishes)
    assert str(refusal.value) == sentence


def test_action_of_an_unknown_subject_is_to_ignore():
    assert DEFAULT_RULES.action("meteor", "special") == Action.IGNORE
