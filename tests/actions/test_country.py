"""Answers for the person's country: told, asked for once, changed, withheld; and letters."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs

from actions.country_talk import Message
from actions.phrases import Phrases
from actions.turn import Mention, Part, Residence, Turn
from knowledge.content import read_content
from knowledge.database import open_engine, reading
from knowledge.law_queries import country
from knowledge.loader import load
from knowledge.queries import KnowledgeBase
from knowledge.schema import migrate
from tests.actions.talking import CODES, LETTERS, RIGHTS, SHEET, Talk, answer_of, part, payloads


def test_a_question_that_depends_on_it_is_answered_and_asks_for_the_country(talk: Talk) -> None:
    message = talk.say("ask_rights")
    assert answer_of(message)["status"] == "answered"
    assert answer_of(message)["jurisdiction"] is None
    assert "¿en cuál vives?" in message.text
    assert '/tell_country{"country": ["MX"]}' in payloads(message)
    assert "/decline_country" in payloads(message)


def test_who_withholds_the_country_with_a_question_is_answered_in_general_and_not_asked(talk: Talk) -> None:
    message = talk.say("ask_rights", said={"declined": True})
    assert message.text.startswith(talk.phrases.in_general)
    assert answer_of(message)["status"] == "answered"
    assert answer_of(message)["jurisdiction"] is None
    assert "¿en cuál vives?" not in message.text
    other = talk.say("ask_collection")
    assert talk.phrases.in_general not in other.text


def test_the_country_is_asked_for_once(talk: Talk) -> None:
    talk.say("ask_rights")
    again = talk.say("ask_transfer")
    assert "¿en cuál vives?" not in again.text
    assert "/decline_country" not in payloads(again)


def test_other_questions_do_not_ask_for_it(talk: Talk) -> None:
    assert "país" not in talk.say("ask_collection", "email").text


def test_it_is_not_asked_for_where_it_makes_no_difference(talk: Talk) -> None:
    alike = talk.say("ask_advertising", "profile", text="¿en qué perfiles no hay anuncios conductuales?")
    assert answer_of(alike)["facts"] and "¿en cuál vives?" not in alike.text
    assert "¿en cuál vives?" in talk.say("ask_advertising", text="¿de dónde sale lo que usan?").text


def test_it_is_not_asked_for_where_one_is_named_already(talk: Talk) -> None:
    asked = part("ask_transfer", text="mis datos dónde quedan, en Argentina o afuera")
    message = talk.turn(Turn(parts=[asked], residence=Residence(countries=["AR"], maybe=True)))
    assert "¿en cuál vives?" not in message.text


def test_once_told_the_waiting_question_is_answered_for_it(talk: Talk) -> None:
    talk.say("ask_rights", "complaint")
    message = talk.say("tell_country", at="UY")
    assert answer_of(message)["jurisdiction"] == "UY"
    assert "URCDP" in message.text


def test_told_before_any_question_it_is_noted(talk: Talk) -> None:
    message = talk.say("tell_country", at="MX")
    assert message.custom == {}
    assert "México" in message.text
    assert answer_of(talk.say("ask_rights"))["jurisdiction"] == "MX"


def test_it_can_be_changed(talk: Talk) -> None:
    talk.say("ask_rights", at="ES")
    message = talk.say("tell_country", at="CO")
    assert answer_of(message)["jurisdiction"] == "CO"
    assert "SIC" in message.text
    assert "España" not in message.text


def test_it_can_be_withheld(talk: Talk) -> None:
    talk.say("ask_rights", "complaint")
    message = talk.say("decline_country", said={"declined": True})
    assert "lo que vale en general" in message.text
    assert answer_of(message)["jurisdiction"] is None
    assert "¿en cuál vives?" not in talk.say("ask_legal_basis").text


def test_it_can_be_left(talk: Talk) -> None:
    talk.say("ask_rights", at="PE")
    message = talk.turn(
        Turn(parts=[part("tell_country")], residence=Residence(countries=["PE"], denied=True))
    )
    assert "ya no cuento con Perú" in message.text
    assert answer_of(talk.say("ask_rights"))["jurisdiction"] is None


def test_a_name_that_countries_share_is_asked_about(talk: Talk) -> None:
    message = talk.say("ask_rights", at=("CL", "DO", "ES"))
    assert answer_of(message)["status"] == "clarify"
    assert [one.title for one in message.suggestions][:3] == ["Chile", "República Dominicana", "España"]
    assert answer_of(talk.say("tell_country", at="DO"))["jurisdiction"] == "DO"


def test_a_known_country_settles_a_shared_name(talk: Talk) -> None:
    talk.say("tell_country", at="MX")
    assert answer_of(talk.say("ask_rights", at=("ES", "MX")))["jurisdiction"] == "MX"


def test_a_button_tells_the_country(talk: Talk) -> None:
    talk.say("ask_rights")
    said = Residence(countries=["AR"], told=True)
    message = talk.turn(Turn(parts=[part("tell_country")], button=True, residence=said))
    assert answer_of(message)["jurisdiction"] == "AR"


def test_another_country_may_be_written(talk: Talk) -> None:
    talk.say("ask_rights")
    message = talk.turn(Turn(parts=[part("tell_country")], button=True))
    assert "vivo en" in message.text
    assert answer_of(talk.say("tell_country", at="EC"))["jurisdiction"] == "EC"


def test_that_it_is_no_legal_advice_is_said_once(talk: Talk) -> None:
    first, second = talk.say("ask_rights", at="ES"), talk.say("ask_rights", "erasure")
    assert "Esto no es asesoramiento legal." in first.text
    assert "asesoramiento" not in second.text
    assert first.text.splitlines()[-1].startswith("Fuente")


def test_the_way_goes_from_netflix_to_the_authority(talk: Talk) -> None:
    text = talk.say("ask_rights", "erasure", at="ES").text
    steps = ["privacy@netflix.com", "Adjunta", "un mes", "Agencia Española"]
    assert [text.index(step) for step in steps] == sorted(text.index(step) for step in steps)
    assert "https://www.aepd.es" in text


def test_a_right_that_the_law_does_not_name_is_said_so(talk: Talk) -> None:
    text = talk.say("ask_rights", "portability", at="CO").text
    assert text.startswith("No me consta que la ley en Colombia reconozca el derecho a la portabilidad")


def test_the_right_named_is_the_one_asked_about_now(talk: Talk) -> None:
    talk.say("ask_rights", "complaint", at="US")
    text = talk.say("ask_control", "access", length=3).text
    assert text.startswith("No me consta que la ley en Estados Unidos reconozca el derecho de acceso")


@pytest.mark.parametrize(
    ("day", "law"), [("2026-11-30", "19.628, más limitada"), ("2026-12-01", "Ley 21.719")]
)
def test_chiles_law_changes_with_the_day(
    real_kb: KnowledgeBase, phrases: Phrases, day: str, law: str
) -> None:
    text = Talk(real_kb, phrases, day).say("ask_rights", at="CL").text
    assert law in text
    letter = answer_of(Talk(real_kb, phrases, day).say("ask_letter", "erasure", at="CL"))["letter"]["text"]
    assert ("Ley 21.719" in letter) is (day == "2026-12-01")


@pytest.mark.parametrize(
    ("code", "transfer", "advertising"),
    [
        ("ES", "cláusulas contractuales tipo", "dentro de Netflix"),
        ("MX", "leyes distintas", "servicios de terceros"),
        ("PR", "leyes distintas", "servicios de terceros"),
    ],
)
def test_the_policys_part_for_the_region_answers(
    talk: Talk, code: str, transfer: str, advertising: str
) -> None:
    assert transfer in talk.say("ask_transfer", at=code).text
    assert advertising in talk.say("ask_advertising").text


def test_the_european_text_is_not_told_outside(talk: Talk) -> None:
    assert "cláusulas contractuales tipo" not in talk.say("ask_transfer", at="MX").text


def test_the_section_on_the_united_states_is_for_puerto_rico_too(talk: Talk) -> None:
    told = answer_of(talk.say("ask_sharing", "no_sale", at="PR"))
    assert "com-venta-eeuu" in [fact["id"] for fact in told["facts"]]
    other = answer_of(talk.say("ask_sharing", "no_sale", at="MX"))
    assert "com-venta-eeuu" not in [fact["id"] for fact in other["facts"]]


def test_the_general_texts_silence_is_no_answer_where_the_regions_part_speaks(talk: Talk) -> None:
    asked = answer_of(talk.say("ask_rights", "no_sale", at="PR"))
    assert (asked["status"], asked["jurisdiction"]) == ("answered", "PR")
    assert [fact["id"] for fact in asked["facts"]] == ["der-no-venta"]
    assert answer_of(talk.say("ask_rights", "no_sale", at="MX"))["status"] == "not_in_policy"


@pytest.mark.parametrize("right", LETTERS)
@pytest.mark.parametrize("code", [*SHEET, "BO", "PR", "CU", "GQ", "DE", None])
def test_every_letter_cites_the_law_of_its_country_and_leaves_its_blanks(
    talk: Talk, right: str, code: str | None
) -> None:
    answer = answer_of(talk.say("ask_letter", right, at=code or ()))
    letter = answer["letter"]["text"]
    assert answer["jurisdiction"] == code
    assert "[tu nombre]" in letter
    assert "{" not in letter
    assert answer["facts"]
    here = country(talk.kb, code)
    law = here.law if here else None
    if law and law.short and right in law.rights:
        assert law.short in letter
        assert law.rights[right] in letter
    if right == "complaint" and law and law.authority:
        assert letter.startswith(f"A {law.authority}")
    phrases = [one.phrase for one in law.deadlines_for(right) if one.phrase] if law else []
    if right != "complaint":
        assert (phrases[0] in letter) if phrases else ("en el plazo que fije la ley aplicable" in letter)


def test_a_letter_without_a_country_is_general_and_is_written_again(talk: Talk) -> None:
    first = talk.say("ask_letter", "erasure")
    assert "en general" in first.text
    assert "Ley" not in answer_of(first)["letter"]["text"]
    second = talk.say("tell_country", at="AR")
    assert "Ley 25.326" in answer_of(second)["letter"]["text"]
    assert "5 días hábiles" in answer_of(second)["letter"]["text"]


def test_a_letter_takes_its_right_from_the_talk(talk: Talk) -> None:
    talk.say("ask_rights", "access", at="CR")
    assert answer_of(talk.say("ask_letter"))["concepts"] == ["access"]


def test_a_letter_is_for_the_right_spoken_of_whatever_is_asked_so_elsewhere(talk: Talk) -> None:
    talk.say("ask_control", "account", "erasure", text="cómo hago que borren mi cuenta")
    guessed = Mention(text="puedo pedirlo", concepts=["access"], implied=True, guessed=True)
    asked = part("ask_rights", text="puedo pedirlo", confidence=0.94, pronoun=True, yes_no=True)
    talk.turn(Turn(parts=[structs.replace(asked, mentions=[guessed])]))
    assert answer_of(talk.say("ask_letter", at="MX"))["concepts"] == ["erasure"]


def test_which_letter_is_asked_if_nothing_says_it(talk: Talk) -> None:
    message = talk.say("ask_letter", at="CR")
    assert answer_of(message)["status"] == "clarify"
    assert payloads(message) == [f'/ask_letter{{"concept": ["{right}"]}}' for right in LETTERS]


def test_nothing_of_the_person_is_kept_but_the_country(talk: Talk) -> None:
    talk.say("ask_rights", at="ES", text="me llamo Ana, mando la solicitud hoy, ¿qué plazo tienen?")
    slots = {event["name"]: event["value"] for event in talk.context.home.events()}
    assert slots["country"] == "ES"
    assert "Ana" not in str(slots)
    assert talk.context.home == type(talk.context.home).of_slots(slots)


def _all_of(kb: KnowledgeBase, phrases: Phrases, code: str) -> list[Message]:
    """Every kind of answer for one country, in one conversation, with its letters."""
    talk = Talk(kb, phrases)
    found = [talk.say("tell_country", at=code), talk.say("ask_rights"), talk.say("ask_rights", "complaint")]
    found.append(talk.say("ask_rights", text="si la mando hoy, ¿cuándo deben contestar?"))
    for right in RIGHTS:
        found += [talk.say("ask_rights", right), talk.say("ask_control", right)]
        found.append(talk.say("ask_more", length=2))
    for aspect in ("legal_basis", "advertising", "transfer", "contact", "sharing", "purpose", "changes"):
        found += [talk.say(f"ask_{aspect}"), talk.say("ask_more", length=2)]
    found += [talk.say("ask_sharing", "no_sale"), talk.say("ask_changes", "no_sale")]
    found += [talk.say("ask_letter", right) for right in LETTERS]
    return found


def _own_words(kb: KnowledgeBase, code: str) -> list[str]:
    """What only answers for one country may say: its law, its authority and site, its deadlines."""
    found = []
    for jurisdiction in read_content().jurisdictions:
        if jurisdiction.code == code:
            for law in jurisdiction.laws:
                found += [law.short, law.summary or "", *(deadline.text for deadline in law.deadlines)]
                if law.authority:
                    found += [law.authority.name, law.authority.site or ""]
    return [words for words in found if words]


def test_nothing_of_one_country_is_told_for_another(real_kb: KnowledgeBase, phrases: Phrases) -> None:
    """All pairs: each country's answers against what is only another's."""
    region = {place.code: place.region for place in read_content().places}
    own = {code: _own_words(real_kb, code) for code in SHEET}
    for code in CODES:
        told = _all_of(real_kb, phrases, code)
        text = "\n".join(message.text for message in told)
        for other in SHEET:
            if other != code:
                assert [words for words in own[other] if words in text] == [], (code, other)
        keys = {fact["id"] for message in told if message.custom for fact in answer_of(message)["facts"]}
        facts = real_kb.facts_by_key(sorted(keys))
        assert {fact.jurisdiction for fact in facts} <= {None, code}, code
        allowed = {None, region[code], *(["non_eea"] if region[code] == "us" else [])}
        assert {fact.region for fact in facts} <= allowed, code
        if code in SHEET:
            assert {fact.jurisdiction for fact in facts} == {None, code}


def test_a_change_of_country_leaves_nothing_of_the_old_one(real_kb: KnowledgeBase, phrases: Phrases) -> None:
    """All pairs: one conversation that moves from one country to another."""
    own = {code: _own_words(real_kb, code) for code in SHEET}
    for before, after in itertools.permutations(SHEET, 2):
        talk = Talk(real_kb, phrases)
        talk.say("ask_rights", at=before)
        message = talk.say("tell_country", at=after)
        assert answer_of(message)["jurisdiction"] == after
        assert [words for words in own[before] if words in message.text] == [], (before, after)


def test_parts_are_read_from_messages_that_tell_a_country() -> None:
    one = Part(ranking=part("ask_rights").ranking)
    assert Turn(parts=[one]).residence == Residence()


def test_beside_a_policy_that_tells_no_laws_the_policy_answers(tmp_path: Path, phrases: Phrases) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'knowledge.db'}", create=True)
    migrate(engine)
    content = read_content()
    load(replace(content, policy=content.policy.copy(update={"law_source": None})), engine)
    with reading(engine) as session:
        answer = answer_of(Talk(KnowledgeBase(session), phrases).say("ask_rights", at="ES"))
    assert answer["status"] == "answered"
    assert not [fact for fact in answer["facts"] if fact["id"].startswith("ley-")]
