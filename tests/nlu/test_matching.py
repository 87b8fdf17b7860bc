"""Names are found as people write them, and not where they only look alike."""

from __future__ import annotations

import pytest

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
