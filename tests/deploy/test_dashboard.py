"""The dashboard asks for figures that exist, by labels that they have."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import promql_parser
import pytest
from prometheus_client import REGISTRY
from prometheus_client.metrics import MetricWrapperBase

from bot.operations import metrics
from bot.paths import PROJECT

DASHBOARD = json.loads((PROJECT / "deploy" / "grafana" / "clara.json").read_text())
QUERIES = [target["expr"] for panel in DASHBOARD["panels"] for target in panel["targets"]]
# Prometheus gives these to everything that it collects.
ALWAYS = {"job", "instance"}


def labels_by_name() -> dict[str, set[str]]:
    """Every figure that can be read, with its labels."""
    found: dict[str, set[str]] = {}
    for metric in vars(metrics).values():
        for family in metric.describe() if isinstance(metric, MetricWrapperBase) else []:
            labels = {*metric._labelnames}
            endings = {"counter": ["_total"], "histogram": ["_bucket", "_sum", "_count"]}
            for ending in endings.get(family.type, [""]):
                found[family.name + ending] = labels | ({"le"} if ending == "_bucket" else set())
    for family in REGISTRY.collect():
        for sample in family.samples:
            found.setdefault(sample.name, {*sample.labels})
    return found


def selectors(expression: Any, grouped: frozenset[str] = frozenset()) -> Iterator[tuple[str, set[str]]]:
    """Names that a query asks for, each with the labels it is chosen and grouped by."""
    if isinstance(expression, promql_parser.VectorSelector):
        yield str(expression.name), {one.name for one in expression.matchers.matchers} | grouped
    elif isinstance(expression, promql_parser.MatrixSelector):
        yield from selectors(expression.vector_selector, grouped)
    elif isinstance(expression, promql_parser.AggregateExpr):
        by = expression.modifier.labels if expression.modifier else []
        yield from selectors(expression.expr, grouped | frozenset(by))
    elif isinstance(expression, promql_parser.BinaryExpr):
        yield from selectors(expression.lhs, grouped)
        yield from selectors(expression.rhs, grouped)
    elif isinstance(expression, promql_parser.Call):
        for argument in expression.args:
            yield from selectors(argument, grouped)


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_asks_for_what_there_is(query: str) -> None:
    known = labels_by_name()
    asked = list(selectors(promql_parser.parse(query)))
    assert asked
    for name, labels in asked:
        assert name in known
        assert labels <= known[name] | ALWAYS


def test_every_figure_of_clara_s_is_shown() -> None:
    asked = {name for query in QUERIES for name, _ in selectors(promql_parser.parse(query))}
    own = {name for name in labels_by_name() if name.startswith("clara_")}
    families = {name.removesuffix("_bucket").removesuffix("_sum").removesuffix("_count") for name in own}
    shown = {name.removesuffix("_bucket") for name in asked}
    assert {name for name in families if not name.endswith("_created")} <= shown


def test_panels_do_not_share_an_id() -> None:
    ids = [panel["id"] for panel in DASHBOARD["panels"]]
    assert len({*ids}) == len(ids)
