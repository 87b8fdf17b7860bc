"""The planned runner gives what Rasa's gives."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphNode, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage

from bot.graph import PlannedGraphRunner


class Adding(GraphComponent):
    """Adds two numbers."""

    @classmethod
    def create(cls, config: dict[str, Any], *_: Any, **__: Any) -> Adding:
        return cls()

    def add(self, one: int, other: int) -> int:
        return one + other


def node(**needs: str) -> SchemaNode:
    return SchemaNode(needs=needs, uses=Adding, constructor_name="create", fn="add", config={}, eager=True)


SCHEMA = GraphSchema(
    {
        # Last things first: the order is found, not given.
        "all": node(one="left", other="right"),
        "left": node(one="start", other="right"),
        "right": node(one="start", other="start"),
        "unwanted": node(one="nowhere", other="start"),
    }
)


def run(runner: type[DaskGraphRunner], tmp_path: Any, *targets: str) -> Any:
    made = runner.create(SCHEMA, LocalModelStorage(tmp_path), ExecutionContext(SCHEMA))
    return [made.run({"start": start}, list(targets)) for start in (1, 10)]


@pytest.mark.parametrize("targets", [["all"], ["right"], ["right", "all"]])
def test_it_gives_what_rasas_gives(tmp_path: Any, targets: list[str]) -> None:
    assert run(PlannedGraphRunner, tmp_path, *targets) == run(DaskGraphRunner, tmp_path, *targets)


def test_a_missing_input_is_an_error(tmp_path: Any) -> None:
    with pytest.raises(GraphRunError):
        run(PlannedGraphRunner, tmp_path, "unwanted")


def test_what_is_replaced_is_as_it_was_when_it_was_replaced() -> None:
    """Fails when Rasa changes: then read its runner anew and put `bot/graph.py` right."""
    assert "dask_result = dask.get(run_graph, run_targets)" in inspect.getsource(DaskGraphRunner.run)
    assert "return self._node_name, output" in inspect.getsource(GraphNode.__call__)
