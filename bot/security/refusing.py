"""What is refused because it is too much, and the sentences that say so."""

from __future__ import annotations

import math
from typing import Any

from sanic.response import HTTPResponse, json


class OverLimit(Exception):
    """More than a limit lets in: when to come again, and a sentence for people."""

    def __init__(self, wait: float, sentence: str) -> None:
        super().__init__(type(self).__name__)
        self.retry_after = max(1, math.ceil(wait))
        self.sentence = sentence

    def as_json(self) -> dict[str, Any]:
        """What programs and the chat get."""
        return {"error": "too_many", "message": self.sentence, "retry_after": self.retry_after}

    def headers(self) -> dict[str, str]:
        """HTTP's word for when to come again."""
        return {"Retry-After": str(self.retry_after)}

    def response(self) -> HTTPResponse:
        """The HTTP response: 429."""
        return json(self.as_json(), status=429, headers=self.headers())


class TooFast(OverLimit):
    """One conversation or address asks more than its share."""

    def __init__(self, wait: float) -> None:
        super().__init__(wait, "Vas más deprisa que yo. Espera un momento y sigue, por favor.")


class TooMany(OverLimit):
    """Everything that can be answered at a time is being answered."""

    def __init__(self, wait: float) -> None:
        super().__init__(
            wait, "Ahora mismo me escribe mucha gente. Inténtalo de nuevo en unos segundos, por favor."
        )


class TookTooLong(Exception):
    """A turn was given up; nothing of it is kept."""

    sentence = "He tardado demasiado en responderte. Inténtalo de nuevo en un momento, por favor."
