"""What may be said of an answer: its status by the contract, and how its facts relate to the question."""

from __future__ import annotations

from enum import Enum


class Status(str, Enum):
    """How a question was answered (answer contract)."""

    ANSWERED = "answered"
    NOT_IN_POLICY = "not_in_policy"
    OUT_OF_SCOPE = "out_of_scope"
    CLARIFY = "clarify"


class Frame(str, Enum):
    """What has to be said before the facts, so that they are not taken for more than they are."""

    NONE = "none"
    GENERAL_ONLY = "general_only"
    OTHER_ASPECT = "other_aspect"
    SILENT = "silent"
    UNKNOWN = "unknown"
    CHANGED = "changed"
    NOTHING_CHANGED = "nothing_changed"
    DENIED = "denied"
    NO_LIST = "no_list"
    UNMENTIONED = "unmentioned"
    LAW = "law"
    NOT_IN_LAW = "not_in_law"
