"""Small talk in the words of `domain.yml`, with the name of whoever's policy Clara explains."""

from __future__ import annotations

from typing import Any

from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from knowledge.choice import chosen_policy, company_of


class PolicyResponses(TemplatedNaturalLanguageGenerator):
    """Rasa's responses, in which "{company}" is the company; `endpoints.yml` names this class.

    Args:
        endpoint_config: not used.
        domain: holds the responses.
    """

    def __init__(self, endpoint_config: EndpointConfig, domain: Domain):
        super().__init__(domain.responses)
        self._company = company_of(chosen_policy())

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        """Say something (Rasa's interface)."""
        found: dict[str, Any] | None = await super().generate(
            utter_action, tracker, output_channel, company=self._company, **kwargs
        )
        return found
