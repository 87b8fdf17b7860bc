"""The PostgreSQL that tests use stops in order, whatever other sessions of pytest do meanwhile."""

from __future__ import annotations

import pytest

from tests.postgres import postgres


def test_another_session_that_closes_the_way_is_no_trouble(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("postgres")
    with postgres(folder) as url:
        assert url.startswith("postgresql")
        for parent in folder.parents:
            if parent.name.startswith("pytest-"):
                parent.chmod(0o700)
    assert not (folder / "data" / "postmaster.pid").exists()
