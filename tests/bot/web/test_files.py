"""What the built files say of the company is what the policy says."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.web.files import STATIC, read_static

SHARP = 'Peña "& <Hijos>'


def test_pages_and_scripts_name_the_company() -> None:
    files = read_static(company="Zancada")
    for name in ("index.html", "assets/element.js"):
        text = files[name].content.decode()
        assert "Zancada" in text
        assert "{{company}}" not in text
        assert "Netflix" not in text


def test_a_name_with_sharp_signs_stays_text() -> None:
    files = read_static(company=SHARP)
    assert "Peña &quot;&amp; &lt;Hijos&gt;" in files["index.html"].content.decode()
    script = files["assets/element.js"].content.decode()
    assert 'Peña \\"& \\u003cHijos>' in script
    assert SHARP not in script


@pytest.mark.parametrize("file", sorted(STATIC.rglob("*.js")), ids=lambda path: path.name)
def test_nothing_that_is_built_names_a_company(file: Path) -> None:
    assert "Netflix" not in file.read_text()
