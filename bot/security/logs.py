"""Logs that never carry what people wrote, whichever library writes them and whatever level is set.

Rasa, SQLAlchemy and others log whole messages and trackers at DEBUG, and quote them in errors. So while Clara
serves nothing is logged below INFO, and a record that quotes the message being answered is withheld.
"""

from __future__ import annotations

import contextlib
import json
import logging
import re
import traceback
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any

WITHHELD = "withheld: it quoted a message"
# Short words stand in every log.
_WORD = re.compile(r"\w{5,}")
_OURS = ("bot", "actions", "knowledge", "nlu")
# Not a log: the operator's own file of events, which Rasa's file broker writes through `logging`.
_EVENTS = "event-logger"
_answered: ContextVar[tuple[str, ...]] = ContextVar("answered", default=())


@contextlib.contextmanager
def answering(*texts: str) -> Iterator[None]:
    """Meanwhile, what is logged must not quote these texts.

    Args:
        texts: what a person wrote, in whichever forms it is handled.
    """
    token = _answered.set((*_answered.get(), *texts))
    try:
        yield
    finally:
        _answered.reset(token)


def guard_logs() -> None:
    """Guard everything that this process logs from now on."""
    logging.disable(logging.DEBUG)
    if logging.getLogRecordFactory() is not _guarded_record:
        logging.setLogRecordFactory(_guarded_record)


def _guarded_record(*arguments: Any, **named: Any) -> logging.LogRecord:
    record = logging.LogRecord(*arguments, **named)
    if record.name != _EVENTS and _answered.get() and _quotes(record):
        error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else "no error"
        words = f"{WITHHELD} ({record.module}:{record.lineno}, {error})"
        record.msg = {"event": words} if isinstance(record.msg, dict) else words
        record.args, record.exc_info, record.stack_info = (), None, None
    return record


def _quotes(record: logging.LogRecord) -> bool:
    said = _rendered(record).casefold()
    ours = record.name.partition(".")[0] in _OURS
    return any(piece in said for text in _answered.get() for piece in _pieces(text.casefold(), whole=ours))


def _rendered(record: logging.LogRecord) -> str:
    try:
        said = record.getMessage()
    except (TypeError, ValueError):
        said = f"{record.msg} {record.args}"
    if record.exc_info:
        said += "".join(traceback.format_exception(*record.exc_info))
    return said


def _pieces(text: str, *, whole: bool) -> Iterator[str]:
    """What of a text must not be found: all of it, as it stands or escaped, or also each longer word."""
    if not text.strip():
        return
    if whole:
        yield from {text, json.dumps(text)[1:-1], repr(text)[1:-1]} if _WORD.search(text) else ()
        return
    yield from {json.dumps(word)[1:-1] for word in _WORD.findall(text)}
    yield from _WORD.findall(text)
