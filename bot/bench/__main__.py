"""``make bench``: measures Clara beside a stock Rasa assistant, and writes docs/performance.md."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from bot import paths
from bot.bench import bigger, growth, latency, report, sharing, throughput
from bot.bench.figures import median
from bot.bench.growth import Curve
from bot.bench.machine import description
from bot.bench.servers import Server, clara, stock_rasa

_POLICIES = 50


@dataclass(frozen=True)
class Size:
    """How much is measured."""

    turns: int
    seconds: int
    conversations: int
    length: int
    long_ones: int
    facts: tuple[int, ...]
    rounds: int
    starts: int


FULL = Size(800, 60, 32, 200, 4, (1, 10, 100), 3, 3)
QUICK = Size(120, 10, 32, 50, 2, (1, 100), 1, 1)


@click.command()
@click.option("--quick", is_flag=True, help="A few minutes; the figures are rough.")
@click.option("--alone", is_flag=True, help="Clara only, without the stock assistant.")
@click.option("--write/--no-write", default=True, help="Put the tables into docs/performance.md.")
def main(quick: bool, alone: bool, write: bool) -> None:
    """Measure Clara's speed and memory, beside a stock Rasa assistant in the same run."""
    size, machine = QUICK if quick else FULL, description()
    click.echo(machine)
    tables: list[tuple[str, str]] = []
    (paths.VAR / "bench").mkdir(parents=True, exist_ok=True)

    def tell(title: str, content: str) -> None:
        tables.append((title, content))
        click.echo(f"\n{title}\n\n{content}", err=False)

    tell("Start and memory", _starts(size, alone))
    with ExitStack() as running:
        servers = [running.enter_context(clara())]
        # With nothing else running; turns of another program in between cost time too.
        tell("Milliseconds of a turn over HTTP, Clara alone", _latencies(servers, size))
        if not alone:
            servers.append(running.enter_context(stock_rasa()))
            tell("Milliseconds of a turn over HTTP, asked in turns", _latencies(servers, size))
        curves = growth.with_turns(servers, size.length, size.long_ones)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'conversations.db'}"
        with clara("Clara, SQLite", CLARA_CONVERSATIONS_URL=url) as server:
            curves += growth.with_turns([server], size.length, size.long_ones)
    tell("Growth with the turns of a conversation (median, ms)", _curves(curves, "turn "))
    facts = _with_facts(size)
    tell(f"Growth with the facts, over {_POLICIES} policies (median, ms)", _curves([facts], "facts × "))
    tell("Turns without pause", _throughputs(size, alone))
    if not quick:
        tell("Making and serving", _making())
    command = "make bench" + (" QUICK=1" if quick else "")
    _keep(tables, curves, facts)
    if write:
        report.draw(curves, facts, report.PICTURE)
        report.write(report.section(machine, command, tables))


def _starts(size: Size, alone: bool) -> str:
    rows = []
    kinds = [clara] if alone else [clara, stock_rasa]
    for kind in kinds:
        firsts = []
        with kind():
            # The first start fills caches.
            pass
        for _ in range(size.starts):
            with kind() as server:
                firsts.append(server.first_answer)
                name, resident, own = server.name, server.resident(), server.own()
        processes = "2 processes" if kind is stock_rasa else "1 process"
        rows.append([f"{name} ({processes})", f"{median(firsts):.1f}", f"{resident:.0f}", f"{own:.0f}"])
    rows += sharing.rows(size.turns)
    return report.table(["", "start to first answer (s)", "resident (MB)", "of its own (MB)"], rows)


def _latencies(servers: list[Server], size: Size) -> str:
    found = latency.measure(servers, size.turns)
    names = [server.name for server in servers]
    headers = ["kind of turn", "turns"]
    headers += [f"{name} {share}" for name in names for share in ("median", "95 %", "99 %")]
    return report.table([*headers, *(["times faster"] if len(names) > 1 else [])], found.rows(names))


def _curves(curves: list[Curve], unit: str) -> str:
    rows = [[one.name, *(f"{each:.1f}" for each in one.milliseconds), f"{one.ratio:.2f}"] for one in curves]
    return report.table(["", *(f"{unit}{size}" for size in curves[0].sizes), "last ÷ first"], rows)


def _with_facts(size: Size) -> Curve:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        servers = []
        for times in size.facts:
            url = bigger.make(Path(folder) / f"{times}.db", times, _POLICIES)
            servers.append(running.enter_context(clara(CLARA_DATABASE_URL=url)))
        return growth.with_facts(servers, size.facts, size.rounds)


def _throughputs(size: Size, alone: bool) -> str:
    found = []
    for kind in [clara] if alone else [clara, stock_rasa]:
        with kind() as server:
            throughput.measure(server, size.conversations, min(5, size.seconds))
            found.append(throughput.measure(server, size.conversations, size.seconds))
    rows = [
        [
            one.name,
            f"{one.conversations}",
            f"{one.seconds:.0f}",
            f"{one.per_second:.0f}",
            f"{one.median:.0f}",
            f"{one.p99:.0f}",
            f"{one.longest:.0f}",
            f"{one.failed}",
        ]
        for one in found
    ]
    headers = [
        "",
        "at once",
        "seconds",
        "turns a second",
        "median (ms)",
        "99 % (ms)",
        "longest (ms)",
        "unanswered",
    ]
    return report.table(headers, rows)


def _making() -> str:
    rows = []
    began = time.perf_counter()
    _quietly([sys.executable, "-m", "bot", "train", "--force"])
    rows.append(["training from nothing", f"{time.perf_counter() - began:.0f}"])
    began = time.perf_counter()
    _quietly(["make", "--no-print-directory", "knowledge", "train"])
    ready = time.perf_counter() - began
    with clara() as server:
        rows.append(["`make run` until the first answer", f"{ready + server.first_answer:.1f}"])
    return report.table(["", "seconds"], rows)


def _quietly(command: list[str]) -> None:
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false"}
    subprocess.run(command, cwd=paths.PROJECT, check=True, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603


def _keep(tables: list[tuple[str, str]], curves: list[Curve], facts: Curve) -> None:
    kept = {"tables": dict(tables), "turns": [asdict(one) for one in curves], "facts": asdict(facts)}
    file = paths.VAR / "bench" / "last.json"
    file.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
