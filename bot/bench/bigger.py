"""Knowledge bases larger than today's, to see what a question costs then."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection

from knowledge.content import read_content
from knowledge.database import open_engine
from knowledge.loader import load
from knowledge.schema import migrate

# The tables that grow with a policy's facts, and their columns that hold a fact's id.
_GROWING = {
    "fact": ("id", "repeats_id"),
    "fact_concept": ("fact_id",),
    "aspect_general": ("fact_id", "position"),
    "fact_supersedes": ("newer_id", "older_id"),
    "fact_flow": ("fact_id",),
}
_APART = 1_000_000


def make(file: Path, times: int, policies: int) -> str:
    """Make a knowledge base in which today's content stands among that of other policies.

    Args:
        file: the SQLite file to write; one that is there is written anew.
        times: how many times today's facts it holds.
        policies: over how many policies they are spread.

    Returns:
        Its SQLAlchemy URL.
    """
    file.unlink(missing_ok=True)
    url = f"sqlite:///{file}"
    engine = open_engine(url, create=True)
    migrate(engine)
    load(read_content(), engine)
    with engine.begin() as connection:
        for copy in range(1, times):
            _copy(connection, copy, f"policy-{copy % max(1, policies - 1) + 1}")
        connection.execute(text("DELETE FROM fact_search"))
        connection.execute(text("INSERT INTO fact_search (rowid, body) SELECT id, search_text FROM fact"))
        connection.execute(text("ANALYZE"))
    engine.dispose()
    return url


def _copy(connection: Connection, copy: int, policy: str) -> None:
    columns = {table: [one["name"] for one in inspect(connection).get_columns(table)] for table in _GROWING}
    others = ", ".join(
        one["name"] for one in inspect(connection).get_columns("policy") if one["name"] != "id"
    )
    connection.execute(
        text(
            f"INSERT OR IGNORE INTO policy (id, {others}) SELECT :policy, {others} FROM policy "  # noqa: S608
            "WHERE id = 'netflix'"
        ),
        {"policy": policy},
    )
    for table, moved in _GROWING.items():
        values = {one: one for one in columns[table]}
        values.update({one: f"{one} + :far" for one in moved})
        if table == "fact":
            values.update(policy_id=":policy", key="key || '-' || :copy")
        first = moved[0] if table != "aspect_general" else "fact_id"
        connection.execute(
            text(
                f"INSERT INTO {table} ({', '.join(values)}) SELECT {', '.join(values.values())} "  # noqa: S608
                f"FROM {table} WHERE {first} < :apart"
            ),
            {"far": copy * _APART, "policy": policy, "copy": copy, "apart": _APART},
        )
