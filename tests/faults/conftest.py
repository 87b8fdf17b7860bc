"""What the tests of faults share: contents to load, and a PostgreSQL that they may stop."""

from __future__ import annotations

import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from tests.faults.clock import Clock
from tests.faults.serving import Server
from tests.knowledge.small_content import write_content
from tests.postgres import Cluster, postgres_bin
from tests.redis_server import RedisServer, redis_server


@pytest.fixture(scope="session")
def contents(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A small content, and a newer one."""
    folder = tmp_path_factory.mktemp("contents")
    old, new = write_content(folder / "old"), write_content(folder / "new")
    facts = new / "netflix/facts/collection.yaml"
    facts.write_text(facts.read_text().replace("Recoge tu correo.", "Recoge tu correo y su copia."))
    return old, new


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL of our own, started."""
    if postgres_bin() is None:
        pytest.fail("PostgreSQL is not installed: on Debian, apt-get install postgresql")
    # Not in pytest's own folder, which another run of pytest closes to PostgreSQL's account.
    with tempfile.TemporaryDirectory(prefix="clara-cluster-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        cluster = Cluster(Path(folder) / "cluster")
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop()


@pytest.fixture(scope="session")
def knowledge_cluster() -> Iterator[Cluster]:
    """The PostgreSQL that knowledge bases are in."""
    with cluster() as started:
        yield started


@pytest.fixture(scope="session")
def conversations_cluster() -> Iterator[Cluster]:
    """The PostgreSQL that conversations are in."""
    with cluster() as started:
        yield started


@pytest.fixture(scope="session")
def clock(tmp_path_factory: pytest.TempPathFactory) -> Clock:
    """The clock of `server`."""
    return Clock(tmp_path_factory.mktemp("clock") / "offset")


@pytest.fixture(scope="session")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    """The Redis of `server`."""
    with redis_server(tmp_path_factory.mktemp("redis")) as started:
        yield started


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory,
    knowledge_cluster: Cluster,
    conversations_cluster: Cluster,
    redis: RedisServer,
    clock: Clock,
) -> Iterator[Server]:
    """A Clara with everything outside of its process: databases, locks, clock."""
    server = Server(
        tmp_path_factory.mktemp("clara"),
        CLARA_DATABASE_URL=knowledge_cluster.url,
        CLARA_CONVERSATIONS_URL=conversations_cluster.url,
        CLARA_REDIS_URL=redis.url,
        **clock.settings,
    )
    server.load()
    server.start()
    server.warm()
    yield server
    server.kill(signal.SIGTERM)
    assert "Traceback" not in server.log.read_text()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty knowledge base of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'knowledge.db'}"
        return
    url: str = request.getfixturevalue("knowledge_cluster").url
    with create_engine(url, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute("DROP DATABASE IF EXISTS loads WITH (FORCE)")
        connection.execute("CREATE DATABASE loads")
    yield url.rpartition("/")[0] + "/loads"
