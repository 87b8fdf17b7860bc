"""``/api/policy`` and its OpenAPI file, over HTTP."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import validate_spec
from schemathesis import checks

from tests.e2e.conftest import Clara, reword

pytestmark = pytest.mark.e2e
_CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.response_headers_conformance,
    checks.negative_data_rejection,
]


def get(clara: Clara, query: str = "", **options: Any) -> httpx.Response:
    return httpx.get(f"{clara.url}/api/policy{query}", timeout=30, **options)


def links(document: dict[str, Any], status: str) -> set[tuple[str, str]]:
    return {(one["source"], one["target"]) for one in document["links"] if one["status"] == status}


@pytest.fixture(scope="module")
def description(server: Clara) -> dict[Any, Any]:
    found: dict[Any, Any] = httpx.get(f"{server.url}/api/openapi.json", timeout=30).json()
    return found


@pytest.fixture(scope="module")
def documents(server: Clara) -> dict[str, dict[str, Any]]:
    """The answers for every category and every version."""
    whole = get(server).json()
    asked = [f"?data={one['id']}" for one in whole["categories"]]
    asked += [f"?version={one['date']}" for one in whole["versions"]]
    return {"": whole, **{query: get(server, query).json() for query in asked}}


def schema_of(description: dict[Any, Any], name: str) -> Draft202012Validator:
    whole = {"$ref": f"#/components/schemas/{name}", "components": description["components"]}
    return Draft202012Validator(whole, format_checker=FormatChecker())


def test_the_description_is_valid(description: dict[Any, Any]) -> None:
    validate_spec(description)
    assert description["openapi"].startswith("3.1")


def test_every_answer_is_as_described(
    description: dict[Any, Any], documents: dict[str, dict[str, Any]]
) -> None:
    schema = schema_of(description, "PolicyMap")
    for query, document in documents.items():
        assert [error.message for error in schema.iter_errors(document)] == [], query


def test_every_id_leads_somewhere(documents: dict[str, dict[str, Any]]) -> None:
    for query, document in documents.items():
        facts = {fact["id"] for fact in document["facts"]}
        nodes = {node["id"] for node in document["nodes"]}
        named = {one for part in ("links", "nodes") for entry in document[part] for one in entry["facts"]}
        named |= {one for fact in document["facts"] for one in (*fact["replaces"], *fact["replaced_by"])}
        assert named | set(document["silent"]) | {document["general"]} <= facts, query
        assert {end for link in document["links"] for end in (link["source"], link["target"])} == nodes, query


def test_every_link_of_today_rests_on_facts_of_today(documents: dict[str, dict[str, Any]]) -> None:
    current = {fact["id"]: fact["current"] for fact in documents[""]["facts"]}
    assert documents[""]["links"]
    assert all(current[key] for link in documents[""]["links"] for key in link["facts"])
    assert not links(documents[""], "unknown")


def test_a_known_flow_has_its_citation(documents: dict[str, dict[str, Any]]) -> None:
    document = documents[""]
    ads = next(
        one
        for one in document["links"]
        if (one["source"], one["target"]) == ("data.payment_data", "purpose.ads")
    )
    fact = next(one for one in document["facts"] if one["id"] == "pub-datos")
    assert fact["id"] in ads["facts"]
    assert fact["citation"]["date"] == "2026-04-10"
    assert fact["citation"]["url"].startswith("https://")


def test_an_older_version_differs_where_its_text_did(documents: dict[str, dict[str, Any]]) -> None:
    older = documents["?version=2024-04-17"]
    assert ("data.purchase_data", "purpose.ads") in links(older, "denied")
    assert ("data.purchase_data", "purpose.ads") in links(documents[""], "stated")
    assert links(older, "unknown") > set()
    days = {fact["id"]: fact["citation"]["date"] for fact in older["facts"]}
    said = [one for one in older["links"] if one["status"] != "unknown"]
    assert {days[key] for link in said for key in link["facts"]} == {"2024-04-17"}


def test_one_datum_narrows_the_map(server: Clara, documents: dict[str, dict[str, Any]]) -> None:
    document = get(server, "?data=email").json()
    data = {node["id"] for node in document["nodes"] if node["stage"] == "data"}
    assert data == {"data.email", "data.personal_data", "data.your_data"}
    assert len(document["links"]) < len(documents[""]["links"])


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("?data=emial", "email"),
        ("?data=", "data"),
        ("?data=your_data", "your_data"),
        ("?data=email&data=voice", "2 times"),
        ("?version=ayer", "2026-04-10"),
        ("?version=2022-01-01", "2024-04-17"),
        ("?version=", "date"),
        ("?datos=email", "known: data, version"),
        ("?data=%00%ff", "data"),
        (f"?{'x' * 3000}=1", "not known"),
    ],
)
def test_wrong_parameters_are_named(server: Clara, query: str, word: str) -> None:
    response = get(server, query)
    assert response.status_code == 400
    assert list(response.json()) == ["error"]
    assert word in response.json()["error"]
    assert len(response.text) < 300


def test_whoever_has_it_gets_nothing_new(server: Clara) -> None:
    first = get(server)
    assert first.headers["Cache-Control"] == "no-cache"
    again = get(server, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = get(server, "?data=email", headers={"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200


def test_other_origins_are_not_let_in(server: Clara) -> None:
    response = get(server, headers={"Origin": "https://example.org"})
    assert "Access-Control-Allow-Origin" not in response.headers
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Type"].startswith("application/json")


def test_the_map_is_read_from_the_knowledge_base_at_each_request(server: Clara) -> None:
    old = next(fact["text"] for fact in get(server).json()["facts"] if fact["id"] == "pub-datos")
    try:
        reword(server, "pub-datos", "Dicho de otro modo.")
        assert "Dicho de otro modo." in get(server).text
        assert "Dicho de otro modo." in httpx.get(f"{server.url}/mapa", timeout=30).text
    finally:
        reword(server, "pub-datos", old)


api = schemathesis.pytest.from_fixture("schema")


@pytest.fixture(scope="module")
def schema(server: Clara) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_url(f"{server.url}/api/openapi.json")


@api.parametrize()
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_whatever_is_asked_is_answered_as_described(case: schemathesis.Case[Any]) -> None:
    case.call_and_validate(checks=_CHECKS)
