"""What was measured on."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path

import psutil


def description() -> str:
    """The machine, its load and the versions that matter, in one line."""
    cpu = next(
        (line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")),
        platform.processor() or "unknown processor",
    )
    memory = psutil.virtual_memory().total / 2**30
    load = os.getloadavg()[0]
    return (
        f"{cpu}, {os.cpu_count()} cores, {memory:.0f} GB; load before {load:.1f}; "
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}, "
        f"Rasa {version('rasa')}, spaCy {version('spacy')}, SQLAlchemy {version('sqlalchemy')}"
    )


def _lines(file: str) -> list[str]:
    path = Path(file)
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []
