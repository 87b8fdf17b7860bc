"""Answers of the knowledge base that are kept until its content changes.

Most questions ask the same aspects of the same concepts. Each `KnowledgeBase` asks the database once which
content it holds; what was asked of that very content before is not asked again. A newly loaded content has
another mark, so that it is answered from at once.
"""

from __future__ import annotations

import functools
import re
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from copy import copy
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from knowledge.models import Policy

# Aspects and concepts alone give some 3,000 pairs; an entry holds a few facts.
MOST = 5000
# Ids only: what a person wrote must not stay in memory.
_ID = re.compile(r"[a-z0-9_.-]{1,60}\Z", re.IGNORECASE)
UNKNOWN = object()
Method = TypeVar("Method", bound=Callable[..., Any])

_POLICIES = Policy.__table__.c
# As text: it is asked at every turn, and SQLAlchemy takes three times as long over its own form.
_MARKS = str(select(_POLICIES.id, _POLICIES.fingerprint, _POLICIES.loaded_at).order_by(_POLICIES.id))
_BY_ENGINE: WeakKeyDictionary[Engine, Memory] = WeakKeyDictionary()


class Memory:
    """The answers from one content, the least recently asked for forgotten first.

    Args:
        mark: what tells this content from any other.
        moment: when it was asked, where answers depend on that.
        most: how many answers are kept.
        lasting: what was read of this content before, and holds at any moment.
    """

    def __init__(
        self,
        mark: Hashable,
        moment: Hashable = None,
        most: int = MOST,
        lasting: dict[Hashable, Any] | None = None,
    ):
        self.mark, self.moment = mark, moment
        self.lasting = {} if lasting is None else lasting
        self._most = most
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()

    def __len__(self) -> int:
        return len(self._answers)

    def known(self, key: Hashable) -> Any:
        """The answer kept under a key, or `UNKNOWN`.

        Args:
            key: what is asked.
        """
        found = self._answers.get(key, UNKNOWN)
        if found is not UNKNOWN:
            self._answers.move_to_end(key)
        return found

    def keep(self, key: Hashable, answer: Any) -> None:
        """Keep an answer.

        Args:
            key: what was asked.
            answer: what the database said.
        """
        self._answers[key] = answer
        if len(self._answers) > self._most:
            self._answers.popitem(last=False)


def memory_of(session: Session, circumstances: Hashable = None, moment: Hashable = None) -> Memory:
    """The memory for the content that a database holds now.

    Args:
        session: an open session on it.
        circumstances: what everything read of it depends on besides.
        moment: what answers depend on besides.

    Returns:
        The same memory as long as nothing is loaded and the rest is the same, else one without answers.
    """
    mark = (circumstances, *map(tuple, session.connection().exec_driver_sql(_MARKS)))
    engine = session.get_bind()
    memory = _BY_ENGINE.get(engine)
    if memory is None or memory.mark != mark:
        memory = _BY_ENGINE[engine] = Memory(mark, moment)
    elif memory.moment != moment:
        memory = _BY_ENGINE[engine] = Memory(mark, moment, lasting=memory.lasting)
    return memory


def remembered(method: Method) -> Method:
    """Keep what is asked of a `KnowledgeBase`; the arguments are ids, sequences of ids, or None.

    Args:
        method: a method of it, or a function that takes it first, that returns frozen records.
    """

    @functools.wraps(method)
    def answered(self: Any, *ids: str | Sequence[str] | None, **options: bool) -> Any:
        asked = tuple([one if one is None or isinstance(one, str) else tuple(one) for one in ids])
        key = (self.policy_id, method.__name__, asked, *options.items())
        found = self.memory.known(key)
        if found is UNKNOWN:
            found = method(self, *asked, **options)
            if _are_ids(asked):
                self.memory.keep(key, found)
        # The caller may change its list.
        return copy(found) if isinstance(found, list | dict) else found

    return cast(Method, answered)


def _are_ids(asked: tuple[Any, ...]) -> bool:
    each = [part for one in asked for part in (one if isinstance(one, tuple) else (one,))]
    return all(part is None or _ID.match(part) for part in each)
