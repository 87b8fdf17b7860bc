"""What a recogniser finds: a stretch of a text, and what it identifies a person by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """A kind of identifier; the value is the word that takes its place, which people and Clara understand."""

    EMAIL = "correo"
    PHONE = "teléfono"
    CARD = "tarjeta"
    IBAN = "iban"
    DOCUMENT = "documento de identidad"
    IP = "dirección IP"
    ADDRESS = "dirección postal"
    BIRTH = "fecha de nacimiento"
    LINK = "enlace"
    DEVICE = "identificador de dispositivo"
    NAME = "nombre"
    PASSWORD = "contraseña"  # noqa: S105
    NUMBER = "código"

    @property
    def placeholder(self) -> str:
        """What stands for it in the text."""
        return f"‹{self.value}›"


@dataclass(frozen=True)
class Found:
    """One identifier, from ``start`` to ``end``."""

    start: int
    end: int
    kind: Kind


Recogniser = Callable[[str], Iterator[Found]]
