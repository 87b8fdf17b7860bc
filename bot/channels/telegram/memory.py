"""Which updates have been handled, kept over restarts; nothing of what they said or who sent them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

# Telegram keeps updates for a day; a busy day's fit several times.
_REMEMBERED = 20_000
_FORGET_EVERY = 500
# An update that was begun and never finished (the machine went down) is tried once more, not for ever.
_TRIES = 2


class Memory:
    """The numbers of handled updates of one bot, the newest twenty thousand.

    A set, and not a highest number: after a quiet week Telegram counts on from anywhere.

    Args:
        file: an SQLite file, made when it does not exist.
        bot: the bot's id, which tells its numbers from another bot's.

    Raises:
        sqlite3.Error: the file cannot be opened, or is none of SQLite's.
    """

    def __init__(self, file: Path, bot: int) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._bot = bot
        self._since_forgetting = 0
        self._database = sqlite3.connect(file, isolation_level=None)
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = NORMAL")
        self._database.execute(
            "CREATE TABLE IF NOT EXISTS handled (place INTEGER PRIMARY KEY, bot INTEGER NOT NULL,"
            " number INTEGER NOT NULL, tries INTEGER NOT NULL, done INTEGER NOT NULL, UNIQUE (bot, number))"
        )

    def begin(self, number: int) -> bool:
        """Whether an update is to be handled: it never was, or its first try was cut short."""
        with closing(
            self._database.execute(
                "INSERT INTO handled (bot, number, tries, done) VALUES (?, ?, 1, 0)"
                " ON CONFLICT (bot, number) DO UPDATE SET tries = tries + 1 WHERE done = 0 AND tries < ?",
                (self._bot, number, _TRIES),
            )
        ) as cursor:
            wanted = cursor.rowcount == 1
        self._forget_some()
        return wanted

    def finish(self, number: int) -> None:
        """Remember that an update has been handled."""
        self._database.execute(
            "UPDATE handled SET done = 1 WHERE bot = ? AND number = ?", (self._bot, number)
        )

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _forget_some(self) -> None:
        self._since_forgetting += 1
        if self._since_forgetting >= _FORGET_EVERY:
            self._since_forgetting = 0
            self._database.execute(
                "DELETE FROM handled WHERE place <= (SELECT max(place) FROM handled) - ?", (_REMEMBERED,)
            )
