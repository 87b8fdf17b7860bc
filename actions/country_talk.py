"""Talk of where the person lives: learned, asked for once, changed, withheld; and letters that need it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from actions.citing import cite
from actions.composing import above_source
from actions.context import Context
from actions.contract import contract
from actions.days import asks_for_deadline, day_named, day_of_sending
from actions.home import DEPENDENT, Home, Waiting
from actions.law import EXERCISED, NO_DEADLINE, right_of, rights_in
from actions.letters import write_letter
from actions.phrases import Phrases
from actions.question import Question
from actions.short_turns import SURE
from actions.statuses import Status
from actions.suggesting import Suggestion, start
from actions.turn import DECLINE_COUNTRY, FOLLOW_UP, LETTER, TELL_COUNTRY, Manner, Mention, Part, Residence
from knowledge.law_queries import country, country_names, letters
from knowledge.queries import KnowledgeBase
from knowledge.records import Country, Fact, Policy
from knowledge.words import fold

_COMPLAINT, _OTHERS = "complaint", "other_users"

# The countries offered as buttons; any other may be written.
_OFFERED = ["ES", "MX", "CO", "AR", "CL", "PE"]
_STARTERS = ("rights", "advertising", "transfer")
# "¿Y a dónde se queja ella?", after "mi hermana vive en Costa Rica".
_SOMEBODY_ELSE = re.compile(
    r"\b(?:ella|ellas|ellos)\b|\b(?:para|de|a) el\b(?=\W*(?:$|entonces|tambien|ahora))"
)


@dataclass(frozen=True)
class Message:
    """What one answer sends: text, buttons, and the contract's object (empty for small talk)."""

    text: str
    suggestions: Sequence[Suggestion] = ()
    custom: dict[str, Any] = field(default_factory=dict)


class CountryTalk:
    """One turn's talk of the country.

    ``home``: what the conversation knows after it. ``here``: the country that this turn's questions are for.
    ``changes``: what a reply changes in the context.

    Args:
        said: what the message says of a country.
        home: what the conversation knew before.
        kb: the knowledge base.
        phrases: Clara's sentences.
        policy: the policy.
        text: the message.
    """

    def __init__(
        self,
        said: Residence,
        home: Home,
        kb: KnowledgeBase,
        phrases: Phrases,
        policy: Policy,
        text: str = "",
    ):
        self.said, self.kb, self.phrases, self.policy = said, kb, phrases, policy
        self.changes: dict[str, Any] = {}
        self.unclear: tuple[str, ...] = ()
        self._names_one = bool(said.countries)
        # A place in few words is an answer where one is awaited, and else no news.
        self.replies = said.maybe and home.waiting is not None and home.country is None
        if said.maybe:
            said = Residence(countries=said.countries, told=True) if self.replies else Residence()
            self.said = said
        known = tuple(country_names(kb, said.countries))
        self.left = country(kb, home.country) if said.denied and home.country in known else None
        if said.declined:
            home = replace(home, country=None, declined=True, asked=True)
        elif self.left is not None:
            home = replace(home, country=None, declined=False)
        elif not said.denied and len(known) > 1 and home.country not in known:
            self.unclear = known
        elif not said.denied and len(known) == 1 and said.told:
            home = replace(home, country=known[0], declined=False)
        about = known[0] if len(known) == 1 and not said.denied else home.country
        if len(known) == 1 and not (said.told or said.denied):
            home = replace(home, other=known[0])
        elif home.other and not known and _SOMEBODY_ELSE.search(fold(text)):
            about = home.other
        self.home = home
        self.here = None if self.unclear else country(kb, about)

    def reply(self, part: Part, context: Context) -> tuple[Message | None, Question | None]:
        """Reply to a part that is about the country or asks for a letter.

        Args:
            part: one question of the turn.
            context: the last answered turn.

        Returns:
            A message, or a question to answer (again) with what is known now; neither for any other part.
        """
        if part.intent == LETTER:
            return self._letter(self._rights_for(part, context)), None
        waiting = self.home.waiting
        sent = day_of_sending(part.text, self._today()) if waiting else None
        if waiting is not None and sent is not None:
            asked = waiting.copy(update={"aspect": "rights", "deadline": True, "sent": sent})
            return None, self._again(asked)
        return self._of_country(part, waiting)

    def placed(self, question: Question, text: str, message: str = "") -> Question:
        """A question with the country that it is for, and the day from which it counts, if one is named.

        Args:
            question: a whole question.
            text: its words.
            message: the whole message: "si la mando hoy" may stand beside the question.
        """
        if self.here is not None and question.aspect == "contact" and _COMPLAINT in question.concepts:
            # Whom one complains to in a country is said by its law.
            question = replace(question, aspect="rights")
        claims = question.aspect == "rights" or (
            question.aspect == "control" and right_of(question.concepts) is not None
        )
        asks = asks_for_deadline(text) or NO_DEADLINE in question.terms
        today = self._today()
        sent = day_named(text, today) or day_named(message, today) if claims else None
        deadline = claims and asks and (question.aspect == "rights" or sent is not None)
        if deadline:
            # By when the company answers is not asked of a complaint that was only spoken of before.
            mentions = tuple(one for one in question.mentions if one.text or one.concepts != [_COMPLAINT])
            question = replace(question, mentions=mentions)
        here = self._on(sent) if deadline else self.here
        return replace(question, here=here, deadline=deadline, sent=sent if deadline else None)

    def _of_country(self, part: Part, waiting: Waiting | None) -> tuple[Message | None, Question | None]:
        elsewhere = (
            part.intent == FOLLOW_UP and self.said.countries and set(part.concepts) <= {_OTHERS, "account"}
        )
        # "México. ¿Y cómo los quito?" answers, and asks something else.
        of_its_own = bool(part.mentions) or part.manner.pronoun
        asks_more = part.aspect is not None and of_its_own and part.ranking[0].confidence >= SURE
        elsewhere = elsewhere or (self.replies and not asks_more)
        if part.intent not in (TELL_COUNTRY, DECLINE_COUNTRY) and not (elsewhere and waiting):
            return None, None
        if part.intent == TELL_COUNTRY and (self.here is None or self.left):
            return self._ask_for_country(), None
        if waiting is None:
            return self._noted(declines=part.intent == DECLINE_COUNTRY), None
        if waiting.letter:
            return self._letter(waiting.concepts), None
        return None, self._again(waiting)

    def _today(self) -> dt.date:
        return self.kb.today(self.here.time_zone if self.here else None)

    def _on(self, sent: dt.date | None) -> Country | None:
        """The country, with the law that a request will meet when it arrives on a later day."""
        if self.here is None or sent is None or sent <= self._today():
            return self.here
        return country(self.kb, self.here.code, sent.isoformat())

    def must_choose(self, question: Question) -> bool:
        """Whether the answer depends on which of several places is meant."""
        return bool(self.unclear) and _depends(question)

    def choose(self, question: Question) -> Message:
        """Ask which of several countries is meant; the question waits."""
        self.remember(question)
        return self._clarify(self.phrases.which_country, question.aspect, self._choices())

    def should_ask(self, question: Question) -> bool:
        """Whether to ask for the country beside the answer: once, and only where it matters."""
        known = self.here is not None or self.home.asked or self.home.declined or self._names_one
        return question.aspect in DEPENDENT and not known

    def countries(self) -> list[Suggestion]:
        """Buttons with countries, one for any other, and one to go without."""
        named = [_button(code, name) for code, name in country_names(self.kb, _OFFERED).items()]
        other = Suggestion(self.phrases.other_country, f"/{TELL_COUNTRY}")
        return [*named, other, Suggestion(self.phrases.no_country, f"/{DECLINE_COUNTRY}")]

    def letter_first(self, question: Question, suggestions: list[Suggestion]) -> list[Suggestion]:
        """Suggestions that begin with the letter, where one can be sent."""
        if self.here is None or question.aspect not in ("rights", "control") or not _depends(question):
            return suggestions
        right = _COMPLAINT if _COMPLAINT in question.matters else right_of(question.matters)
        known = {one for one, _ in letters(self.kb)}
        asked = f'/{LETTER}{{"concept": ["{right}"]}}' if right in known else f"/{LETTER}"
        return [Suggestion(self.phrases.write_letter, asked), *suggestions[:2]]

    def beside(self, question: Question, told: Sequence[Fact], *, asks: bool) -> list[str]:
        """Lines that go beside an answer: no legal advice (once), and the question for the country (once)."""
        lines = []
        if any(fact.jurisdiction for fact in told):
            lines += self._not_advice()
        if asks:
            lines.append(self.phrases.ask_country)
            self.home = replace(self.home, asked=True)
        return lines

    def remember(self, question: Question) -> None:
        """Keep a question that would be answered otherwise in another country; forget the one before."""
        waiting = Waiting(
            aspect=question.aspect,
            concepts=list(dict.fromkeys([*question.matters, *rights_in(question, self.kb)])),
            terms=list(question.terms),
            deadline=question.deadline,
            sent=question.sent,
        )
        self.home = replace(self.home, waiting=waiting if _depends(question) else None)

    def _again(self, waiting: Waiting) -> Question:
        mentions = tuple(Mention(text=one, concepts=[one]) for one in waiting.concepts)
        return Question(
            aspect=waiting.aspect,
            mentions=mentions,
            terms=tuple(waiting.terms),
            manner=Manner(),
            text="",
            here=self._on(waiting.sent),
            deadline=waiting.deadline,
            sent=waiting.sent,
        )

    def _ask_for_country(self) -> Message:
        if self.unclear:
            waiting = self.home.waiting
            aspect = waiting.aspect if waiting else "rights"
            return self._clarify(self.phrases.which_country, aspect, self._choices())
        self.home = replace(self.home, asked=True)
        if self.left is not None:
            return Message(self.phrases.forgotten.format(country=self.left.name), self.countries())
        return Message(self.phrases.name_country, self.countries())

    def _noted(self, *, declines: bool) -> Message:
        suggestions = start(self.kb, _STARTERS)
        if declines or self.here is None:
            return Message(self.phrases.withheld, suggestions)
        letter = Suggestion(self.phrases.write_letter, f"/{LETTER}")
        return Message(self.phrases.noted.format(country=self.here.name), [*suggestions[:2], letter])

    def _rights_for(self, part: Part, context: Context) -> list[str]:
        """Which right a letter is for: what is said, else what the talk was about."""
        known = [one for one, _ in letters(self.kb)]
        said = [*part.mentions, *part.elsewhere]
        named = [mention for mention in said if set(mention.concepts) & {*EXERCISED, _COMPLAINT}]
        if named:
            return [one for one in named[0].concepts if one in known]
        waiting = self.home.waiting
        return [one for one in (*(waiting.concepts if waiting else ()), *context.concepts) if one in known][
            :1
        ]

    def _letter(self, rights: Sequence[str]) -> Message:
        if len(rights) != 1:
            choices = [
                Suggestion(title, f'/{LETTER}{{"concept": ["{right}"]}}') for right, title in letters(self.kb)
            ]
            return self._clarify(self.phrases.which_letter, "rights", choices)
        waiting = Waiting(aspect="rights", concepts=list(rights), letter=True)
        self.home = replace(self.home, waiting=waiting)
        if self.unclear:
            return self._clarify(self.phrases.which_country, "rights", self._choices())
        letter = write_letter(rights[0], self.here, self.kb, self.policy)
        assert letter is not None  # only rights with a letter come here
        asks = self.here is None and not self.home.asked and not self.home.declined
        intro = self.phrases.letter
        if self.here is None:
            intro = f"{self.phrases.letter_general} {intro}"
        lines = [*self._not_advice(), *([self.phrases.ask_country] if asks else [])]
        text = above_source(f"{intro}\n\n{letter.text}\n\n{cite(letter.facts, self.phrases)}", lines)
        suggestions = self.countries() if asks else start(self.kb, ("rights", "contact"))
        self.home = replace(self.home, asked=self.home.asked or asks)
        custom = contract(
            self.policy,
            aspect="rights",
            concepts=list(rights),
            status=Status.ANSWERED,
            facts=letter.facts,
            suggestions=suggestions,
            jurisdiction=self.here.code if self.here else None,
            letter=letter,
        )
        self.changes = {
            "aspect": "rights",
            "concepts": tuple(rights),
            "told": tuple(fact.key for fact in letter.facts),
            "untold": (),
            "clarified": False,
        }
        return Message(text, suggestions, custom)

    def _not_advice(self) -> list[str]:
        if self.home.disclaimed:
            return []
        self.home = replace(self.home, disclaimed=True)
        return [self.phrases.not_advice]

    def _choices(self) -> list[Suggestion]:
        named = [_button(code, name) for code, name in country_names(self.kb, list(self.unclear)).items()]
        return [*named, Suggestion(self.phrases.no_country, f"/{DECLINE_COUNTRY}")]

    def _clarify(self, text: str, aspect: str, suggestions: Sequence[Suggestion]) -> Message:
        custom = contract(
            self.policy, aspect=aspect, concepts=[], status=Status.CLARIFY, suggestions=suggestions
        )
        return Message(text, suggestions, custom)


def _depends(question: Question) -> bool:
    exercised = question.aspect == "control" and right_of(question.matters) is not None
    return question.aspect in DEPENDENT or exercised


def _button(code: str, name: str) -> Suggestion:
    return Suggestion(name, f'/{TELL_COUNTRY}{{"country": ["{code}"]}}')
