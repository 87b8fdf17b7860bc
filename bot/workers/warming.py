"""Loading once what all workers use, before they are forked: pages that nobody writes are shared."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.nlg import TemplatedNaturalLanguageGenerator

from bot.conversations import MemoryConversations
from bot.processing import LoadedModel, TurnProcessor
from nlu.meaning import prepare

Understand = Callable[[str], Awaitable[dict[str, Any]]]


def load_once(file: Path, check: Callable[[Understand], Coroutine[Any, Any, None]]) -> LoadedModel:
    """Load a model and all that is loaded when it is first asked; nothing is connected, nothing runs on.

    Args:
        file: the model.
        check: asks it something, and raises what it likes if the answer is wrong.

    Returns:
        The model, which garbage collections no longer look through: they would write to each object.
    """
    model = LoadedModel.of(file)
    processor = TurnProcessor(
        model_path=model,
        tracker_store=MemoryConversations(model.metadata.domain),
        lock_store=InMemoryLockStore(),
        generator=TemplatedNaturalLanguageGenerator({}),
    )
    asyncio.run(check(lambda text: processor.parse_message(UserMessage(text))))
    prepare()
    gc.collect()
    gc.freeze()
    return model
