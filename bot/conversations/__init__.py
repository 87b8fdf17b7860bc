"""Where conversations are kept, and how they are forgotten: Rasa stores them and has no word for it."""

from __future__ import annotations

from bot.conversations.erasing import CannotErase, erase, purge
from bot.conversations.memory import MemoryConversations
from bot.conversations.retention import Retention, install_retention
from bot.conversations.settings import (
    BadConversations,
    check_reachable,
    conversations_of_environment,
    conversations_url,
)
from bot.conversations.sql import SqlConversations
from knowledge.operator import CONVERSATIONS_VARIABLE, BadRetention, kept_hours

__all__ = [
    "CONVERSATIONS_VARIABLE",
    "BadConversations",
    "BadRetention",
    "CannotErase",
    "MemoryConversations",
    "Retention",
    "SqlConversations",
    "check_reachable",
    "conversations_of_environment",
    "conversations_url",
    "erase",
    "install_retention",
    "kept_hours",
    "purge",
]
