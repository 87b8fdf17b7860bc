"""Asking the project's own knowledge base without Rasa."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from actions.answering import Answer, answer
from actions.composing import Reply, compose
from actions.context import Context
from actions.country_talk import Message
from actions.phrases import Phrases, read_phrases
from actions.question import Question
from actions.replying import reply_to
from actions.turn import Manner, Mention, Part, Turn
from knowledge.queries import KnowledgeBase
from tests.actions.talking import Talk, part


@pytest.fixture(scope="session")
def phrases() -> Phrases:
    return read_phrases()


def question(
    aspect: str, *concepts: str, text: str = "", terms: tuple[str, ...] = (), **manner: Any
) -> Question:
    """A whole question about concepts, each mentioned by itself."""
    mentions = tuple(Mention(text=concept, concepts=[concept]) for concept in concepts)
    return Question(aspect, mentions, terms, Manner(**manner), text)


@pytest.fixture
def ask(real_kb: KnowledgeBase) -> Callable[..., Answer]:
    """Answer a question given as aspect and concepts."""
    return lambda aspect, *concepts, **more: answer(question(aspect, *concepts, **more), real_kb)


@pytest.fixture
def tell(ask: Callable[..., Answer], real_kb: KnowledgeBase, phrases: Phrases) -> Callable[..., Reply]:
    """The reply to a question given as aspect and concepts."""
    return lambda *a, **more: compose(ask(*a, **more), real_kb.policy(), phrases)


class Conversation:
    """Turns that follow one another."""

    def __init__(self, kb: KnowledgeBase, phrases: Phrases):
        self.kb, self.phrases, self.context = kb, phrases, Context()

    def say(self, *parts: Part, button: bool = False) -> list[Message]:
        """One turn; the messages that come back."""
        turn = Turn(parts=list(parts), button=button)
        messages, self.context = reply_to(turn, self.context, self.kb, self.phrases)
        return messages

    def ask(self, intent: str, *concepts: str, **more: Any) -> dict[str, Any]:
        """One question; the contract's object that comes back."""
        [message] = self.say(part(intent, *concepts, **more))
        answer: dict[str, Any] = message.custom["answer"]
        return answer


@pytest.fixture
def conversation(real_kb: KnowledgeBase, phrases: Phrases) -> Conversation:
    return Conversation(real_kb, phrases)


@pytest.fixture
def talk(real_kb: KnowledgeBase, phrases: Phrases) -> Talk:
    return Talk(real_kb, phrases)
