"""Rasa's `RulePolicy`, which looks a rule up once.

Rasa replays the conversation and tries every rule in text form at each prediction, twice a turn. Where all
rules are about one message each, what comes next depends on the message's intent and on what was done about
it alone. For Rasa 3.6.21; `tests/bot/test_rules.py` compares the two.
"""

from __future__ import annotations

import copy
import functools
import json
from typing import Any

from rasa.core.policies.policy import PolicyPrediction
from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, RulePolicy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import PREVIOUS_ACTION, USER
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT

Situation = tuple[str | None, tuple[str | None, ...]]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class RememberedRules(RulePolicy):
    """Rules of one message each, remembered by intent and by the actions since."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._predicted: dict[Situation, PolicyPrediction] = {}

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """Predict the next action (Rasa's interface)."""
        situation = _situation(tracker) if self._of_one_message else None
        if situation is None:
            return super().predict_action_probabilities(tracker, domain, rule_only_data, **kwargs)
        if situation not in self._predicted:
            self._predicted[situation] = super().predict_action_probabilities(
                tracker, domain, rule_only_data, **kwargs
            )
        known = copy.copy(self._predicted[situation])
        known.probabilities = list(known.probabilities)
        return known

    @functools.cached_property
    def _of_one_message(self) -> bool:
        """Whether each rule is about one message's intent, and about nothing else."""
        if self.lookup.get(RULES_FOR_LOOP_UNHAPPY_PATH) or self.config["use_nlu_confidence_as_score"]:
            return False
        return all(_is_of_one_message(json.loads(rule)) for rule in self.lookup.get(RULES, {}))


def _is_of_one_message(states: list[dict[str, Any]]) -> bool:
    alike = all(state.get(USER) == states[0].get(USER) for state in states)
    return alike and all(
        set(state) == {PREVIOUS_ACTION, USER} and set(state[USER]) == {INTENT} for state in states
    )


def _situation(tracker: DialogueStateTracker) -> Situation | None:
    """What rules of one message depend on; None before any message, or within a form."""
    if tracker.active_loop_name:
        return None
    done: list[str | None] = []
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            return event.intent_name, tuple(done)
        if isinstance(event, ActionExecuted):
            done.append(event.action_name)
    return None
