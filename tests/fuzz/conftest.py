"""Tells at the end what was fuzzed."""

from __future__ import annotations

import os

import pytest

from tests.fuzz.counting import VARIABLE, counted, slowest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """List the targets, if somebody asked for many inputs."""
    if not counted or VARIABLE not in os.environ:
        return
    terminalreporter.section("inputs")
    for target, count in sorted(counted.items()):
        took, given = slowest.get(target, (0.0, ""))
        terminalreporter.write_line(f"{count:7} {target:24} slowest {took * 1000:6.1f} ms: {given[:60]}")
    terminalreporter.write_line(f"{sum(counted.values()):7} in all")
