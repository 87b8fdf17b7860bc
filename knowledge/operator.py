"""What whoever runs Clara decides and Clara tells: where conversations are kept, how long, and who runs her.

Facts on Clara herself have blanks, ``{kept}``, ``{forgotten}`` and ``{operator}``, that are filled in from
the environment, so that what she says is how she is set up.
"""

from __future__ import annotations

import math
import os

CONVERSATIONS_VARIABLE = "CLARA_CONVERSATIONS_URL"
HOURS_VARIABLE = "CLARA_CONVERSATIONS_HOURS"
OPERATOR_VARIABLE = "CLARA_OPERATOR"
DEFAULT_HOURS = 24.0
_MINUTES, _DAY = 60, 24
_LONGEST_NAME = 200


class BadRetention(ValueError):
    """The setting is no time."""


def kept_hours() -> float:
    """How many hours of silence a conversation is kept for.

    Raises:
        BadRetention: ``CLARA_CONVERSATIONS_HOURS`` is no positive number.
    """
    given = os.environ.get(HOURS_VARIABLE) or str(DEFAULT_HOURS)
    try:
        hours = float(given)
    except ValueError:
        hours = 0.0
    if not 0 < hours < math.inf:
        raise BadRetention(f"{HOURS_VARIABLE}={given!r} is no number of hours, such as 24 or 0.5")
    return hours


def filled(text: str) -> str:
    """A text with its blanks filled in.

    >>> filled("Sin blancos.")
    'Sin blancos.'

    Args:
        text: perhaps with ``{kept}``, ``{forgotten}`` and ``{operator}``.

    Raises:
        BadRetention: ``CLARA_CONVERSATIONS_HOURS`` is no positive number.
    """
    if "{" not in text:
        return text
    for blank, words in (("{kept}", _kept), ("{forgotten}", _forgotten), ("{operator}", _operator)):
        if blank in text:
            text = text.replace(blank, words())
    return text


def _kept() -> str:
    if os.environ.get(CONVERSATIONS_VARIABLE):
        return "se guarda en la base de datos de este servicio"
    return "se queda en la memoria del equipo donde funciono, sin escribirse en disco"


def _forgotten() -> str:
    silence = f"cuando pasan {_time(kept_hours())} sin que escribas"
    if os.environ.get(CONVERSATIONS_VARIABLE):
        return silence
    return f"{silence}, o cuando se apaga el programa en el que funciono"


def _operator() -> str:
    name = " ".join(os.environ.get(OPERATOR_VARIABLE, "").split())[:_LONGEST_NAME]
    if name:
        return f"Quien me hace funcionar es {name}."
    return "Quien me hace funcionar aquí no me ha dicho su nombre."


def _time(hours: float) -> str:
    if hours >= 2 * _DAY and hours % _DAY == 0:
        return f"{hours / _DAY:.0f} días"
    if hours < 1:
        minutes = max(1, round(hours * _MINUTES))
        return f"{minutes} minuto{'s' * (minutes != 1)}"
    return f"{hours:g} hora{'s' * (hours != 1)}".replace(".", ",")
