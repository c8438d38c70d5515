from forms_app.models import Application
from forms_app.services.publish import stop_form
from forms_app.services.shipped import ship_form
from tests.factories import accounts
from tests.factories.chat import Talk, labels


def test_opinion_is_offered_its_form(in_town):
    ship_form(slug="opinion", section=accounts.section())
    [reply] = Talk().say("公園のことで要望があります")
    assert labels(reply) == ["意見を送る", "職員に聞く"]


def test_opinion_without_a_name_is_sent_in_the_conversation(in_town):
    ship_form(slug="opinion", section=accounts.section())
    talk = Talk()
    talk.press("start:opinion")
    talk.say("要望")
    talk.say("公園の街灯をふやしてください。")
    check = talk.say("返事はいらない")[-1]
    assert "公園の街灯をふやしてください。" in check.text
    talk.press("form:send")
    assert Application.objects.get().get_answers() == {
        "kind": "request",
        "words": "公園の街灯をふやしてください。",
        "reply_wanted": "no",
    }


def test_opinion_that_wants_a_reply_is_asked_where_to(in_town):
    ship_form(slug="opinion", section=accounts.section())
    talk = Talk()
    talk.press("start:opinion")
    talk.say("苦情")
    talk.say("夜に工事の音がします。")
    assert talk.say("電話で返事がほしい")[-1].asks == "sender"
    assert talk.press("form:skip")[-1].asks == "phone"


def test_town_that_takes_none_here_names_a_person(in_town):
    form = ship_form(slug="opinion", section=accounts.section())
    stop_form(form=form, staff=accounts.staff(role="tenant_admin"), revision=form.revision)
    assert labels(Talk().say("苦情を言いたい")[0]) == ["職員に聞く"]
