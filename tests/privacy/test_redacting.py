"""The guard: text, names and what is sent along."""

from __future__ import annotations

from rasa.core.channels.channel import UserMessage

from bot.door import Clara
from bot.privacy.identity import Identity
from bot.privacy.redacting import Redacting

IDENTITY = Identity("k" * 32)


def through(message: UserMessage) -> UserMessage:
    return Clara(guards=[Redacting(IDENTITY)]).let_in(message)


def test_a_text_is_redacted_and_the_channels_own_message_is_not_changed() -> None:
    message = UserMessage("soy ana@example.org\n", sender_id="a" * 32)
    assert through(message).text == "soy ‹correo›"
    assert message.text == "soy ana@example.org"


def test_a_name_made_at_random_stays_and_any_other_becomes_a_digest() -> None:
    assert through(UserMessage("hola", sender_id="web-" + "0a" * 24)).sender_id == "web-" + "0a" * 24
    one = through(UserMessage("hola", sender_id="ana@example.org")).sender_id
    again = through(UserMessage("adiós", sender_id="ana@example.org")).sender_id
    assert one == again != through(UserMessage("hola", sender_id="luis@example.org")).sender_id
    assert "ana" not in one
    assert len(one) == 64


def test_what_comes_beside_the_text_is_redacted_to_the_last_leaf() -> None:
    metadata = {
        "ana@example.org": [1, True, None, {"tel": "612345678", "id": 990_555_000_111}],
        "language": "es-MX",
    }
    assert through(UserMessage("hola", metadata=metadata)).metadata == {
        "‹correo›": [1, True, None, {"tel": "‹teléfono›", "id": "‹código›"}],
        "language": "es-MX",
    }


def test_a_message_without_a_text_passes() -> None:
    assert through(UserMessage(None, sender_id="b" * 32)).text is None
