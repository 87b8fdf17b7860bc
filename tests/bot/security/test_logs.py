"""Logs do not carry what people wrote, not even those of libraries at DEBUG."""

from __future__ import annotations

import asyncio
import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from rasa.core.brokers.file import FileEventBroker

from bot.security.logs import WITHHELD, answering, guard_logs

TEXT = "mi clave es abracadabrante, ¿la guardan?"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What a library's logger writes, guarded."""
    written, factory, disabled = io.StringIO(), logging.getLogRecordFactory(), logging.root.manager.disable
    handler, library = logging.StreamHandler(written), logging.getLogger("library")
    library.addHandler(handler)
    library.setLevel(logging.DEBUG)
    guard_logs()
    yield written
    library.removeHandler(handler)
    logging.setLogRecordFactory(factory)
    logging.disable(disabled)


@pytest.mark.parametrize(
    ("message", "arguments"),
    [
        (f"failed on '{TEXT}'", ()),
        ("failed on %r", (TEXT,)),
        ("failed on %s", ({"text": TEXT},)),
        ("token ABRACADABRANTE", ()),
        ("no word %s %s", ("abracadabrante",)),
    ],
)
def test_a_record_that_quotes_the_message_is_withheld(
    written: io.StringIO, message: str, arguments: tuple[object, ...]
) -> None:
    with answering(TEXT):
        logging.getLogger("library").error(message, *arguments)
    assert "abracadabrante" not in written.getvalue().casefold()
    assert WITHHELD in written.getvalue()


def test_an_error_that_quotes_it_is_withheld_but_named(written: io.StringIO) -> None:
    with answering(TEXT):
        try:
            raise KeyError(TEXT)
        except KeyError:
            logging.getLogger("library").exception("an extractor failed")
    assert "abracadabrante" not in written.getvalue()
    assert "KeyError" in written.getvalue()


def test_other_records_are_as_they_were(written: io.StringIO) -> None:
    with answering(TEXT):
        logging.getLogger("library").warning("the disk is full: %s", "var")
    logging.getLogger("library").warning("outside of a turn: abracadabrante")
    assert written.getvalue().splitlines() == ["the disk is full: var", "outside of a turn: abracadabrante"]


def test_nothing_is_logged_at_debug(written: io.StringIO) -> None:
    logging.getLogger("library").debug("a tracker: %s", TEXT)
    assert written.getvalue() == ""


async def test_each_turn_guards_its_own_message_where_several_are_answered(written: io.StringIO) -> None:
    async def turn(text: str, other: str) -> None:
        with answering(text):
            await asyncio.sleep(0)
            await asyncio.to_thread(logging.getLogger("library").error, "said %s", text)
            logging.getLogger("library").error("other %s", other)

    await asyncio.gather(turn("primera pregunta", "x"), turn("segunda pregunta", "y"))
    assert "pregunta" not in written.getvalue()
    assert {"other x", "other y"} <= set(written.getvalue().splitlines())


def test_the_operators_file_of_events_is_no_log(written: io.StringIO, tmp_path: Path) -> None:
    file = tmp_path / "events.json"
    broker = FileEventBroker(str(file))
    try:
        with answering("¿qué hacen con mi correo?"):
            broker.publish({"text": "¿qué hacen con mi correo?"})
    finally:
        logging.getLogger("event-logger").handlers.clear()
    assert json.loads(file.read_text(encoding="utf-8")) == {"text": "¿qué hacen con mi correo?"}
