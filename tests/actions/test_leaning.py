"""Turns that say little by themselves are read in their conversation."""

from __future__ import annotations

import pytest
from msgspec import structs

from actions.leaning import in_context
from actions.short_turns import Before
from actions.turn import Guess, Manner, Mention, Part


def turn(text: str, intent: str, confidence: float = 0.4, *concepts: str, cues: tuple[str, ...] = ()) -> Part:
    """A short turn as understanding leaves it, unsure between its intent and others."""
    others = [Guess(intent=one, confidence=0.12) for one in ("follow_up", "ask_collection") if one != intent]
    return Part(
        text=text,
        ranking=[Guess(intent=intent, confidence=confidence), *others],
        mentions=[Mention(text=concept, concepts=[concept]) for concept in concepts],
        cues=list(cues),
        manner=Manner(leans=text.startswith("¿y"), length=len(text.split())),
    )


@pytest.mark.parametrize(
    ("before", "text", "intent", "read_as"),
    [
        ("transfer", "¿a cuáles?", "out_of_scope", "follow_up"),
        ("rights", "¿y para ella cuánto?", "ask_retention", "follow_up"),
        ("legal_basis", "en Perú. ¿cambia en algo?", "ask_changes", "follow_up"),
        ("source", "¿cuáles exactamente?", "challenge", "follow_up"),
        ("transfer", "¿a dónde?", "challenge", "follow_up"),
        ("collection", "¿y eso cómo?", "ask_control", "ask_source"),
        ("sharing", "¿segurísimo?", "out_of_scope", "challenge"),
        ("security", "mmm ¿de veras así ya no entra?", "ask_collection", "challenge"),
        ("advertising", "córtalo", "out_of_scope", "ask_control"),
        ("bot", "bórralo", "ask_retention", "ask_bot"),
        ("legal_basis", "vale pues no quiero", "deny", "ask_control"),
        ("rights", "¿y cuánto tardan?", "ask_retention", "ask_rights"),
        ("cookies", "¿y si no las quiero?", "ask_legal_basis", "ask_control"),
        ("rights", "¿y a que lo borren?", "ask_retention", "ask_rights"),
        ("retention", "¿y para sacarla?", "follow_up", "ask_control"),
        ("overview", "¿de qué fecha es?", "challenge", "ask_changes"),
        ("sharing", "¿sin avisarme?", "ask_changes", "follow_up"),
        ("children", "tiene 15", "out_of_scope", "ask_children"),
        ("advertising", "estoy en Barcelona", "out_of_scope", "follow_up"),
        ("children", "vale, ¿y dónde pone eso?", "ask_legal_basis", "challenge"),
        ("sharing", "¿en qué parte lo dice?", "ask_collection", "challenge"),
        (
            "sharing",
            "es para citarlo, ¿en qué punto figura?",
            "ask_overview",
            "challenge",
        ),
        ("sharing", "¿y de cuándo es el texto que usas?", "challenge", "ask_changes"),
        ("control", "¿en qué punto de la política figura?", "ask_overview", "challenge"),
        ("rights", "en cuánto tiempo", "ask_retention", "ask_rights"),
        ("rights", "¿y si pasan las semanas y nada?", "ask_retention", "follow_up"),
        ("contact", "pero si se hacen los locos", "out_of_scope", "ask_rights"),
        ("control", "¿y si nadie me responde?", "ask_contact", "ask_rights"),
        ("source", "¿y al revés?", "follow_up", "ask_sharing"),
        ("rights", "y quien los supervisa", "ask_sharing", "ask_rights"),
        ("rights", "¿esa ya está vigente?", "ask_changes", "ask_rights"),
        ("rights", "¿y si piden más tiempo?", "ask_retention", "ask_rights"),
        ("retention", "¿y hace tres años tampoco?", "ask_retention", "ask_changes"),
        ("changes", "¿y en la anterior?", "follow_up", "ask_changes"),
        ("changes", "¿y por qué razón?", "ask_purpose", "ask_changes"),
        ("security", "¿y a mí me avisan?", "ask_changes", "follow_up"),
        ("collection", "¿y les digo que conmigo no lo hagan?", "ask_rights", "ask_control"),
        ("sharing", "de todas esas, ¿cuáles?", "challenge", "follow_up"),
        ("security", "entonces yo qué puedo hacer", "ask_control", "ask_security"),
        ("security", "¿qué hacen para que no pase?", "ask_purpose", "ask_security"),
        ("sharing", "¿y ahora qué hago?", "help", "ask_control"),
        ("sharing", "¿o es a la inversa?", "follow_up", "ask_source"),
        ("source", "¿y al revés, vosotros a ellos?", "ask_source", "ask_sharing"),
    ],
)
def test_what_a_turn_asks_after_another(before: str, text: str, intent: str, read_as: str) -> None:
    assert in_context(turn(text, intent), Before(before, more=False)).intent == read_as


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("¿cuánto duran?", "ask_retention"),
        ("gracias, regalo aceptado", "thank"),
        ("¿quién lo ve?", "ask_sharing"),
        ("solo la primera", "follow_up"),
    ],
)
def test_what_says_enough_is_left_alone(text: str, intent: str) -> None:
    assert in_context(turn(text, intent, 0.9), Before("collection", more=True)).intent == intent


def test_which_ones_asks_for_more_when_there_is_more() -> None:
    assert in_context(turn("¿como cuáles?", "ask_more"), Before("collection", more=True)).intent == "ask_more"


def test_whether_one_hears_of_a_theft_or_of_an_order() -> None:
    stolen = in_context(turn("¿y me avisarían?", "ask_changes"), Before("security", more=False))
    assert stolen.concepts == ["breach"]
    ordered = Before("sharing", more=False, concepts=("authorities",))
    read = in_context(turn("¿y me avisarían?", "ask_changes"), ordered)
    assert (read.intent, read.unmentioned) == ("follow_up", ["notice_of_requests"])


def test_whoever_is_not_heard_asks_for_whom_to_go_to() -> None:
    read = in_context(
        turn("¿y si pasan de mí?", "ask_sharing"), Before("rights", more=False, concepts=("access",))
    )
    assert (read.intent, read.concepts) == ("follow_up", ["complaint"])


def test_what_one_guards_oneself() -> None:
    mine = in_context(turn("entonces yo qué puedo hacer", "ask_control"), Before("security", more=False))
    assert mine.concepts == ["password", "device_id"]
    theirs = in_context(turn("¿qué hacen para que no pase?", "ask_purpose"), Before("security", more=False))
    assert theirs.concepts == ["security_fraud"]


def test_what_was_done_before_a_consent_was_taken_back() -> None:
    given = Before("legal_basis", more=False, concepts=("consent",))
    read = in_context(turn("¿y lo que ya hicieron?", "ask_changes"), given)
    assert (read.intent, read.concepts) == ("ask_legal_basis", ["withdraw_consent"])


def test_what_was_asked_before_is_not_left_for_a_weak_reading() -> None:
    own = turn("¿y ahora ya ni eso?", "ask_changes")
    weak = structs.replace(own, after={"changes": {"intent": "ask_collection", "confidence": 0.4}})
    assert in_context(weak, Before("changes", more=False)).intent == "ask_changes"


def test_what_is_asked_of_a_child_after_a_child() -> None:
    read = in_context(turn("¿y le ponen anuncios?", "ask_advertising"), Before("children", more=False))
    assert (read.intent, read.concepts) == ("ask_children", ["ad_interactions"])
    mine = in_context(turn("¿y en el mío los anuncios?", "ask_advertising"), Before("children", more=False))
    assert mine.intent == "ask_advertising"


def test_a_child_named_after_something_else() -> None:
    read = in_context(turn("¿y los niños?", "follow_up", 0.9, cues=("child",)), Before("sharing", more=False))
    assert read.intent == "ask_children"


def test_also_takes_up_the_question_for_something_else() -> None:
    read = in_context(
        turn("¿el chat también?", "ask_bot", 0.46, "messages"), Before("collection", more=False)
    )
    assert read.intent == "follow_up"


def test_a_whole_question_is_never_changed() -> None:
    whole = turn("¿y en serio venden mis datos?", "ask_sharing")
    assert in_context(whole, Before("collection", more=False)) is whole


def test_a_turn_torn_between_readings_keeps_the_question_before() -> None:
    torn = turn("¿y de lo que busco?", "ask_purpose", 0.36, "search_queries")
    assert in_context(torn, Before("sharing", more=False)).intent == "follow_up"


def test_another_chat_is_not_this_one() -> None:
    read = Part(
        text="el chat lo lee alguien",
        ranking=[Guess(intent="ask_bot", confidence=0.53), Guess(intent="ask_sharing", confidence=0.43)],
        manner=Manner(pronoun=True, length=5),
    )
    assert in_context(read, Before("sharing", more=False)).intent == "ask_sharing"
    assert in_context(read, Before("bot", more=False)).intent == "ask_bot"


def learned(part: Part, before: str, intent: str, confidence: float) -> Part:
    return structs.replace(part, after={before: {"intent": intent, "confidence": confidence}})


@pytest.mark.parametrize(
    ("own", "sure", "asked", "confidence", "read_as"),
    [
        ("ask_collection", 0.5, "ask_sharing", 0.4, "ask_sharing"),
        ("ask_collection", 0.8, "ask_sharing", 0.9, "ask_sharing"),
        ("ask_collection", 0.8, "ask_sharing", 0.6, "ask_collection"),
        ("ask_collection", 0.5, "ask_source", 0.6, "follow_up"),
        ("follow_up", 0.5, "ask_source", 0.6, "follow_up"),
    ],
)
def test_what_was_learned_from_dialogues(
    own: str, sure: float, asked: str, confidence: float, read_as: str
) -> None:
    part = learned(turn("¿y saben mi zona?", own, sure), "source", asked, confidence)
    assert in_context(part, Before("source", more=False)).intent == read_as


def test_what_was_learned_makes_a_reading_sure() -> None:
    part = learned(turn("¿y saben mi zona?", "ask_sharing", 0.3), "source", "ask_sharing", 0.4)
    assert in_context(part, Before("source", more=False)).ranking[0].confidence == 1.0


def test_more_is_asked_only_of_what_has_more() -> None:
    part = learned(turn("¿y luego?", "ask_purpose", 0.3), "source", "ask_more", 0.6)
    assert in_context(part, Before("source", more=True)).intent == "ask_more"
    assert in_context(part, Before("source", more=False)).intent == "follow_up"


def test_what_was_learned_of_another_turn_does_not_count() -> None:
    part = learned(turn("¿y saben mi zona?", "ask_collection", 0.5), "source", "ask_sharing", 0.9)
    assert in_context(part, Before("cookies", more=False)).intent == "ask_collection"


def test_what_words_imply_follows_what_is_asked_in_the_conversation() -> None:
    implied = Mention(text="ni caso", concepts=["complaint"], implied=True, within=["rights"])
    part = structs.replace(turn("¿y si ni caso?", "ask_legal_basis", 0.39), elsewhere=[implied])
    read = in_context(learned(part, "rights", "ask_rights", 0.8), Before("rights", more=False))
    assert (read.intent, [mention.concepts for mention in read.mentions]) == ("follow_up", [["complaint"]])
    left = in_context(learned(part, "rights", "ask_control", 0.8), Before("rights", more=False))
    assert (left.intent, left.mentions, left.elsewhere) == ("ask_control", [], [implied])


@pytest.mark.parametrize(
    ("before", "text", "intent"),
    [
        ("sharing", "¿y qué datos les pasan?", "ask_sharing"),
        ("advertising", "¿y qué se lo dan?", "ask_sharing"),
        ("collection", "¿y qué datos les pasan?", "ask_source"),
        ("sharing", "¿y de quién se lo dan?", "ask_source"),
    ],
)
def test_to_those_who_receive_is_not_from_them(before: str, text: str, intent: str) -> None:
    assert in_context(turn(text, "ask_source", 0.8), Before(before, False)).intent == intent


def test_what_seems_beyond_by_itself_asks_what_such_turns_ask() -> None:
    own = turn("¿sirve ponerle un PIN?", "out_of_scope")
    learned = structs.replace(own, after={"sharing": {"intent": "ask_security", "confidence": 0.55}})
    assert in_context(learned, Before("sharing", more=False)).intent == "ask_security"


def test_a_longer_turn_that_is_unclear_asks_what_such_turns_ask() -> None:
    own = turn("mientras seguía dentro de la cuenta podía ver mis datos todos", "ask_purpose")
    unclear = structs.replace(
        own,
        ranking=[structs.replace(own.ranking[0], confidence=0.2), *own.ranking[1:]],
        after={"sharing": {"intent": "ask_sharing", "confidence": 0.86}},
    )
    assert in_context(unclear, Before("sharing", more=False)).intent == "follow_up"


@pytest.mark.parametrize(("sure", "intent"), [(0.75, "follow_up"), (0.62, "ask_purpose")])
def test_a_longer_turn_is_read_as_dialogues_teach_only_where_that_is_surer(sure: float, intent: str) -> None:
    own = turn("mientras seguía dentro de la cuenta podía ver mis datos todos", "ask_purpose", 0.55)
    learned = structs.replace(own, after={"sharing": {"intent": "ask_sharing", "confidence": sure}})
    assert in_context(learned, Before("sharing", more=False)).intent == intent


def test_firms_names_are_nobodys_data() -> None:
    asked = in_context(turn("pero dime los nombres", "follow_up"), Before("sharing", more=True))
    assert (asked.intent, asked.concepts) == ("follow_up", ["third_parties"])


def test_a_short_no_after_an_answer_is_a_wish() -> None:
    assert in_context(turn("no la quiero", "deny"), Before("advertising", more=False)).intent == "ask_control"
    assert in_context(turn("no", "deny"), Before("advertising", more=False)).intent == "deny"


def test_what_asks_for_one_fact_in_so_many_words_is_read_by_itself() -> None:
    told = learned(turn("ellos deducen cosas sobre mí", "ask_collection", 0.58), "rights", "ask_rights", 0.72)
    assert in_context(told, Before("rights", more=False)).intent == "follow_up"
    assert in_context(told, Before("rights", more=False, asked="collection")).intent == "ask_collection"
    # Of another aspect, it says nothing of what is asked; and who leans leaves something out.
    assert in_context(told, Before("rights", more=False, asked="source")).intent == "follow_up"
    leans = structs.replace(told, manner=structs.replace(told.manner, leans=True))
    assert in_context(leans, Before("rights", more=False, asked="collection")).intent == "follow_up"


@pytest.mark.parametrize(("length", "intent"), [(6, "follow_up"), (14, "ask_collection")])
def test_a_longer_correction_says_itself_what_it_asks(length: int, intent: str) -> None:
    told = turn("no, digo lo de mi hogar", "ask_collection", 0.5, "household")
    said = structs.replace(told, manner=Manner(leans=True, corrects=True, length=length))
    assert in_context(said, Before("rights", more=False)).intent == intent
