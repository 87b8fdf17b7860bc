"""The channels of a credentials file, or words on why there are none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.core.channels.channel import InputChannel
from rasa.shared.exceptions import RasaException, YamlException, YamlSyntaxException
from rasa.shared.utils.common import class_from_module_path
from rasa.shared.utils.io import read_config_file

_UNKNOWN = (
    "credentials.yml: there is no channel {name!r}; Rasa's own have short names, others are module.Class."
)


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
        return [_channel(name, settings) for name, settings in read_config_file(str(file)).items()]
    except YamlException as error:
        # Rasa quotes the line, which may be a token's, and advises to paste the file into a web page.
        raise BadCredentials(f"{file.name} is not as it must be{_where(error)}: channel: settings.") from None
    except RasaException as error:
        raise BadCredentials(f"{file.name}: {error}") from None


def _channel(name: str, settings: dict[str, Any] | None) -> InputChannel:
    """As Rasa makes it, whose own way imports all of its channels for one that is not among them."""
    if "." not in name:
        from rasa.core.channels import BUILTIN_CHANNELS

        if name not in BUILTIN_CHANNELS:
            raise RasaException(_UNKNOWN.format(name=name))
        return BUILTIN_CHANNELS[name].from_credentials(settings)
    try:
        return class_from_module_path(name).from_credentials(settings)
    except (AttributeError, ImportError):
        raise RasaException(_UNKNOWN.format(name=name)) from None


def _where(error: YamlException) -> str:
    cause = error.underlying_yaml_exception if isinstance(error, YamlSyntaxException) else None
    mark = getattr(cause, "context_mark", None) or getattr(cause, "problem_mark", None)
    return f", from line {mark.line + 1} on" if mark else ""
