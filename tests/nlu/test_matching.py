"""Names are found as people write them, and not where they only look alike."""

from __future__ import annotations

import pytest

from knowledge.alternatives import alternatives
from nlu.matching import ConceptMatcher, Name

NAMES = [
    Name("correo", "email"),
    Name("correo electrónico", "email"),
    Name("imeil", "email"),
    Name("ubicación", "location"),
    Name("dónde estoy", "location"),
    Name("historial", "viewing_history"),
    Name("lo que veo", "viewing_history"),
    Name("tele", "device_info"),
    Name("número de teléfono", "phone"),
    Name("teléfono", "phone"),
    Name("en mi teléfono", "device_info"),
    Name("anunciante", "advertising_companies"),
    Name("preferencias", "ratings"),
    Name("preferencias", "inferences"),
    Name("cuenta", "account", pos="NOUN"),
    Name("hackeado", "breach", exact=True),
]


@pytest.fixture(scope="module")
def matcher() -> ConceptMatcher:
    return ConceptMatcher(NAMES)


def targets(matcher: ConceptMatcher, text: str) -> list[str]:
    return [match.target for match in matcher.find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("¿guardan mi correo?", ["email"]),
        ("CORREOS ELECTRÓNICOS", ["email"]),
        ("mis ubicaciones", ["location"]),
        ("mi ubicacion", ["location"]),
        ("saben donde estoy", ["location"]),
        ("mi correo y mi ubicación", ["email", "location"]),
        ("lo que veo en la tele", ["viewing_history", "device_info"]),
        ("qué miran en mi teléfono", ["device_info"]),
        ("mi numero de telefono", ["phone"]),
        ("mis preferencias", ["ratings", "inferences"]),
    ],
)
def test_names_are_found_inflected_and_without_accents(
    matcher: ConceptMatcher, text: str, found: list[str]
) -> None:
    assert targets(matcher, text) == found


@pytest.mark.parametrize("text", ["corre mucho", "la historia", "una telenovela", ""])
def test_other_words_that_look_alike_are_not_names(matcher: ConceptMatcher, text: str) -> None:
    assert targets(matcher, text) == []


def test_a_verb_is_not_the_noun(matcher: ConceptMatcher) -> None:
    assert matcher.find("cuenta algo", pos_at=lambda _: "VERB") == []
    assert matcher.find("mi cuenta", pos_at=lambda _: "PROPN")[0].target == "account"


def test_an_exact_name_takes_no_other_form(matcher: ConceptMatcher) -> None:
    assert targets(matcher, "los han hackeado") == ["breach"]
    assert targets(matcher, "me pueden hackear") == []


def test_offsets_point_into_the_text(matcher: ConceptMatcher) -> None:
    text = "¿Y mi correo electrónico?"
    [match] = matcher.find(text)
    assert text[match.start : match.end] == "correo electrónico"


def test_accents_do_not_matter_within_a_phrase() -> None:
    matcher = ConceptMatcher([Name("otras compañías", "third_parties"), Name("en qué calle", "location")])
    assert targets(matcher, "a otras compañias") == ["third_parties"]


def test_shortened_words_are_spelled_out() -> None:
    matcher = ConceptMatcher([Name("en qué calle", "location")])
    assert targets(matcher, "saben en q calle ando") == ["location"]


def test_names_are_spelled_out_as_texts_are() -> None:
    matcher = ConceptMatcher([Name("face id", "biometrics"), Name("mi face", "social_media")])
    assert targets(matcher, "usan face id con mi face") == ["biometrics", "social_media"]


def test_a_name_with_alternatives_is_each_of_them() -> None:
    matcher = ConceptMatcher([Name("(le|) (hablo|grito) a la (tele|radio vieja)", "voice")])
    found = {
        text: targets(matcher, text)
        for text in ("hablo a la tele", "le gritaba a la radio vieja", "le a la tele", "hablo a la radio")
    }
    assert [text for text, named in found.items() if named] == [
        "hablo a la tele",
        "le gritaba a la radio vieja",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "(ver|pedir|) lo que (saben|guardan) de (mí|uno)",
        "(la|mi|) (calle|casa) (donde|en la que) (vivo|duermo)",
        "(mi|tu) edad",
        "(solo|) (correo|mail)",
        "la mism(o|a) tele",
        "(a|b c) (d e|)",
    ],
)
def test_alternatives_are_found_as_if_each_were_written_out(text: str) -> None:
    together = ConceptMatcher([Name(text, "it"), Name("otra cosa", "other")])
    apart = ConceptMatcher([*(Name(one, "it") for one in alternatives(text)), Name("otra cosa", "other")])
    for one in alternatives(text):
        for said in (one, f"¿y {one} qué?", f"otra cosa {one[:-1]}", f"{one} {one}", one.upper()):
            assert together.find(said) == apart.find(said), said


def test_who_does_it_may_stand_within_a_name() -> None:
    matcher = ConceptMatcher([Name("lo que veo", "viewing_history"), Name("cuándo juego", "game_activity")])
    assert targets(matcher, "¿saben lo que yo ya veo y cuándo uno juega?") == [
        "viewing_history",
        "game_activity",
    ]
    assert targets(matcher, "lo que nadie ve") == []
    assert targets(matcher, "lo que yo") == []
    [found] = matcher.find("lo que veo ya")
    assert "lo que veo ya"[found.start : found.end] == "lo que veo"


def test_two_names_of_one_thing_at_one_place_count_wherever_either_does() -> None:
    names = [
        Name("lo que saben", "access", within=("rights",)),
        Name("(lo que|q) saben", "access", within=("control",)),
    ]
    [found] = ConceptMatcher(names).find("lo que saben")
    assert found.within == ("control", "rights")
    [anywhere] = ConceptMatcher([*names, Name("lo que saben", "access")]).find("lo que saben")
    assert anywhere.within == ()
