"""A start without what Clara does not use: TensorFlow alone takes six seconds and 360 MB.

Written for Rasa 3.6.21 and thinc 8.0; `tests/bot/test_imports.py` fails when they bring it in another way.
Who does need it (DIET, TED, Rasa's shell) still gets it:

- `rasa.nlu.extractors.extractor` imports `rasa.utils.train_utils` for what training alone calls. That module
  is executed when something is asked of it, not before.
- `rasa.core.channels` imports every channel that Rasa has, with the libraries of Slack, Webex and others. The
  package is executed when one of them is asked for; what all channels share, `channel`, is not them.
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

# What is deferred, and what of it others take names from at once.
_DEFERRED: dict[str, str | None] = {
    "rasa.utils.train_utils": None,
    "rasa.core.channels": "rasa.core.channels.channel",
}
_UNNEEDED = "tensorflow"


def import_less() -> None:
    """Keep what is heavy and unused from being imported; call before Rasa or spaCy is imported."""
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
        if fullname not in _DEFERRED:
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
        places = spec.submodule_search_locations
        if places is not None and PathFinder.find_spec(f"{self.__name__}.{name}", places):
            # A part of the package, which Python imports when it is told so.
            raise AttributeError(f"module {self.__name__!r} has not been asked for {name!r}")
        part = _DEFERRED[self.__name__]
        if part is not None and hasattr(importlib.import_module(part), name):
            return getattr(sys.modules[part], name)
        spec.loader = spec.loader.loader
        spec.loader.exec_module(self)
        return getattr(self, name)
