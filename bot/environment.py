"""Settings from the environment: what they may be, and words on what is wrong with them."""

from __future__ import annotations

import os

PORTS = range(1, 65536)


class BadSetting(ValueError):
    """An environment variable holds what it may not; says which, and what it may."""


def port_of(variable: str) -> int | None:
    """A port from the environment.

    Args:
        variable: its name.

    Returns:
        None when it is not set.

    Raises:
        BadSetting: it is no port.
    """
    value = os.environ.get(variable, "")
    if not value:
        return None
    if not (value.isascii() and value.isdecimal()) or int(value) not in PORTS:
        raise BadSetting(f"{variable} must be a port, such as 9105.")
    return int(value)


def number_of(variable: str, default: int, most: int) -> int:
    """How many of something, from the environment.

    Args:
        variable: its name.
        default: what it is when it is not set.
        most: the largest number that makes sense.

    Raises:
        BadSetting: it is no whole number from 1 on.
    """
    value = os.environ.get(variable, "")
    if not value:
        return default
    # Longer than the largest, and Python may refuse to read it.
    is_number = value.isascii() and value.isdecimal() and len(value) <= len(str(most))
    if not is_number or not 1 <= int(value) <= most:
        raise BadSetting(f"{variable} must be a whole number from 1 to {most}.")
    return int(value)


def seconds_of(variable: str, default: float, most: float) -> float:
    """A span of time from the environment.

    Args:
        variable: its name.
        default: what it is when it is not set.
        most: the longest that makes sense.

    Raises:
        BadSetting: it is no such number.
    """
    value = os.environ.get(variable, "")
    try:
        seconds = float(value) if value else default
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= most:
        raise BadSetting(f"{variable} must be a number of seconds, {most:g} at most.")
    return seconds


def one_of(variable: str, allowed: tuple[str, ...]) -> str:
    """A word from the environment.

    Args:
        variable: its name.
        allowed: what it may be; the first when it is not set.

    Raises:
        BadSetting: it is none of them.
    """
    value = os.environ.get(variable) or allowed[0]
    if value not in allowed:
        raise BadSetting(f"{variable} must be one of: {', '.join(allowed)}.")
    return value
