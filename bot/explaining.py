"""Why Clara says what she says: each step of a turn, for whoever edits content or examples."""

from __future__ import annotations

import textwrap
import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import structs
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.trackers import DialogueStateTracker

from actions.context import Context
from actions.torn import CLOSE, UNSURE
from actions.turn import FOLLOW_UP, Mention, Turn, turn_of_message
from bot.door import Clara
from knowledge.database import reading
from knowledge.queries import KnowledgeBase
from nlu.components.spelling_corrector import CORRECTIONS
from nlu.tagging import tagged

_DOC = "text_spacy_doc"
_SHOWN = 4
_TAB, _BAR = "  ", "│ "


async def explain(agent: Clara, texts: Sequence[str]) -> str:
    """Say a dialogue to the assistant and explain its last turn.

    Args:
        agent: the assistant.
        texts: what the person says, turn by turn; the last one is explained.

    Returns:
        Lines for a terminal: what was read and corrected, tokens with lemmas and parts of speech, the
        readings of each question with their probabilities, what its words name and where, what it takes
        from the turn before, what speaks for declining, what was decided, and the facts chosen.

    Raises:
        KnowledgeError: the knowledge base is empty or cannot be read.
    """
    conversation = uuid.uuid4().hex
    *before, text = texts
    for earlier in before:
        await agent.handle_text(earlier, sender_id=conversation)
    tracker = await agent.tracker_store.get_or_create_tracker(conversation)
    context = _context(tracker)
    assert agent.processor is not None  # a loaded agent has one
    let_in = agent.let_in(UserMessage(text))
    parsed = await agent.processor.parse_message(let_in, tracker, only_output_properties=False)
    messages = await agent.handle_text(text, sender_id=conversation) or []
    after = _context(await agent.tracker_store.get_or_create_tracker(conversation))
    lines = [
        f"text         {text}",
        *_read(parsed, text),
        *_leaned_on(context),
        *_country(turn_of_message(parsed), context),
        *_questions(turn_of_message(parsed), context.aspect),
        *_decisions(messages, turn_of_message(parsed)),
        *_left_untold(after),
        *_reply(messages),
    ]
    return "\n".join(lines)


def _context(tracker: DialogueStateTracker) -> Context:
    return Context.of_slots(tracker.current_slot_values())


def _read(parsed: dict[str, Any], text: str) -> Iterator[str]:
    if parsed["text"] != text:
        yield f"read as      {parsed['text']}"
    for one in parsed.get(CORRECTIONS, []):
        yield f"corrected    {one['typed']} → {one['meant']}"
    doc = parsed.get(_DOC)
    tokens = [] if doc is None else tagged(doc)
    yield "tokens       " + " · ".join(f"{token.text}/{token.lemma_}/{token.pos_}" for token in tokens)


def _leaned_on(context: Context) -> Iterator[str]:
    if context.aspect is not None:
        about = ", ".join(context.concepts) or "the policy as a whole"
        yield f"turn before  {context.aspect} of {about}" + (" (asked back)" if context.clarified else "")


def _country(turn: Turn, context: Context) -> Iterator[str]:
    said = turn.residence
    how = "withheld" if said.declined else "left" if said.denied else "told" if said.told else "asked about"
    if said.declined or said.countries:
        yield f"country      {how} {' or '.join(said.countries)}".rstrip()
    elif context.home.country:
        yield f"country      {context.home.country}, told before"


def _questions(turn: Turn, before: str | None) -> Iterator[str]:
    for number, part in enumerate(turn.parts, start=1):
        yield f"\nquestion {number}   {part.text}"
        yield f"{_TAB}readings   " + " · ".join(
            f"{guess.intent} {guess.confidence:.2f}" for guess in part.ranking[:_SHOWN]
        )
        if part.nearest:
            yield f"{_TAB}nearest    " + " · ".join(
                f"{near.intent} {near.likeness:.2f}" for near in part.nearest[:_SHOWN]
            )
        if learned := part.learned_after(before or ""):
            sure = f"{learned.intent} {learned.confidence:.2f}"
            yield f"{_TAB}there      {sure}, as such turns ask in dialogues"
        if stays := part.stays.get(before or ""):
            yield f"{_TAB}stays      {stays:.2f}, with what the turn before was about"
        for mention in part.mentions:
            yield f"{_TAB}names      {_mention(mention)}"
        if part.facts:
            yield f"{_TAB}asked for  " + " · ".join(
                f"{one.fact} {one.share:.2f}" for one in part.facts[:_SHOWN]
            )
        if part.scope:
            beyond, *why = part.scope.items()
            yield f"{_TAB}scope      {beyond[1]:.2f} beyond: " + " · ".join(
                f"{name} {one:.2f}" for name, one in why
            )
        if part.terms:
            yield f"{_TAB}terms      " + ", ".join(part.terms)
        put = [name for name, value in structs.asdict(part.manner).items() if value is True]
        yield f"{_TAB}manner     " + ", ".join([*put, f"{part.manner.length} words"])


def _mention(mention: Mention) -> str:
    notes = [note for note, holds in (("implied", mention.implied), ("set apart", mention.apart)) if holds]
    place = f"{mention.start}–{mention.end}"
    return f"«{mention.text}» ({place}) → {', '.join(mention.concepts)}" + "".join(f" [{n}]" for n in notes)


def _decisions(messages: Sequence[dict[str, Any]], turn: Turn) -> Iterator[str]:
    for answer in (m["custom"]["answer"] for m in messages if "answer" in m.get("custom", {})):
        about = ", ".join(answer["concepts"]) or "the policy as a whole"
        yield f"\ndecision     {answer['status']} · {answer['aspect']} of {about}{_why(answer, turn)}"
        for fact in answer["facts"]:
            yield f"{_TAB}fact       {fact['id']}: {fact['text']}"


def _reply(messages: Sequence[dict[str, Any]]) -> Iterator[str]:
    for text in (m["text"] for m in messages if "text" in m):
        yield f"\n{textwrap.indent(text, _BAR)}"


def _why(answer: dict[str, Any], turn: Turn) -> str:
    if answer["status"] != "clarify":
        return ""
    best, *others = turn.parts[0].ranking
    if turn.parts[0].intent == FOLLOW_UP and not turn.parts[0].concepts:
        return " (a follow-up, and nothing before it)"
    ahead = best.confidence - others[0].confidence if others else 1.0
    return (
        f" (best reading {best.confidence:.2f}, {ahead:.2f} ahead of the next; "
        f"asked back below {UNSURE:.2f} when less than {CLOSE:.2f} ahead)"
    )


def _left_untold(context: Context) -> Iterator[str]:
    with reading() as session:
        for fact in KnowledgeBase(session).facts_by_key(context.untold):
            yield f"{_TAB}untold     {fact.key}: {fact.text}"
