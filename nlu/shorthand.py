"""What people shorten when they type in a hurry: "q", "xq", "pa"."""

from __future__ import annotations

import re

from knowledge.words import fold

_LONG = {
    "q": "que",
    "k": "que",
    "ke": "que",
    "qe": "que",
    "xq": "porque",
    "xk": "porque",
    "pq": "porque",
    "porq": "porque",
    "x": "por",
    "pa": "para",
    "d": "de",
    "tmb": "tambien",
    "tb": "tambien",
    "tbn": "tambien",
    "dnd": "donde",
    "cdo": "cuando",
    "cto": "cuanto",
    "mj": "mensaje",
    "msj": "mensaje",
    "msjs": "mensajes",
    "info": "informacion",
    "data": "datos",
    "insta": "instagram",
    "face": "facebook",
    "tel": "telefono",
    "num": "numero",
    "pls": "por favor",
    "xfa": "por favor",
    "bn": "bien",
}


def spelled_out(word: str) -> str:
    """The long form of a word that people shorten, or the word itself.

    >>> spelled_out("Q"), spelled_out("correo")
    ('que', 'correo')
    """
    return _LONG.get(fold(word), word)


_WORD = re.compile(r"[^\W_]+")


def written_out(text: str) -> str:
    """A text with the words written out that people shorten.

    >>> written_out("¿Y eso pa q lo quieren?")
    '¿Y eso para que lo quieren?'

    Args:
        text: a message.
    """
    return _WORD.sub(lambda word: spelled_out(word.group()), text)
