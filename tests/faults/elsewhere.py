"""The ``clara`` command with its models in another folder: ``python -m tests.faults.elsewhere FOLDER …``."""

from __future__ import annotations

import sys
from pathlib import Path

from bot import paths
from bot.cli import main

if __name__ == "__main__":
    paths.MODELS = Path(sys.argv[1])
    paths.MODEL = paths.MODELS / "clara.tar.gz"
    main(sys.argv[2:])
