"""The one action that answers."""

from __future__ import annotations

import logging
import uuid
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.context import Context
from actions.country_talk import Message
from actions.phrases import read_phrases
from actions.replying import reply_to
from actions.turn import turn_of
from knowledge.database import reading
from knowledge.errors import KnowledgeError
from knowledge.queries import KnowledgeBase

logger = logging.getLogger(__name__)

# A terminal shows neither buttons beside a text nor JSON kindly.
_PLAIN_CHANNELS = ("cmdline",)
# These show the citations of the custom object themselves.
_CITING_CHANNELS = ("web",)


class ActionAnswer(Action):
    """Answers a privacy question from the knowledge base, asks back, or says what Clara is for."""

    def __init__(self) -> None:
        self._phrases = read_phrases()

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_answer"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[dict[str, Any]]:
        """Reply to the latest message (rasa-sdk's interface).

        Args:
            dispatcher: takes the messages to send.
            tracker: the conversation.
            domain: not used.

        Returns:
            Slot events that carry the conversation on. A knowledge base that cannot be read gives a
            kind sentence and a log line with an id, and changes nothing.
        """
        turn, before = turn_of(tracker), Context.of(tracker)
        channel = tracker.get_latest_input_channel()
        try:
            with reading() as session:
                messages, context = reply_to(turn, before, KnowledgeBase(session), self._phrases)
        except KnowledgeError as error:
            trouble = uuid.uuid4().hex[:8]
            logger.error("knowledge base trouble %s: %s", trouble, error)
            dispatcher.utter_message(text=self._phrases.trouble)
            return []
        for message in messages:
            self._send(message, dispatcher, channel)
        return context.events(before)

    def _send(self, message: Message, dispatcher: CollectingDispatcher, channel: str | None) -> None:
        titles = [suggestion.title for suggestion in message.suggestions]
        if channel in _PLAIN_CHANNELS:
            hint = self._phrases.suggestions.format(titles=" · ".join(titles))
            text = f"{message.text}\n{hint}" if titles else message.text
            dispatcher.utter_message(text=text)
            return
        buttons = [{"title": one.title, "payload": one.payload} for one in message.suggestions]
        text = self._uncited(message.text) if channel in _CITING_CHANNELS else message.text
        dispatcher.utter_message(text=text, buttons=buttons, json_message=message.custom)

    def _uncited(self, text: str) -> str:
        """A text without its last line, if that says where it is written."""
        body, _, last = text.rpartition("\n")
        cites = tuple(phrase.partition("{")[0] for phrase in (self._phrases.source, self._phrases.sources))
        return body if last.startswith(cites) else text
