"""By when an answer is due: the day, for each country, or that nobody confirmed it."""

from __future__ import annotations

import pytest

from actions.phrases import Phrases
from actions.turn import Residence, Turn
from knowledge.law_queries import country
from knowledge.queries import KnowledgeBase
from tests.actions.talking import CODES, RIGHTS, Talk, answer_of, part


def test_the_day_may_stand_beside_the_question(talk: Talk) -> None:
    asked = part("ask_rights", text="qué día me tienen que contestar")
    whole = "si la mando hoy ¿qué día me tienen que contestar?"
    spain = Residence(countries=["ES"], told=True)
    assert "25 de diciembre de 2026" in talk.turn(Turn(parts=[asked], residence=spain, text=whole)).text


def test_the_day_of_a_deadline_is_told_when_asked(talk: Talk) -> None:
    text = talk.say("ask_rights", at="ES", text="si la mando hoy, ¿cuándo deben contestar?").text
    assert "25 de diciembre de 2026" in text
    assert "de 2026" not in talk.say("ask_rights", text="¿qué plazo tienen?").text.splitlines()[0]


def test_working_days_are_said_to_be_about(talk: Talk) -> None:
    text = talk.say("ask_rights", "access", at="CO", text="si la mando hoy, ¿qué día vence?").text
    assert "hacia el 10 de diciembre de 2026" in text
    assert "festivos" in text


def test_days_of_an_unknown_kind_give_both_days(talk: Talk) -> None:
    text = talk.say("ask_rights", "access", at="MX", text="si la mando hoy, ¿qué día vence?").text
    assert "15 de diciembre de 2026" in text
    assert "si son hábiles" in text


def test_a_question_that_waited_keeps_its_day(talk: Talk) -> None:
    talk.say("ask_rights", text="si la mando mañana, ¿cuándo deben contestar?")
    assert "26 de diciembre de 2026" in talk.say("tell_country", at="ES").text


def test_another_day_may_be_named_after_it(talk: Talk) -> None:
    talk.say("ask_rights", at="ES", text="si la mando hoy, ¿cuándo deben contestar?")
    assert "26 de diciembre de 2026" in talk.say("ask_contact", text="¿y si la mando mañana?").text
    assert "27 de diciembre de 2026" in talk.say("follow_up", text="y si la envío pasado mañana").text


def test_the_day_of_sending_may_follow_the_letter(talk: Talk) -> None:
    talk.say("ask_letter", "access", at="CO")
    assert "hacia el 10 de diciembre de 2026" in talk.say("out_of_scope", text="¿y si la mando hoy?").text


_UNCONFIRMED = ("No he podido confirmar", "no consta", "no rige", "No tengo una fuente")


@pytest.mark.parametrize("day", ["2026-11-25", "2026-11-30", "2026-12-01", "2026-12-02", "2028-01-03"])
@pytest.mark.parametrize("right", [None, *RIGHTS[:6]])
def test_every_country_says_by_when_or_that_nobody_confirmed_it(
    real_kb: KnowledgeBase, phrases: Phrases, day: str, right: str | None
) -> None:
    for code in CODES:
        talk = Talk(real_kb, phrases, day)
        rights = [right] if right else []
        asked = talk.say("ask_rights", *rights, at=code, text="si la mando hoy, ¿cuándo deben contestar?")
        here = country(talk.kb, code)
        assert here is not None
        due = [one for one in here.law.deadlines_for(right) if one.amount] if here.law else []
        assert answer_of(asked)["status"] == "answered", code
        assert answer_of(asked)["jurisdiction"] == code
        assert asked.text.count("el plazo vence") == len(due), (code, asked.text)
        assert ("no puedo darte una fecha límite" in asked.text) is (not due), (code, asked.text)
        if not due:
            assert any(words in asked.text for words in _UNCONFIRMED), asked.text
            assert "pide respuesta por escrito" in asked.text


@pytest.mark.parametrize(
    ("day", "sent", "law", "authority"),
    [
        ("2026-11-25", "hoy", "la Ley 19.628;", "qué autoridad"),
        ("2026-11-30", "hoy", "la Ley 19.628;", "qué autoridad"),
        ("2026-11-30", "mañana", "Ley 21.719;", "la Agencia de Protección de Datos Personales"),
        ("2026-11-25", "el 3 de diciembre", "Ley 21.719;", "la Agencia de Protección de Datos Personales"),
        ("2026-12-01", "hoy", "Ley 21.719;", "la Agencia de Protección de Datos Personales"),
    ],
)
def test_in_chile_the_law_of_the_day_of_arrival_counts(
    real_kb: KnowledgeBase, phrases: Phrases, day: str, sent: str, law: str, authority: str
) -> None:
    talk = Talk(real_kb, phrases, day)
    text = talk.say("ask_rights", at="CL", text=f"si la mando {sent}, ¿cuándo deben contestar?").text
    assert f"{law} la política tampoco da uno" in text
    assert authority in text
    assert ("desde el 1 de diciembre de 2026 regirá" in text) is ("19.628;" in law)


def test_without_a_right_each_deadline_of_the_law_is_told(talk: Talk) -> None:
    text = talk.say("ask_rights", at="CO", text="¿en qué plazo me contestan?").text
    assert "10 días hábiles" in text
    assert "15 días hábiles" in text


def test_each_deadline_has_its_day_beside_it(talk: Talk) -> None:
    text = talk.say("ask_rights", at="AR", text="si la mando hoy, ¿cuándo deben contestar?").text
    told = ["10 días corridos", "el 5 de diciembre", "5 días hábiles", "el 2 de diciembre"]
    assert [text.index(one) for one in told] == sorted(text.index(one) for one in told)
