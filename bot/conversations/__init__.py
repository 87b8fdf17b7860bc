"""Where conversations are kept, and how they are forgotten: Rasa stores them and has no word for it."""

from __future__ import annotations

from bot.conversations.erasing import CannotErase, erase, purge
from bot.conversations.memory import MemoryConversations
from bot.conversations.settings import CONVERSATIONS_VARIABLE, conversations_of_environment
from bot.conversations.sql import SqlConversations

__all__ = [
    "CONVERSATIONS_VARIABLE",
    "CannotErase",
    "MemoryConversations",
    "SqlConversations",
    "conversations_of_environment",
    "erase",
    "purge",
]
