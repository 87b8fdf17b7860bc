"""The channels of a credentials file, or words on why there are none."""

from __future__ import annotations

from pathlib import Path

from rasa.core.channels.channel import InputChannel
from rasa.core.run import create_http_input_channels
from rasa.shared.exceptions import RasaException, YamlException, YamlSyntaxException


class BadCredentials(ValueError):
    """The file cannot be used; says why, and quotes nothing of it that may be secret."""


def read_channels(file: Path) -> list[InputChannel]:
    """Make the channels that a credentials file names.

    Args:
        file: Rasa's `credentials.yml`, or one like it.

    Returns:
        The channels, in the file's order.

    Raises:
        BadCredentials: it is missing, no YAML, or names what does not exist.
        BadSettings: Telegram cannot work as it is set up there.
    """
    try:
        channels: list[InputChannel] = create_http_input_channels(None, str(file))
    except YamlException as error:
        # Rasa quotes the line, which may be a token's, and advises to paste the file into a web page.
        raise BadCredentials(f"{file.name} is not as it must be{_where(error)}: channel: settings.") from None
    except RasaException as error:
        raise BadCredentials(f"{file.name}: {error}") from None
    return channels


def _where(error: YamlException) -> str:
    cause = error.underlying_yaml_exception if isinstance(error, YamlSyntaxException) else None
    mark = getattr(cause, "context_mark", None) or getattr(cause, "problem_mark", None)
    return f", from line {mark.line + 1} on" if mark else ""
