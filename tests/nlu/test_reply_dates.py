"""Who asks by when an answer is due."""

from __future__ import annotations

import pytest

from knowledge.content import read_content
from nlu.matching import ConceptMatcher
from nlu.reply_dates import asks_when_answered
from nlu.vocabulary import Vocabulary


@pytest.mark.parametrize(
    "text",
    [
        "si la mando hoy, ¿cuándo deben contestar?",
        "cuando me tienen que responder",
        "¿qué día me tienen que contestar?",
        "¿para cuándo deben darme una respuesta?",
        "¿en cuánto tiempo están obligados a contestarme?",
        "¿cuántos días les da la ley para responder?",
        "¿hasta cuándo tienen para contestarme?",
        "¿cuánto tardan en responder una solicitud?",
        "¿qué plazo tiene Netflix para contestar?",
        "si les escribo, ¿cuándo me responden?",
        "¿cuánto tiempo tienen para mandarme la copia?",
        "¿en cuántos días están obligados?",
        "¿qué plazo tiene la empresa para entregarme la copia?",
        "¿en cuánto tiempo me lo tienen que dar?",
        "o sea, ¿qué día se les acaba?",
        "¿en cuántos días tienen que decirme lo que guardan?",
        "ya la mandé, ¿cuándo se les vence?",
        "¿cuándo vence el plazo?",
        "¿y cuánto se pueden demorar en entregármela?",
        "¿cuánto tiempo tienen para atender mi pedido?",
        "¿cuándo me la mandan?",
        "¿en cuántos días tienen que enviármelo?",
    ],
)
def test_it_is_asked(text: str) -> None:
    assert asks_when_answered(text)


@pytest.mark.parametrize(
    "text",
    [
        "¿quién responde por mis datos?",
        "¿cuánto tiempo guardan lo que respondo en las encuestas?",
        "¿cuándo borran mis datos si me contestan?",
        "¿cuánto tiempo tengo para responder?",
        "¿cuándo vence el plazo de conservación?",
        "¿cuándo cambió la política?",
        "no me contestan, ¿qué hago?",
        "¿desde cuándo guardan la voz?",
        "¿cada cuánto me mandan publicidad?",
        "¿cuánto tardan en borrarlo?",
        "¿cuánto tengo que entregar de mí?",
        "si les roban los datos, ¿en cuántos días me avisan?",
    ],
)
def test_it_is_not_asked(text: str) -> None:
    assert not asks_when_answered(text)


@pytest.mark.parametrize(
    "text", ["¿en qué plazo contestan?", "¿cuántos días tienen?", "escríbeme la solicitud"]
)
def test_neither_deadlines_nor_letters_name_a_right(text: str) -> None:
    content = read_content()
    rights = {concept.id for concept in content.concepts if concept.kind == "right"}
    found = ConceptMatcher(Vocabulary.of(content).concepts).find(text)
    assert not rights & {match.target for match in found}
