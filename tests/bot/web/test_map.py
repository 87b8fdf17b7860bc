"""The map's page and answers, without a server."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy.engine import Engine

from bot.web.map.asked import Asked, WrongParameter, read_map
from bot.web.map.page import address, as_page
from bot.web.map.routes import page, policy
from knowledge.content import read_content
from knowledge.database import open_engine, reading
from knowledge.flows import FlowQuery
from knowledge.loader import load
from knowledge.schema import migrate
from tests.knowledge.flow_content import write_flow_content

NAMES = ("data", "version")


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    found = open_engine(f"sqlite:///{tmp_path / 'knowledge.db'}", create=True)
    migrate(found)
    return found


@pytest.fixture
def query(engine: Engine, tmp_path: Path) -> Iterator[FlowQuery]:
    load(read_content(write_flow_content(tmp_path / "content")), engine)
    with reading(engine) as session:
        yield FlowQuery(session)


def asked(query: FlowQuery, **parameters: str) -> Asked:
    return read_map(query, {name: [value] for name, value in parameters.items()}, NAMES)


def request() -> Any:
    return SimpleNamespace(method="GET", headers={}, get_args=lambda **_: {})


def test_parameters_choose_data_and_version(query: FlowQuery) -> None:
    found = asked(query, data="voice", version="2021-11-02")
    assert (found.drawn.data, found.drawn.version.date) == ("voice", dt.date(2021, 11, 2))
    assert asked(query).drawn.version.current


@pytest.mark.parametrize(
    "parameters", [{"data": ["a"]}, {"version": ["1"]}, {"other": ["1"]}, {"data": ["voice", "voice"]}]
)
def test_wrong_parameters_are_refused(query: FlowQuery, parameters: dict[str, list[str]]) -> None:
    with pytest.raises(WrongParameter):
        read_map(query, parameters, NAMES)


def test_a_summary_tells_what_is_stated_and_what_is_denied(query: FlowQuery) -> None:
    html = as_page(asked(query))
    assert '<th scope="row">Sentidos</th><td>Socios</td><td>Marketing</td>' in html
    assert "Dice que no: Autoridades (voz)" in html


def test_an_older_version_never_says_that_something_is_denied_today(query: FlowQuery) -> None:
    html = as_page(asked(query, version="2021-11-02"))
    assert "Ese texto no lo decía: Marketing (voz)" in html
    assert "Dice que no" not in html
    assert "Solo lo dice el texto actual" in html


def test_words_of_the_content_are_escaped(query: FlowQuery) -> None:
    found = asked(query)
    name = "<script>alert(1)</script>"
    changed = {
        key: SimpleNamespace(**{**vars(fact), "text": name}) for key, fact in found.drawn.facts.items()
    }
    object.__setattr__(found.drawn, "facts", changed)
    html = as_page(found)
    assert name not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_dates_and_addresses_read_well() -> None:
    assert address(None, None) == "/mapa"
    assert address("email", dt.date(2024, 4, 17)) == "/mapa?datos=email&version=2024-04-17"


async def test_an_empty_knowledge_base_is_told(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLARA_DATABASE_URL", f"sqlite:///{engine.url.database.partition(':')[2]}")
    answer = await policy(request())
    assert (answer.status, json.loads(answer.body)) == (503, {"error": "the knowledge base is not ready"})
    assert "ETag" not in answer.headers
    shown = await page(request())
    assert shown.status == 503
    assert "El mapa no está listo" in shown.body.decode()
