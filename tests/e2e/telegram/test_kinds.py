"""Every kind of update that is not a question: one kind line or silence, nothing stored, nothing broken."""

from __future__ import annotations

from typing import Any

import pytest

from bot.channels.telegram.phrases import read_phrases
from tests.fake_telegram import BOT, FakeTelegram
from tests.telegram_updates import PERSON, group, message, private, said

pytestmark = pytest.mark.e2e
PHRASES = read_phrases()
FILE = {"file_id": "f", "file_unique_id": "u", "file_size": 1}
PLACE = {"latitude": 40.4168, "longitude": -3.7038}
CONTACT = {"phone_number": "+34600111222", "first_name": "Contactopropio", "user_id": 1}
POLL = {"id": "1", "question": "¿?", "options": [], "total_voter_count": 0, "type": "regular"}


@pytest.mark.parametrize(
    ("content", "reply"),
    [
        ({"sticker": {**FILE, "emoji": "🍿"}}, PHRASES.kinds["sticker"]),
        ({"photo": [FILE], "caption": "¿venden esto?"}, PHRASES.kinds["photo"]),
        ({"voice": {**FILE, "duration": 1}}, PHRASES.kinds["voice"]),
        ({"audio": FILE}, PHRASES.kinds["audio"]),
        ({"video": FILE}, PHRASES.kinds["video"]),
        ({"video_note": FILE}, PHRASES.kinds["video_note"]),
        ({"animation": FILE, "document": FILE}, PHRASES.other),
        ({"document": FILE}, PHRASES.other),
        ({"location": PLACE}, PHRASES.kinds["location"]),
        (
            {"venue": {"location": PLACE, "title": "Bar", "address": "x"}, "location": PLACE},
            PHRASES.kinds["location"],
        ),
        ({"contact": CONTACT}, PHRASES.kinds["contact"]),
        ({"poll": POLL}, PHRASES.kinds["poll"]),
        ({"dice": {"emoji": "🎲", "value": 3}}, PHRASES.other),
        (
            {"text": "hola", "forward_origin": {"type": "user", "sender_user": PERSON, "date": 1}},
            PHRASES.forwarded,
        ),
        ({"text": "hola", "forward_from": PERSON, "forward_date": 1}, PHRASES.forwarded),
        ({"photo": [FILE], "forward_origin": {"type": "hidden_user", "date": 1}}, PHRASES.forwarded),
    ],
)
def test_a_message_without_text_gets_one_kind_line(
    telegram: FakeTelegram, chat: int, content: dict[str, Any], reply: str
) -> None:
    telegram.put({"message": message(chat, **content)}, said(chat, "gracias"))
    telegram.wait_for_messages(chat, 2)
    assert telegram.texts(chat)[0] == reply
    assert len(telegram.texts(chat)) == 2


def test_an_album_is_answered_once(telegram: FakeTelegram, chat: int) -> None:
    album = [{"message": message(chat, photo=[FILE], media_group_id=f"a{chat}")} for _ in range(5)]
    telegram.put(*album, said(chat, "gracias"))
    telegram.wait_for_messages(chat, 2)
    assert telegram.texts(chat)[0] == PHRASES.kinds["photo"]


def test_an_edited_text_is_asked_for_again(telegram: FakeTelegram, chat: int) -> None:
    telegram.put({"edited_message": message(chat, text="¿y mi voz?", edit_date=1)})
    telegram.wait_for_messages(chat, 1)
    assert telegram.texts(chat) == [PHRASES.edited]


@pytest.mark.parametrize(
    "kind",
    [
        "edited_location",
        "edited_caption",
        "joined",
        "pinned",
        "another_bot",
        "channel_post",
        "edited_channel_post",
        "my_chat_member",
        "inline_query",
        "chosen_inline_result",
        "callback_without_message",
        "callback_of_a_game",
        "poll",
        "poll_answer",
        "message_reaction",
        "business_message",
        "chat_join_request",
        "in_a_channel",
        "empty",
        "unheard_of",
        "wrong_types",
        "huge_number",
    ],
)
def test_what_is_not_for_clara_is_met_with_silence(telegram: FakeTelegram, chat: int, kind: str) -> None:
    channel = {"id": -100 - chat, "type": "channel", "title": "C"}
    member = {"user": BOT, "status": "kicked"}
    updates: dict[str, dict[str, Any]] = {
        "edited_location": {"edited_message": message(chat, location=PLACE)},
        "edited_caption": {"edited_message": message(chat, photo=[FILE], caption="¿?")},
        "joined": {"message": message(chat, new_chat_members=[PERSON])},
        "pinned": {"message": message(chat, pinned_message=message(chat, text="x"))},
        "another_bot": {"message": {**message(chat, text="hola"), "from": {"id": 5, "is_bot": True}}},
        "channel_post": {"channel_post": message(channel, text="¿qué guardan?")},
        "edited_channel_post": {"edited_channel_post": message(channel, text="¿qué guardan?")},
        "my_chat_member": {
            "my_chat_member": {"chat": private(chat), "from": PERSON, "date": 1, "new_chat_member": member}
        },
        "inline_query": {"inline_query": {"id": "1", "from": PERSON, "query": "x", "offset": ""}},
        "chosen_inline_result": {"chosen_inline_result": {"result_id": "1", "from": PERSON, "query": "x"}},
        "callback_without_message": {
            "callback_query": {"id": "1", "from": PERSON, "inline_message_id": "1", "data": "/greet"}
        },
        "callback_of_a_game": {"callback_query": {"id": "1", "from": PERSON, "game_short_name": "g"}},
        "poll": {"poll": POLL},
        "poll_answer": {"poll_answer": {"poll_id": "1", "user": PERSON, "option_ids": []}},
        "message_reaction": {"message_reaction": {"chat": private(chat), "message_id": 1, "date": 1}},
        "business_message": {"business_message": message(chat, text="hola")},
        "chat_join_request": {"chat_join_request": {"chat": private(chat), "from": PERSON}},
        "in_a_channel": {"message": message(channel, text="hola")},
        "empty": {},
        "unheard_of": {"something_new": {"a": [1]}},
        "wrong_types": {"message": {"chat": "x", "text": ["hola"]}},
        "huge_number": {"update_id": 2**70, "message": message(chat, text="hola")},
    }
    before = len(telegram.called("sendMessage"))
    telegram.put(updates[kind])
    telegram.wait_until_confirmed()
    assert len(telegram.called("sendMessage")) == before
    telegram.put(said(chat, "hola"))
    telegram.wait_for_messages(chat, 1)


def mention(text: str, name: str, kind: str = "mention") -> dict[str, Any]:
    start = len(text[: text.index(name)].encode("utf-16-le")) // 2
    return {"type": kind, "offset": start, "length": len(name)}


NAME = "@clara_de_prueba_bot"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"{NAME} ¿venden mis datos?", "mention"),
        (f"🍿🍿 ¿venden mis datos, {NAME}?", "mention"),
        (f"{NAME.upper()} ¿venden mis datos?", "mention"),
    ],
)
def test_a_group_that_mentions_clara_is_answered(
    telegram: FakeTelegram, chat: int, text: str, kind: str
) -> None:
    name = next(word.strip("?,") for word in text.split() if word.startswith("@"))
    update = said(group(-chat), text, entities=[mention(text, name, kind)])
    telegram.put(update)
    (reply,) = telegram.wait_for_messages(-chat, 1)
    assert "Fuente" in reply["text"]
    assert reply["reply_parameters"]["message_id"] == update["message"]["message_id"]


def test_a_group_that_replies_to_clara_or_commands_her_is_answered(telegram: FakeTelegram, chat: int) -> None:
    command = f"/politica{NAME}"
    telegram.put(
        said(
            group(-chat),
            "¿venden mis datos?",
            reply_to_message=message(group(-chat), text="…") | {"from": BOT},
        ),
        said(group(-chat), command, entities=[mention(command, command, "bot_command")]),
        said(
            group(-chat),
            "Clara ¿venden?",
            entities=[{"type": "text_mention", "offset": 0, "length": 5, "user": BOT}],
        ),
    )
    telegram.wait_for_messages(-chat, 3)
    assert "en vigor desde" in telegram.texts(-chat)[1]


def test_the_topic_of_a_forum_is_kept(telegram: FakeTelegram, chat: int) -> None:
    text = f"{NAME} hola"
    topic = {"message_thread_id": 7, "is_topic_message": True}
    telegram.put(said(group(-chat), text, entities=[mention(text, NAME)], **topic))
    (reply,) = telegram.wait_for_messages(-chat, 1)
    assert reply["message_thread_id"] == 7


def test_the_rest_of_a_group_is_not_read(telegram: FakeTelegram, chat: int) -> None:
    other = "/politica@otro_bot"
    stranger = message(group(-chat), text="…")
    before = len(telegram.called("sendMessage"))
    telegram.put(
        said(group(-chat), "¿venden mis datos?"),
        said(group(-chat), "/start"),
        said(group(-chat), other, entities=[mention(other, other, "bot_command")]),
        said(group(-chat), "@otra_persona hola", entities=[mention("@otra_persona hola", "@otra_persona")]),
        said(group(-chat), f"sin entidad {NAME}"),
        said(group(-chat), "hola", reply_to_message=stranger),
        {"message": message(group(-chat), photo=[FILE])},
        {"message": message(group(-chat), new_chat_members=[BOT])},
        {"edited_message": message(group(-chat), text="hola")},
    )
    telegram.wait_until_confirmed()
    assert len(telegram.called("sendMessage")) == before
