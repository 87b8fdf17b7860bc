"""One turn of a conversation: from what was understood to the messages that reply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from actions.answering import Answer, answer
from actions.changing import told_again
from actions.choosing import CHANGES
from actions.completing import complete
from actions.composing import (
    LONGEST,
    Reply,
    above_source,
    compose,
    compose_evidence,
    compose_more,
    listed_labels,
)
from actions.context import Context
from actions.contract import contract
from actions.country_talk import CountryTalk, Message
from actions.elsewhere import told_otherwise
from actions.home import DEPENDENT
from actions.law import rights_in
from actions.law_composing import compose_law
from actions.leaning import in_context
from actions.phrases import Phrases
from actions.question import Question
from actions.recounting import recount_more
from actions.short_turns import Before
from actions.statuses import Frame, Status
from actions.suggesting import Suggestion, readings, start, suggest
from actions.torn import as_plainly_asked, as_question, in_time, is_unclear, standing_out
from actions.turn import (
    AFFIRM,
    ASK,
    CHALLENGE,
    COMPLAINT,
    DENY,
    FOLLOW_UP,
    MORE,
    Part,
    Turn,
    aspect_of,
)
from knowledge.queries import KnowledgeBase
from knowledge.records import Aspect, Fact, Policy

_STARTERS = ("collection", "sharing", "control")
_READINGS = 3
_SMALL_TALK = {AFFIRM, DENY, COMPLAINT}


def reply_to(
    turn: Turn, context: Context, kb: KnowledgeBase, phrases: Phrases
) -> tuple[list[Message], Context]:
    """Reply to a turn.

    Args:
        turn: what understanding made of the message.
        context: what the conversation carries.
        kb: the knowledge base.
        phrases: Clara's sentences.

    Returns:
        One message for each question of the turn, and the context for the next turn.

    Raises:
        KnowledgeError: the knowledge base is empty or cannot be read.
    """
    replying = _Replying(turn, context, kb, phrases, kb.policy())
    replying.learn()
    for part in turn.parts:
        replying.to(part)
    return replying.messages, replying.context


@dataclass
class _Replying:
    turn: Turn
    context: Context
    kb: KnowledgeBase
    phrases: Phrases
    policy: Policy
    messages: list[Message] = field(default_factory=list)
    talk: CountryTalk = field(init=False)

    def learn(self) -> None:
        """Take what the message says of a country."""
        self.talk = CountryTalk(
            self.turn.residence, self.context.home, self.kb, self.phrases, self.policy, self.turn.text
        )

    def to(self, part: Part) -> None:
        before = self.talk.home
        message, again = self.talk.reply(part, self.context)
        if message is not None:
            self.messages.append(message)
            self.context = replace(self.context, **self.talk.changes)
        elif again is not None:
            self._answer(
                again,
                before="" if self.talk.here or not before.declined else self.phrases.in_general,
                again=True,
            )
        else:
            told = len(self.messages)
            self._to_question(part)
            if self.turn.residence.declined and part.aspect in DEPENDENT:
                self.messages[told:] = [self._in_general(one) for one in self.messages[told:]]
        self.context = replace(self.context, home=self.talk.home)

    def _in_general(self, message: Message) -> Message:
        return replace(message, text=_opened(self.phrases.in_general, message.text))

    def _to_question(self, part: Part) -> None:
        asked = standing_out(part, self.kb)
        if not self.turn.button and self.context.aspect is not None:
            before = Before(self.context.aspect, bool(self.context.untold), self.context.concepts, asked)
            part = as_plainly_asked(in_context(part, before), self.context, self.kb)
        elif part.intent in (MORE, CHALLENGE):
            part = as_question(part)
        part = in_time(part)
        if asked and self._is_unclear(part):
            # What is asked for in so many words need not be asked back.
            part = part.led_by(f"{ASK}{asked}")
        if part.intent == MORE:
            self._tell_more()
        elif part.intent == CHALLENGE:
            self._show_evidence()
        elif part.intent in _SMALL_TALK:
            self._small_talk(part.intent)
        elif part.aspect is None and part.intent != FOLLOW_UP:
            self._decline()
        elif self._is_unclear(part):
            self._ask_back(part)
        else:
            question = complete(part, self.context, self.kb, button=self.turn.button)
            if question is None:
                self._ask_back(part)
            else:
                self._answer(self.talk.placed(question, part.text, self.turn.text))

    def _is_unclear(self, part: Part) -> bool:
        """Whether to ask back; never twice in a row."""
        asks_back = not (self.turn.button or self.context.clarified or len(self.turn.parts) > 1)
        return asks_back and is_unclear(part, self.context)

    def _answer(self, question: Question, before: str = "", *, again: bool = False) -> None:
        if self.talk.must_choose(question):
            self.messages.append(self.talk.choose(question))
            # What is asked next leans on it all the same.
            self.context = self.context.after(question, None, (), ())
            return
        found = answer(question, self.kb)
        asks = self.talk.should_ask(question) and told_otherwise(found, self.kb)
        reply = self._composed(
            found, longest=LONGEST - len(self.phrases.ask_country) - 1 if asks else LONGEST
        )
        more = self.phrases.more if reply.untold else None
        if asks:
            suggestions = [*([Suggestion(more, f"/{MORE}")] if more else []), *self.talk.countries()]
        else:
            suggestions = self.talk.letter_first(question, suggest(found, self.kb, more=more))
        if again and self.talk.here and self.context.told == tuple(fact.key for fact in reply.told):
            # Who has just told a country is told that it makes no difference.
            before = self.phrases.same_there.format(country=self.talk.here.name)
        custom = contract(
            self.policy,
            aspect=found.aspect.id,
            concepts=[*(concept.id for concept in found.concepts), *found.implied],
            status=found.status,
            facts=reply.told,
            suggestions=suggestions,
            jurisdiction=self._country_of(question, reply.told),
        )
        lines = self.talk.beside(question, reply.told, asks=asks)
        text = above_source(reply.text, lines)
        self.messages.append(Message(_opened(before, text), suggestions, custom))
        self.context = self.context.after(
            question, self._data_of(found.aspect), reply.told, reply.untold, rights_in(question, self.kb)
        )
        self.talk.remember(question)

    def _composed(self, found: Answer, longest: int) -> Reply:
        if found.frame in (Frame.LAW, Frame.NOT_IN_LAW):
            return compose_law(found, self.phrases)
        return compose(found, self.policy, self.phrases, longest=longest)

    def _country_of(self, question: Question, told: Sequence[Fact]) -> str | None:
        """The country that an answer is for: where it depends on one, or tells what holds there alone."""
        local = any(fact.region or fact.jurisdiction for fact in told)
        return question.here.code if question.here and (question.aspect in DEPENDENT or local) else None

    def _data_of(self, aspect: Aspect) -> str | None:
        """The data that an aspect is about by itself: what "¿cómo los apago?" means after ads."""
        about = self.kb.concepts([aspect.about]) if aspect.about else []
        return about[0].id if about and about[0].kind == "data_category" else None

    def _show_evidence(self) -> None:
        facts = self.kb.facts_by_key(self.context.told)
        if self.context.aspect is None or not facts:
            self._nothing_said_yet()
            return
        suggestions = start(self.kb, _STARTERS)
        custom = contract(
            self.policy,
            aspect=self.context.aspect,
            concepts=self.context.concepts,
            status=Status.NOT_IN_POLICY if facts[0].absence else Status.ANSWERED,
            facts=facts,
            suggestions=suggestions,
        )
        self.messages.append(Message(compose_evidence(facts, self.phrases), suggestions, custom))

    def _nothing_said_yet(self) -> None:
        self.messages.append(
            Message(
                self.phrases.nothing_to_continue.format(company=self.policy.company),
                start(self.kb, _STARTERS),
            )
        )

    def _tell_more(self) -> None:
        if self.context.aspect is None:
            self._nothing_said_yet()
            return
        facts = self.kb.facts_by_key(self.context.untold)
        if not facts:
            self._tell_no_more()
            return
        reply = self._more_of(facts)
        suggestions = [Suggestion(self.phrases.more, f"/{MORE}")] if reply.untold else []
        suggestions += start(self.kb, _STARTERS)[: 3 - len(suggestions)]
        custom = contract(
            self.policy,
            aspect=self.context.aspect,
            concepts=self.context.concepts,
            status=Status.ANSWERED,
            facts=reply.told,
            suggestions=suggestions,
        )
        self.messages.append(Message(reply.text, suggestions, custom))
        self.context = replace(
            self.context,
            told=tuple(fact.key for fact in reply.told),
            untold=tuple(fact.key for fact in reply.untold),
        )

    def _more_of(self, facts: list[Fact]) -> Reply:
        changes = told_again([fact.key for fact in facts], self.kb) if self.context.aspect == CHANGES else []
        if not changes:
            return compose_more(facts, self.phrases)
        recounted = recount_more(changes, [fact.key for fact in facts], self.phrases, LONGEST)
        return Reply(recounted.text, recounted.told, recounted.untold)

    def _tell_no_more(self) -> None:
        suggestions = start(self.kb, _STARTERS)
        told = self.kb.facts_by_key(self.context.told)
        custom = contract(
            self.policy,
            aspect=str(self.context.aspect),
            concepts=self.context.concepts,
            status=Status.ANSWERED,
            facts=told,
            suggestions=suggestions,
        )
        self.messages.append(Message(self.phrases.no_more, suggestions, custom if told else {}))

    def _small_talk(self, intent: str) -> None:
        """What asks nothing: a yes, a no, a complaint. After one of these, what else may have been meant."""
        context = self.context
        about = self.kb.concepts(context.concepts)[:1]
        if intent == COMPLAINT and context.aspect is not None and about:
            asked = self.kb.aspect(context.aspect)
            others = [*(asked.next if asked else ()), *_STARTERS]
            aspects = [one for one in dict.fromkeys(others) if one != context.aspect][:_READINGS]
            suggestions = readings(self.kb, aspects, [about[0].id])
            text = self.phrases.complaint_about.format(label=listed_labels(about))
        else:
            suggestions = start(self.kb, _STARTERS)
            text = {AFFIRM: self.phrases.affirm, DENY: self.phrases.deny}.get(intent, self.phrases.complaint)
        self.messages.append(Message(text, suggestions))

    def _decline(self) -> None:
        suggestions = start(self.kb, _STARTERS)
        text = self.phrases.out_of_scope.format(company=self.policy.company)
        self._without_answer(text, Status.OUT_OF_SCOPE, "overview", [], suggestions)

    def _ask_back(self, part: Part) -> None:
        guesses = [aspect_of(guess.intent) for guess in part.ranking if guess.intent != FOLLOW_UP]
        likely = [aspect for aspect in guesses if aspect is not None][:_READINGS]
        # A second opinion: what the facts that share words with the question are about.
        found = [fact.aspect for fact in self.kb.search(part.text, limit=_READINGS)]
        aspects = list(dict.fromkeys([*likely[:2], *found, *likely[2:]]))[:_READINGS] or list(_STARTERS)
        suggestions = readings(self.kb, aspects, part.concepts)
        about = self.kb.concepts(part.concepts)[:2]
        text = self.phrases.clarify
        if about:
            text = self.phrases.clarify_about.format(label=listed_labels(about))
        self._without_answer(text, Status.CLARIFY, aspects[0], part.concepts, suggestions)
        kept = tuple(part.concepts) or self.context.concepts
        self.context = replace(self.context, clarified=True, concepts=kept)

    def _without_answer(
        self,
        text: str,
        status: Status,
        aspect: str,
        concepts: Sequence[str],
        suggestions: Sequence[Suggestion],
    ) -> None:
        custom = contract(
            self.policy, aspect=aspect, concepts=concepts, status=status, suggestions=suggestions
        )
        self.messages.append(Message(text, suggestions, custom))


def _opened(opening: str, text: str) -> str:
    """A text behind a sentence that opens it; a list begins on a line of its own."""
    return f"{opening}{chr(10) if text.startswith('•') else ' '}{text}" if opening else text
