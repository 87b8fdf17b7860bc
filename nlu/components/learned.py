"""All that reading a turn has been learned for, and where it is stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import joblib

from nlu.articles import Usage
from nlu.asked_model import AskedModel
from nlu.aspect_model import AspectModel
from nlu.scope_model import ScopeModel
from nlu.staying_model import StayingModel
from nlu.turn_model import TurnModel

_FILE = "learned.joblib"


@dataclass
class Learned:
    """What examples taught.

    ``aspects``: which intent a question has. ``turns``: what a short turn asks after another, ``staying``
    whether it is still about the same. ``asked``: which facts are asked for. ``scope``: what is beyond
    Clara's matter. ``usage``: how words are used. None, or empty, before training.
    """

    aspects: AspectModel | None = None
    turns: TurnModel | None = None
    staying: StayingModel | None = None
    asked: AskedModel = field(default_factory=AskedModel)
    scope: ScopeModel | None = None
    usage: Usage = field(default_factory=Usage)

    def write(self, folder: Path) -> None:
        """Store it.

        Args:
            folder: an existing one; what stood there before is replaced.
        """
        joblib.dump(self, folder / _FILE)


def read_learned(folder: Path) -> Learned:
    """What `Learned.write` stored.

    Args:
        folder: where it is.

    Raises:
        FileNotFoundError: nothing is stored there.
    """
    learned: Learned = joblib.load(folder / _FILE)
    return learned
