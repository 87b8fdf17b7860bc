"""An order to forget the conversation is heard; a question about it, or about data at Netflix, is none."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered

from bot.conversations import MemoryConversations
from bot.door import Clara
from bot.privacy.forgetting import asks_to_forget
from bot.privacy.phrases import spoken


@pytest.mark.parametrize(
    "text",
    [
        "borra esta conversación",
        "Borra esta conversasión, porfa",
        "bora esta combersacion",
        "borra este chat ya",
        "elimina lo que te he dicho",
        "olvida todo lo q te dije",
        "olvídate de lo que te conté",
        "borrá la charla",
        "por favor, elimine esta conversación",
        "¿puedes borrar esta conversación?",
        "¿me borras el chat?",
        "quiero que borres todo lo que te he contado",
        "Gracias. Borra nuestra plática, por favor",
        "elimina el historial de este chat",
        "borra mis mensajes de este chat",
        "borra todo lo que sabes de mí",
    ],
)
def test_an_order(text: str) -> None:
    assert asks_to_forget(text)


@pytest.mark.parametrize(
    "text",
    [
        "¿cómo borro esta conversación?",
        "¿puedo borrar esta conversación?",
        "¿se borra esta conversación?",
        "¿borran esta conversación?",
        "¿borras lo que te digo?",
        "no borres esta conversación",
        "borra mis datos",
        "borra mi historial",
        "quiero borrar mi cuenta",
        "olvídalo",
        "elimina todo",
        "¿borran el chat de atención al cliente?",
        "¿hay un botón para borrar nuestra conversación?",
        "",
    ],
)
def test_none(text: str) -> None:
    assert not asks_to_forget(text)


class Unreachable(MemoryConversations):
    """A store that fails when something is to be erased."""

    def erase(self, conversation_id: str) -> bool:
        from bot.conversations import CannotErase

        raise CannotErase("the database of conversations fails")


async def told(store: TrackerStore, text: str) -> list[dict[str, Any]]:
    clara = Clara(tracker_store=store)
    tracker = await store.get_or_create_tracker("a" * 32)
    tracker.update(UserUttered("¿qué guardan?"))
    await store.save(tracker)
    channel = CollectingOutputChannel()
    await clara.handle_message(UserMessage(text, channel, "a" * 32))
    return channel.messages


async def test_the_conversation_is_gone_before_it_is_said() -> None:
    store = MemoryConversations(Domain.empty())
    messages = await told(store, "borra esta conversación")
    assert [one.get("text") for one in messages] == [spoken("erased"), None]
    assert messages[1]["custom"] == {"erased": True}
    assert list(await store.keys()) == []


async def test_what_could_not_be_erased_is_not_said_to_be() -> None:
    messages = await told(Unreachable(Domain.empty()), "borra esta conversación")
    assert [one["text"] for one in messages] == [spoken("cannot_erase")]


def test_each_channel_may_say_it_in_its_own_words() -> None:
    assert "Telegram" in spoken("erased", "telegram")
    assert spoken("erased", "rest") == spoken("erased")
