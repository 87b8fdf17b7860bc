"""A conversation full of identifiers on every channel: afterwards no file, table or log line holds one."""

from __future__ import annotations

import json
import os
import re
import secrets
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from sqlalchemy import create_engine, inspect, text

from bot import paths
from bot.privacy.phrases import spoken
from tests.e2e.telegram.conftest import PROJECT, STOPS_WITHIN, Process, knowledge
from tests.fake_telegram import TOKEN, FakeTelegram
from tests.ports import free_port
from tests.postgres import postgres
from tests.telegram_updates import PERSON, said

__all__ = ["knowledge"]
pytestmark = pytest.mark.e2e
CHAT = 990_777_000_222
TELEGRAM = "bot.channels.telegram.channel.Telegram:\n  token: ${TELEGRAM_TOKEN}\n"
# `clara serve` with files of its own, and with everything logged that anything in it can log.
SERVE = """
import logging, sys
from pathlib import Path
from bot import paths, quiet
paths.CREDENTIALS, paths.ENDPOINTS = Path(sys.argv.pop(1)), Path(sys.argv.pop(1))
hush = quiet.hush
def loud():
    hush()
    from rasa.utils.log_utils import configure_structlog
    configure_structlog(logging.DEBUG)
    logging.getLogger().setLevel(logging.DEBUG)
    for name in list(logging.Logger.manager.loggerDict):
        logging.getLogger(name).setLevel(logging.DEBUG)
quiet.hush = loud
from bot.cli import main
main()
"""
# Said on every channel; `{}` differs for each, so that a leak tells where it came from.
MESSAGES = {
    "mi correo es ana.{}@example.org, ¿qué hacen con él?": "ana.{}@example.org",
    "mi móvil es 612 345 6{}, ¿lo comparten?": "612 345 6{}",
    "mi tarjeta 4111 1111 1111 1111 ({}) la guardan?": "4111 1111 1111 1111",
    "mi cuenta es ES91 2100 0418 4502 0005 1332": "ES91 2100 0418 4502 0005 1332",
    "mi dni es 12345678Z": "12345678Z",
    "mi CURP es HEGG560427MVZRRL04": "HEGG560427MVZRRL04",
    "entraron desde 83.45.12.2{}, ¿quién lo ve?": "83.45.12.2{}",
    "vivo en calle Mayor 1{}, ¿lo saben?": "calle Mayor 1{}",
    "nací el 25/05/1987, ¿lo guardan?": "25/05/1987",
    "me llegó https://www.netflix.com/password?g=k{}z, ¿es suyo?": "g=k{}z",
    "escribidme a luis{} arroba gmail punto com": "luis{} arroba gmail",
    '/ask_sharing{{"concept": ["eva{}@example.org"]}}': "eva{}@example.org",
}
SENDER = "marta.sender@example.org"
MARK = "abracadabrante"


@dataclass
class Clara:
    """A running server on all channels, and where it keeps things."""

    process: Process
    telegram: FakeTelegram
    folder: Path

    def rest(self, words: str) -> str:
        """Say something over REST; what comes back."""
        body = {"sender": SENDER, "message": words}
        messages = httpx.post(f"{self.process.url}/webhooks/rest/webhook", json=body, timeout=60).json()
        assert {one["recipient_id"] for one in messages} == {SENDER}
        return "\n".join(one["text"] for one in messages if "text" in one)

    def web(self, words: str, conversation: str) -> str:
        """Say something on the page; what comes back."""
        body = {"conversation": conversation, "id": secrets.token_hex(12), "text": words}
        reply = httpx.post(f"{self.process.url}/chat/messages", json=body, timeout=60).json()
        return "\n".join(one["text"] for one in reply["messages"])

    def tell(self, words: str) -> str:
        """Say something on Telegram; what comes back."""
        before = len(self.telegram.sent(CHAT))
        self.telegram.put(said(CHAT, words))
        self.telegram.wait_for_messages(CHAT, before + 1)
        return self.telegram.texts(CHAT)[-1]

    def leaks(self, words: list[str]) -> list[tuple[str, str]]:
        """Which words stand in which file, as written, without blanks, or as JSON escapes them."""
        found = []
        for file in sorted(one for one in self.folder.rglob("*") if one.is_file()):
            content = file.read_bytes()
            found += [(one, file.name) for one in words if any(form in content for form in _forms(one))]
        return found


def _forms(words: str) -> set[bytes]:
    together = re.sub(r"[ .]", "", words) if words[0].isdigit() else words
    return {form.encode() for form in (words, together, json.dumps(words)[1:-1])}


@contextmanager
def serving(folder: Path, knowledge: str, conversations: str, broker: str) -> Iterator[Clara]:
    """Run a server that logs everything and streams its events."""
    credentials, endpoints, log = folder / "credentials.yml", folder / "endpoints.yml", folder / "log"
    credentials.write_text(paths.CREDENTIALS.read_text() + TELEGRAM)
    endpoints.write_text(paths.ENDPOINTS.read_text() + f"\nevent_broker: {broker}\n")
    port = free_port()
    with FakeTelegram() as telegram:
        environment = {
            **os.environ,
            "CLARA_DATABASE_URL": knowledge,
            "CLARA_FEEDBACK_URL": f"sqlite:///{folder}/votes.db",
            "CLARA_CONVERSATIONS_URL": conversations,
            "CLARA_CONVERSATIONS_HOURS": "0.03",
            "PYTHONUNBUFFERED": "1",
            "TELEGRAM_API_URL": telegram.url,
            "TELEGRAM_STATE": str(folder / "state"),
            "TELEGRAM_TOKEN": TOKEN,
        }
        files = [str(credentials), str(endpoints)]
        command = [sys.executable, "-c", SERVE, *files, "serve", "--port", str(port)]
        with log.open("w") as sink:
            process = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=sink, stderr=sink)
        clara = Process(process, log, folder / "state", f"http://127.0.0.1:{port}")
        try:
            clara.wait_until_up()
            yield Clara(clara, telegram, folder)
        finally:
            process.terminate()
            process.wait(STOPS_WITHIN)


def converse(clara: Clara, page: str) -> list[str]:
    """Say everything on every channel; the identifiers that were said."""
    told = [str(PERSON["first_name"]), str(PERSON["username"]), str(CHAT), SENDER]
    for number, say in enumerate([clara.rest, lambda words: clara.web(words, page), clara.tell], start=41):
        for message, identifier in MESSAGES.items():
            say(message.format(number))
            told.append(identifier.format(number))
        say(f"{MARK}: ¿qué guardan?")
    return told


def rows(url: str) -> str:
    """Everything in all tables of a database, as text."""
    engine = create_engine(url)
    with engine.connect() as connection:
        return "\n".join(
            str(tuple(row))
            for table in inspect(engine).get_table_names()
            for row in connection.execute(text(f'SELECT * FROM "{table}"'))
        )


def until(happens: Callable[[], bool], within: float = 60) -> None:
    """Wait for something to happen."""
    end = time.monotonic() + within
    while not happens():
        assert time.monotonic() < end
        time.sleep(0.2)


def is_forgotten_in_every_channel(clara: Clara, page: str, kept: str) -> None:
    """Each conversation is erased by saying so, and the server deletes what has been silent for long."""
    assert kept_conversations(kept) == 3
    assert clara.rest("Borra esta conversación, porfa") == spoken("erased", "rest")
    assert kept_conversations(kept) == 2
    assert clara.web("¿puedes borrar este chat?", page) == spoken("erased", "web")
    assert kept_conversations(kept) == 1
    assert clara.tell("olvida todo lo que te he dicho") == spoken("erased", "telegram")
    assert kept_conversations(kept) == 0
    clara.rest("¿qué guardan?")
    clara.web("¿qué guardan?", page)
    with create_engine(kept).begin() as connection:
        connection.execute(text("UPDATE events SET timestamp = timestamp - 200"))
    clara.web("¿y mi correo?", page)
    until(lambda: kept_conversations(kept) == 1)
    assert f"web-{page}" in rows(kept)


def kept_conversations(url: str) -> int:
    """How many conversations have events in a database."""
    with create_engine(url).connect() as connection:
        return int(connection.execute(text("SELECT count(DISTINCT sender_id) FROM events")).scalar_one())


def test_sqlite_and_a_file_of_events(tmp_path: Path, knowledge: str) -> None:
    file, page = tmp_path / "conversations.db", secrets.token_hex(24)
    broker = json.dumps({"type": "file", "path": str(tmp_path / "events.json")})
    with serving(tmp_path, knowledge, f"sqlite:///{file}", broker) as clara:
        told = converse(clara, page)
        # What is looked for would be found: the words around it stand in the table and the events.
        assert {place for _, place in clara.leaks([MARK])} >= {"conversations.db", "events.json"}
        assert "debug" in clara.process.says().lower()
        assert clara.leaks(told) == []
        is_forgotten_in_every_channel(clara, page, f"sqlite:///{file}")
        assert MARK.encode() not in file.read_bytes()
    assert clara.leaks(told) == []


def test_postgresql_and_a_table_of_events(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, knowledge: str
) -> None:
    page = secrets.token_hex(24)
    broker = json.dumps({"type": "SQL", "dialect": "sqlite", "db": str(tmp_path / "events.db")})
    cluster = tmp_path_factory.mktemp("cluster")
    with postgres(cluster) as url, serving(tmp_path, knowledge, url, broker) as clara:
        clara.rest("hola")
        # What is packed could not be found in the files, whether it is there or not.
        with create_engine(url).begin() as connection:
            connection.execute(text("ALTER TABLE events ALTER COLUMN data SET STORAGE EXTERNAL"))
        told = converse(clara, page)
        assert "events.db" in {place for _, place in clara.leaks([MARK])}
        assert MARK in rows(url)
        assert [one for one in told if one in rows(url)] == []
        # The tables' files and the write-ahead log, too.
        cluster_files = Clara(clara.process, clara.telegram, cluster)
        assert cluster_files.leaks([MARK]) != []
        assert cluster_files.leaks(told) == []
        assert clara.leaks(told) == []
        is_forgotten_in_every_channel(clara, page, url)
        assert MARK not in rows(url)
    assert clara.leaks(told) == []
