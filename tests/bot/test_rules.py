"""Rules that are looked up once predict what Rasa's predict."""

from __future__ import annotations

import hashlib
import inspect
import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.rules import RememberedRules

DOMAIN = Domain.from_dict(
    {
        "intents": ["ask", "greet", "odd", "restart"],
        "actions": ["action_answer", "action_greet", "action_twice"],
    }
)


def state(intent: str, before: str = "action_listen") -> dict[str, Any]:
    return {"prev_action": {"action_name": before}, "user": {"intent": intent}}


def key(*states: dict[str, Any]) -> str:
    return json.dumps(states, sort_keys=True)


ONE_MESSAGE = {
    key(state("ask")): "action_answer",
    key(state("ask"), state("ask", "action_answer")): "action_listen",
    key(state("greet")): "action_greet",
    key(state("greet"), state("greet", "action_greet")): "action_twice",
    key(state("greet"), state("greet", "action_greet"), state("greet", "action_twice")): "action_listen",
}
# What is answered to "greet" depends on what was said before.
TWO_MESSAGES = {
    **ONE_MESSAGE,
    key(state("odd"), state("odd", "action_answer"), state("greet")): "action_twice",
}


def policy(kind: type[RulePolicy], rules: dict[str, str], folder: Path, **settings: Any) -> RulePolicy:
    config = {**RulePolicy.get_default_config(), **settings}
    context = ExecutionContext(GraphSchema({}))
    lookup = {"rules": rules, "rules_for_loop_unhappy_path": {}, "rules_not_in_stories": list(rules)}
    return kind(config, LocalModelStorage(folder), Resource("rules"), context, lookup=lookup)


def conversations() -> list[list[Event]]:
    """Every short conversation that these intents and actions can make."""
    turns: list[list[Event]] = [
        [UserUttered("…", {"name": intent}), *(ActionExecuted(one) for one in done)]
        for intent in ("ask", "greet", "odd", "restart")
        for done in ([], ["action_answer"], ["action_greet"], ["action_greet", "action_twice"])
    ]
    listen = ActionExecuted("action_listen")
    return [
        [listen, *first, *([listen] if second else []), *second]
        for first, second in itertools.product(turns, [[], *turns])
    ]


@pytest.mark.parametrize("rules", [ONE_MESSAGE, TWO_MESSAGES])
def test_they_predict_what_rasas_predict(rules: dict[str, str], tmp_path: Path) -> None:
    stock, remembered = (policy(kind, rules, tmp_path) for kind in (RulePolicy, RememberedRules))
    for _ in range(2):
        for events in conversations():
            tracker = DialogueStateTracker.from_events("someone", events)
            expected = stock.predict_action_probabilities(tracker, DOMAIN)
            found = remembered.predict_action_probabilities(tracker, DOMAIN)
            assert found.probabilities == expected.probabilities
            assert found.hide_rule_turn == expected.hide_rule_turn
            assert found.is_no_user_prediction == expected.is_no_user_prediction


def test_rasa_is_asked_once_for_a_situation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    remembered = policy(RememberedRules, ONE_MESSAGE, tmp_path)
    asked: list[Any] = []
    stock = RulePolicy.predict_action_probabilities

    def count(self: RulePolicy, tracker: Any, *rest: Any, **options: Any) -> Any:
        asked.append(tracker)
        return stock(self, tracker, *rest, **options)

    monkeypatch.setattr(RulePolicy, "predict_action_probabilities", count)
    listen, said = ActionExecuted("action_listen"), UserUttered("…", {"name": "ask"})
    for turns in range(5):
        tracker = DialogueStateTracker.from_events("someone", [*([listen, said] * turns), listen, said])
        first = remembered.predict_action_probabilities(tracker, DOMAIN)
        first.probabilities[0] = 7.0  # whoever gets a prediction may change it
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("rules", "settings"), [(TWO_MESSAGES, {}), (ONE_MESSAGE, {"use_nlu_confidence_as_score": True})]
)
def test_what_depends_on_more_is_not_remembered(
    rules: dict[str, str], settings: dict[str, Any], tmp_path: Path
) -> None:
    remembered = policy(RememberedRules, rules, tmp_path, **settings)
    assert isinstance(remembered, RememberedRules)
    assert not remembered._of_one_message


def test_what_is_replaced_is_as_it_was_when_it_was_replaced() -> None:
    """Fails when Rasa changes: then read its rules anew and put `bot/rules.py` right."""
    source = "".join(
        inspect.getsource(one) for one in (RulePolicy._predict, RulePolicy._find_action_from_rules)
    )
    assert hashlib.sha256(source.encode()).hexdigest()[:16] == "aa7126e29bcdbd64"
