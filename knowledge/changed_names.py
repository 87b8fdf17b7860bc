"""Which of the names that count in some aspects only count where it is asked what changed.

What changed can be of any aspect ("¿antes decían que cifraban?"), but the words of changing name nothing:
"¿qué cambió?" is not about correcting one's data, nor "¿qué quitaron?" about their deletion.

>>> may_have_changed("cifraban"), may_have_changed("cambió"), is_only_whose(["account"])
(True, False, True)
"""

from __future__ import annotations

import re
from collections.abc import Collection

from knowledge.words import fold

# Who has the data, rather than what is done with them.
_WHOSE = frozenset({"other_users", "account", "profile", "name"})
_CHANGING = re.compile(
    r"\b(?:cambi|modific|actualiz|quit|sac|retir|agreg|añad|toc|retoc|corre|corri|mov|muev)"
)


def may_have_changed(name: str) -> bool:
    """Whether a name, as somebody wrote it, may be what changed.

    Args:
        name: the words that name a concept in some aspects only.
    """
    return not _CHANGING.search(fold(name))


def is_only_whose(concepts: Collection[str]) -> bool:
    """Whether concepts say no more than whose data are spoken of.

    Args:
        concepts: concept ids.
    """
    return _WHOSE.issuperset(concepts)
