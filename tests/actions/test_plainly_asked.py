"""What people plainly ask for in such words, after such a turn, is what a turn is read as."""

from __future__ import annotations

import pytest
from msgspec import structs

from actions.context import Context
from actions.torn import as_plainly_asked
from actions.turn import Asked, Part
from knowledge.queries import KnowledgeBase
from tests.actions.talking import part

AFTER_SHARING = Context(aspect="sharing", concepts=("location",))


def asking(intent: str, **shares: float) -> Part:
    facts = [Asked(fact=key.replace("_", "-"), share=share) for key, share in shares.items()]
    return structs.replace(part(intent, text="¿y los sensores?"), facts=facts)


def test_one_fact_or_several_of_an_aspect_say_what_is_asked(real_kb: KnowledgeBase) -> None:
    for shares in ({"col_ubicacion": 0.99}, {"col_ubicacion": 0.5, "col_ip": 0.48}):
        read = as_plainly_asked(asking("ask_control", **shares), AFTER_SHARING, real_kb)
        assert read.intent == "ask_collection"


def test_what_is_only_probable_changes_nothing(real_kb: KnowledgeBase) -> None:
    asked = asking("ask_control", col_ubicacion=0.9, con_ubicacion=0.1)
    assert as_plainly_asked(asked, AFTER_SHARING, real_kb) is asked


def test_what_follows_and_asks_the_same_again_stays_a_follow_up(real_kb: KnowledgeBase) -> None:
    asked = asking("follow_up", com_resumen=0.99)
    assert as_plainly_asked(asked, AFTER_SHARING, real_kb) is asked
    read = as_plainly_asked(asking("follow_up", col_ubicacion=0.99), AFTER_SHARING, real_kb)
    assert read.intent == "ask_collection"


@pytest.mark.parametrize("intent", ["ask_rights", "ask_changes", "thank", "out_of_scope"])
def test_what_is_told_by_more_than_the_policy_is_left(real_kb: KnowledgeBase, intent: str) -> None:
    asked = asking(intent, con_reclamo=0.99)
    assert as_plainly_asked(asked, AFTER_SHARING, real_kb) is asked


def test_a_fact_that_there_is_no_more_says_nothing(real_kb: KnowledgeBase) -> None:
    asked = asking("ask_control", no_such_fact=0.99)
    assert as_plainly_asked(asked, AFTER_SHARING, real_kb) is asked
