"""Then and now."""

from __future__ import annotations

import pytest

from nlu.components import rankings
from nlu.components.rankings import in_plain_words
from nlu.looking_back import looks_back
from nlu.splitting import Span


@pytest.mark.parametrize(
    "text",
    [
        "¿y mi apodo lo enseñaban antes?",
        "en 2021 qué decían de los juegos",
        "¿la política ya no nombra los SMS?",
        "Recuerdo que prometían no vender nada. ¿Sigue puesto?",
        "lo de los sensores ¿es cosa nueva?",
        "¿siempre lo pidieron o fue después?",
        "pero si eran doce meses, no 24, ¿no era para todos?",
        "¿qué fue de esa frase?",
        "¿desde cuándo pueden usar mi apodo?",
        "¿graban las llamadas como en 2021?",
        "¿guardan más cosas que antes?",
        "antes del plan con anuncios ¿también lo pedían?",
        "¿lo alargaron o es mentira?",
        "prefiero las condiciones de 2024",
    ],
)
def test_what_once_was_beside_what_is(text: str) -> None:
    assert looks_back(text)


@pytest.mark.parametrize(
    "text",
    [
        "ahh eso era. ¿y saben dónde está mi tele ahora?",
        "¿qué hago antes de darme de baja?",
        "antes del viernes borro la cuenta",
        "ya no uso la cuenta, ¿la borran?",
        "¿mis datos siguen ahí si cancelo?",
        "¿en qué momento lo recogen?",
        "me fui hace dos años, ¿qué queda?",
        "¿guardan la voz?",
    ],
)
def test_a_story_or_the_present_alone(text: str) -> None:
    assert not looks_back(text)


def test_it_leads_a_ranking_and_may_stand_in_the_sentence_before() -> None:
    text = "Decía que no miraban el género. ¿Sigue diciéndolo?"
    asked = Span("Sigue diciéndolo", text.index("Sigue"), len(text) - 1)
    read = in_plain_words((("ask_purpose", 0.5), ("ask_changes", 0.1)), asked, text)
    assert read[0] == ("ask_changes", 0.6)


def test_what_is_surely_small_talk_or_beyond_stays() -> None:
    text = "antes daban un mes gratis, ¿ya no existe eso?"
    whole = Span(text, 0, len(text))
    assert in_plain_words((("out_of_scope", 0.9),), whole, text)[0][0] == "out_of_scope"
    assert in_plain_words((("out_of_scope", 0.3),), whole, text)[0][0] == "ask_changes"


def test_of_what_stands_before_a_stretch_only_a_sentence_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    # A long story has a hundred stretches: what is read for each must not grow with the story.
    read: list[int] = []

    def noted(text: str) -> bool:
        read.append(len(text))
        return False

    monkeypatch.setattr(rankings, "looks_back", noted)
    text = "juraría " * 500
    in_plain_words((("ask_sharing", 0.9),), Span(text[3900:3990], 3900, 3990), text)
    assert read
    assert max(read) <= 300
