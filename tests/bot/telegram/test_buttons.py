"""What buttons carry fits 64 bytes, comes back as it went, and cannot be forged."""

from __future__ import annotations

import json

import pytest

from bot.channels.payloads import is_payload
from bot.channels.telegram import buttons as module
from bot.channels.telegram.buttons import LONGEST_DATA, Buttons
from bot.privacy.identity import Identity
from knowledge.content import read_content

IDENTITY = Identity("k" * 32)
LONG = "/ask_sharing" + json.dumps({"concept": ["advertising_companies", "promotional_partners", "email"]})


def test_every_payload_with_one_concept_is_carried_whole() -> None:
    content = read_content()
    buttons, later = Buttons(IDENTITY), Buttons(IDENTITY)
    for aspect in content.aspects:
        for concept in content.concepts:
            payload = f"/ask_{aspect.id}" + json.dumps({"concept": [concept.id]})
            data = buttons.data(payload)
            assert len(data.encode()) <= LONGEST_DATA
            # A button from before a restart works too.
            found = later.payload(data)
            assert found is not None and is_payload(found)
            assert json.loads(found.partition("{")[1] + found.partition("{")[2]) == {"concept": [concept.id]}


def test_a_longer_payload_is_kept_under_a_short_name() -> None:
    buttons = Buttons(IDENTITY)
    data = buttons.data(LONG)
    assert len(data.encode()) <= LONGEST_DATA
    assert buttons.payload(data) == LONG
    assert Buttons(IDENTITY).payload(data) is None


def test_the_names_depend_on_the_key() -> None:
    assert Buttons(IDENTITY).data(LONG) != Buttons(Identity("j" * 32)).data(LONG)


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_KEPT", 3)
    buttons = Buttons(IDENTITY)
    names = [buttons.data(LONG.replace("email", f"email_{n}")) for n in range(5)]
    assert [buttons.payload(name) is not None for name in names] == [False, False, True, True, True]


@pytest.mark.parametrize(
    "data",
    [None, "", "#", "#" + "0" * 32, "/restart", "hola", '/ask_sharing{"aspect":["x"]}', "/session_start"],
)
def test_what_no_button_sends_is_refused(data: str | None) -> None:
    assert Buttons(IDENTITY).payload(data) is None
