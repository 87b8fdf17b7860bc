"""For whom a country is named, and what a question beside it is about."""

from __future__ import annotations

from msgspec import structs

from actions.turn import Mention, Residence, Turn
from tests.actions.talking import Talk, answer_of, part


def test_a_question_on_another_country_does_not_move_the_person(talk: Talk) -> None:
    talk.say("ask_rights", at="ES")
    elsewhere = Turn(parts=[part("follow_up")], residence=Residence(countries=["PE"]))
    assert answer_of(talk.turn(elsewhere))["jurisdiction"] == "PE"
    assert answer_of(talk.say("ask_rights"))["jurisdiction"] == "ES"


def test_somebody_elses_country_is_meant_as_long_as_it_is_asked_for_them(talk: Talk) -> None:
    talk.say("ask_rights", "access", at="ES")
    asked = Turn(parts=[part("follow_up", "other_users")], residence=Residence(countries=["PE"]))
    answer = answer_of(talk.turn(asked))
    assert (answer["jurisdiction"], answer["concepts"]) == ("PE", ["access"])
    complains = part("ask_rights", "complaint", text="a dónde se queja ella")
    assert answer_of(talk.turn(Turn(parts=[complains], text="a dónde se queja ella")))["jurisdiction"] == "PE"
    assert answer_of(talk.say("ask_rights"))["jurisdiction"] == "ES"


def test_a_place_in_few_words_answers_only_who_asked(talk: Talk) -> None:
    maybe = Turn(
        parts=[part("ask_transfer", text="la de Chile po")], residence=Residence(countries=["CL"], maybe=True)
    )
    assert answer_of(talk.turn(maybe))["jurisdiction"] is None
    talk.say("ask_rights", "access")
    answer = answer_of(talk.turn(maybe))
    assert (answer["aspect"], answer["jurisdiction"]) == ("rights", "CL")


def test_whom_one_complains_to_in_a_country_is_a_matter_of_rights(talk: Talk) -> None:
    assert answer_of(talk.say("ask_contact", "complaint", at="PE"))["aspect"] == "rights"
    assert answer_of(talk.say("ask_contact"))["aspect"] == "contact"


def test_whose_data_they_are_is_not_the_matter(talk: Talk) -> None:
    whose = part("ask_rights", "other_users")
    implied = structs.replace(whose, mentions=[*whose.mentions, Mention("borre", ["erasure"], implied=True)])
    said = Residence(countries=["SV"], told=True)
    assert "erasure" in answer_of(talk.turn(Turn(parts=[implied], residence=said)))["concepts"]


def test_what_is_only_implied_may_be_what_changed_there(talk: Talk) -> None:
    asked = part("ask_changes", "ad_interactions", text="¿en 2024 ya pedían permiso para los anuncios?")
    implied = [*asked.mentions, Mention("permiso", ["consent"], implied=True)]
    said = Residence(countries=["ES"], told=True)
    answer = answer_of(talk.turn(Turn(parts=[structs.replace(asked, mentions=implied)], residence=said)))
    assert answer["jurisdiction"] == "ES"
    assert [fact["id"] for fact in answer["facts"]] == ["leg-consentimiento-2024", "leg-consentimiento"]


def test_a_place_beside_a_question_of_its_own_does_not_ask_again(talk: Talk) -> None:
    talk.say("ask_rights", "access")
    asked = part("ask_control", "ad_interactions", text="y cómo los quito", pronoun=True)
    turn = Turn(parts=[asked], residence=Residence(countries=["MX"], maybe=True))
    assert answer_of(talk.turn(turn))["aspect"] == "control"


def test_who_tells_a_country_hears_that_it_makes_no_difference(talk: Talk) -> None:
    first = talk.say("ask_advertising", "ad_interactions")
    again = talk.turn(Turn(parts=[part("tell_country", text="Perú")], residence=Residence(["PE"], told=True)))
    assert answer_of(again)["facts"] == answer_of(first)["facts"]
    assert again.text.startswith("Para Perú vale lo mismo: ")
    there = talk.turn(
        Turn(parts=[part("tell_country", text="España")], residence=Residence(["ES"], told=True))
    )
    assert "lo mismo" not in there.text
