"""The whole run of `soak.py`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cluster.soak import soak
from tests.cluster.workers import cluster

pytestmark = [pytest.mark.e2e, pytest.mark.soak]


def test_two_hundred_people_at_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder: Path = tmp_path_factory.mktemp("soak")
    with cluster(folder) as three:
        assert soak(three, size=200, turns=10)
