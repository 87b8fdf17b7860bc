"""Short forms."""

from __future__ import annotations

import pytest

from nlu.shorthand import written_out


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("¿Y eso pa q lo quieren?", "¿Y eso para que lo quieren?"),
        ("xq m piden el tel", "porque m piden el telefono"),
        ("nada que acortar", "nada que acortar"),
        ("quepa", "quepa"),
    ],
)
def test_written_out(text: str, full: str) -> None:
    assert written_out(text) == full
