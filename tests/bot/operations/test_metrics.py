"""Turns are counted by what came of them; nothing of what was said is in the figures."""

from __future__ import annotations

from typing import Any

import pytest
from prometheus_client import REGISTRY, generate_latest

from bot.environment import BadSetting
from bot.operations.metrics import metrics_address, turn_measured
from bot.turns import Turn


def figure(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


def take(*answers: dict[str, str], intent: str = "ask_purpose", again: bool = False) -> None:
    replies: list[dict[str, Any]] = [{"text": "secreto", "custom": {"answer": one}} for one in answers]
    with turn_measured("test") as measured:
        measured.turn = Turn(tuple(replies or [{"text": "secreto"}]), False, again, intent)


ANSWERED = {"aspect": "purpose", "status": "answered"}


@pytest.mark.parametrize(
    ("name", "labels", "taking"),
    [
        ("clara_turns_total", {"channel": "test", "outcome": "taken"}, lambda: take(ANSWERED)),
        ("clara_turns_total", {"channel": "test", "outcome": "repeated"}, lambda: take(ANSWERED, again=True)),
        ("clara_turn_seconds_count", {"channel": "test"}, lambda: take(ANSWERED)),
        ("clara_answers_total", ANSWERED, lambda: take(ANSWERED)),
        ("clara_fallbacks_total", {"kind": "clarify"}, lambda: take({**ANSWERED, "status": "clarify"})),
        ("clara_fallbacks_total", {"kind": "trouble"}, take),
    ],
)
def test_a_turn_is_counted(name: str, labels: dict[str, str], taking: Any) -> None:
    before = figure(name, **labels)
    taking()
    assert figure(name, **labels) == before + 1


@pytest.mark.parametrize("intent", ["greet", "thank"])
def test_small_talk_is_no_fallback(intent: str) -> None:
    before = figure("clara_fallbacks_total", kind="trouble")
    take(intent=intent)
    assert figure("clara_fallbacks_total", kind="trouble") == before


def test_an_answer_told_again_is_not_counted_again() -> None:
    before = figure("clara_answers_total", **ANSWERED)
    take(ANSWERED, again=True)
    assert figure("clara_answers_total", **ANSWERED) == before


def test_a_turn_that_fails_is_counted_as_such() -> None:
    before = figure("clara_turns_total", channel="test", outcome="failed")
    with pytest.raises(RuntimeError), turn_measured("test"):
        raise RuntimeError("secreto")
    assert figure("clara_turns_total", channel="test", outcome="failed") == before + 1
    assert figure("clara_turns_in_progress") == 0


def test_no_words_are_in_the_figures() -> None:
    take(ANSWERED)
    assert b"secreto" not in generate_latest()


def test_they_are_closed_unless_a_port_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLARA_METRICS_PORT", raising=False)
    assert metrics_address() is None
    monkeypatch.setenv("CLARA_METRICS_PORT", "9105")
    assert metrics_address() == ("127.0.0.1", 9105)
    assert metrics_address(worker=2) == ("127.0.0.1", 9107)
    monkeypatch.setenv("CLARA_METRICS_PORT", "65535")
    with pytest.raises(BadSetting, match="CLARA_METRICS_PORT"):
        metrics_address(worker=1)
    monkeypatch.setenv("CLARA_METRICS_PORT", "many")
    with pytest.raises(BadSetting, match="CLARA_METRICS_PORT"):
        metrics_address()
