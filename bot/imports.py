"""A start without TensorFlow: six seconds and 360 MB that no part of Clara's pipeline uses.

Written for Rasa 3.6.21 and thinc 8.0; `tests/bot/test_imports.py` fails when either changes. Two imports
are enough to bring TensorFlow in, and a model that does need it (DIET, TED) still gets it:

- `rasa.nlu.extractors.extractor` imports `rasa.utils.train_utils` for what training alone calls. That module
  is executed when something is asked of it, not before.
- spaCy's thinc imports TensorFlow to offer itself to it, and does without it where there is none.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

_FOR_TRAINING = "rasa.utils.train_utils"
_UNNEEDED = "tensorflow"


def spare_tensorflow() -> None:
    """Keep TensorFlow from being imported until something uses it; call before Rasa or spaCy is imported."""
    if _UNNEEDED in sys.modules or any(isinstance(finder, _Finder) for finder in sys.meta_path):
        return
    sys.meta_path.insert(0, _Finder())
    # None makes an import fail, as if it were not installed.
    sys.modules[_UNNEEDED] = None  # type: ignore[assignment]
    try:
        importlib.import_module("thinc.api")
    finally:
        del sys.modules[_UNNEEDED]


class _Finder(MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != _FOR_TRAINING:
            return None
        spec = PathFinder.find_spec(fullname, path)
        if spec is not None and spec.loader is not None:
            spec.loader = _Later(spec.loader)
        return spec


class _Later(Loader):
    """Makes a module that its real loader executes when a name in it is first asked for."""

    def __init__(self, loader: Loader):
        self.loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Deferred(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Not yet."""


class _Deferred(ModuleType):
    """Not `importlib.util.LazyLoader`'s: there, Python 3.10's own second import of the module executes it."""

    def __getattr__(self, name: str) -> Any:
        spec = self.__spec__
        if name.startswith("__") or spec is None or not isinstance(spec.loader, _Later):
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        spec.loader = spec.loader.loader
        spec.loader.exec_module(self)
        return getattr(self, name)
