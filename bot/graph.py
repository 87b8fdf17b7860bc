"""Runs a model's graph in an order that is worked out once.

Rasa's runner has dask plan the graph anew for each message and each prediction, and writes the whole
conversation into a line of its log that nobody reads. For Rasa 3.6.21; `tests/bot/test_graph.py` fails when
what is replaced changes.
"""

from __future__ import annotations

from graphlib import TopologicalSorter
from typing import Any

from rasa.engine.runner.dask import DaskGraphRunner


class PlannedGraphRunner(DaskGraphRunner):
    """Rasa's runner of graphs, one node after the other."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._plans: dict[tuple[str, ...], list[tuple[str, list[str]]]] = {}

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """Run what targets need (Rasa's interface).

        Args:
            inputs: values by the names that nodes take them under.
            targets: the nodes whose results are wanted; the graph's own unless given.

        Returns:
            The result of each target.

        Raises:
            GraphRunError: a node lacks an input.
        """
        wanted = tuple(targets or self._graph_schema.target_names)
        done = {name: (name, value) for name, value in (inputs or {}).items()}
        for name, needs in self._plan(wanted):
            done[name] = self._instantiated_nodes[name](*(done.get(need, need) for need in needs))
        return dict(done[name] for name in wanted)

    def _plan(self, wanted: tuple[str, ...]) -> list[tuple[str, list[str]]]:
        if wanted not in self._plans:
            nodes = self._graph_schema.minimal_graph_schema(list(wanted)).nodes
            needs = {name: list(node.needs.values()) for name, node in nodes.items()}
            order = TopologicalSorter(needs).static_order()
            self._plans[wanted] = [(name, needs[name]) for name in order if name in needs]
        return self._plans[wanted]
