"""Where a ranking of intents is not believed as it is: plain words, and small talk that is more."""

from __future__ import annotations

from nlu.components.question_parts import PREFIX, Ranking
from nlu.framing import asks_again_of
from nlu.looking_back import looks_back
from nlu.manner import SERVICE
from nlu.plain_words import changes_own, names_the_service, only_thanks, plainly_asks, plainly_tells
from nlu.splitting import Span

_CRISIS, _BEYOND, _FOLLOW_UP, _CHALLENGE = "crisis", "out_of_scope", "follow_up", "challenge"
_BOT, _CHANGES, _DEFINITION, _SHARING = "ask_bot", "ask_changes", "ask_definition", "ask_sharing"
_WHAT_IS_SEEN = {"ask_collection", "ask_source", "ask_purpose", "ask_children"}
_THANK = "thank"
_SMALL_TALK = {"greet", "goodbye", "thank", "affirm", "deny", "complaint", "help"}
# How probable an intent must be to be plain.
PLAINLY, SURELY = 0.6, 0.9
# From how many words on a message may be more than small talk, and how probable the rest must be to be heard.
_SAYS_MORE, _MAYBE = 3, 0.12
_LEAST = 1e-6
# What is asked about again is named in no more words.
_BARE = 6
# What does not ask is a complaint, unless something else is nearly as probable.
_COMPLAINT, _AS_LIKELY = "complaint", 0.7
# Of what stands before a stretch, no more characters than a sentence has count.
_SENTENCE = 200


def in_plain_words(ranking: Ranking, span: Span, text: str) -> Ranking:
    """What plain words ask leads: who sees is sharing, and what the service does is not of Clara.

    Args:
        ranking: intents with their probabilities, the most probable first.
        span: the stretch that was judged.
        text: the message.

    Returns:
        The ranking; another intent leads it where plain words say so.
    """
    best = ranking[0][0]
    if asks_again_of(text[: span.start]) and len(span.text.split()) <= _BARE:
        return ((_FOLLOW_UP, SURELY), *(guess for guess in ranking if guess[0] != _FOLLOW_UP))
    of_service = best == _BOT and names_the_service(span.text, SERVICE)
    if of_service or (best == _CHANGES and changes_own(span.text)):
        rest = max(1 - ranking[0][1], _LEAST)
        return (*((intent, share / rest) for intent, share in ranking[1:]), (best, 0.0))
    # What is compared, and who looks, may stand in the sentence before.
    before = text[max(0, span.start - _SENTENCE) : span.start]
    said = before + text[span.start : span.end]
    # "¿Dónde me quejo? Antes era el INAI": what is only told after the question asks of no change.
    asked = span.text[: span.text.rfind("?") + 1] or span.text
    back = looks_back(asked) or (looks_back(before + asked) and not looks_back(before))
    intent = _CHANGES if back else plainly_asks(span.text)
    if best in _WHAT_IS_SEEN and intent is None:
        looks = plainly_tells(said) and not plainly_tells(before)
        intent = _SHARING if looks or plainly_tells(span.text) else None
    if intent is None or not _yields(ranking[0], to=intent):
        return ranking
    sure = SURELY if intent == _BEYOND else PLAINLY
    return ((intent, max(ranking[0][1], sure)), *(guess for guess in ranking if guess[0] != intent))


def _yields(best: tuple[str, float], to: str) -> bool:
    """Whether the most probable intent gives way to what plain words ask."""
    intent, share = best
    if intent == to:
        return True
    if intent == _FOLLOW_UP:
        return True
    if to == _CHANGES and intent in (_DEFINITION, _BEYOND, _CHALLENGE, *_SMALL_TALK):
        return share < PLAINLY
    return intent != _DEFINITION and intent.startswith(PREFIX)


def beyond_manners(ranking: Ranking, span: Span, *, asks: bool) -> Ranking:
    """ "Vale, quítenlo" is more than small talk, "¿cuáles?" is none: unless plain, another reading leads.

    Thanks with what one is going to do are thanks: "ok gracias, ya los voy a apagar".

    Args:
        ranking: intents with their probabilities, the most probable first.
        span: the stretch that was judged.
        asks: whether the message has a question mark.

    Returns:
        The ranking, led by something else than small talk where that is likely enough.
    """
    if not asks and only_thanks(span.text):
        return ((_THANK, PLAINLY), *(guess for guess in ranking if guess[0] != _THANK))
    says_more = asks or len(span.text.split()) >= _SAYS_MORE
    if ranking[0][0] not in _SMALL_TALK or ranking[0][1] >= PLAINLY or not says_more:
        return ranking
    said = [guess for guess in ranking if guess[0] not in _SMALL_TALK and guess[0] != _CRISIS]
    if not said or said[0][1] < _MAYBE:
        return ranking
    if ranking[0][0] == _COMPLAINT and not asks and said[0][1] < _AS_LIKELY * ranking[0][1]:
        return ranking
    return (said[0], *(guess for guess in ranking if guess != said[0]))
