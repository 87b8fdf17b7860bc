"""A start without a flood: what libraries say about themselves is not for the person at the terminal."""

from __future__ import annotations

import logging
import os
import warnings


def hush() -> None:
    """Silence library chatter; call before anything imports Rasa or TensorFlow."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("LOG_LEVEL_LIBRARIES", "ERROR")
    # Rasa shows its progress bars unless this says otherwise.
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    from bot.imports import import_less

    import_less()
    # What is not set up prints everything; ours and Rasa's own errors are what matters.
    from rasa.utils.log_utils import configure_structlog

    logging.basicConfig(level=logging.ERROR, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    configure_structlog(logging.ERROR)
    from bot.operations.logs import log_as_json, wants_json

    if wants_json():
        log_as_json()
    # Clara's own events are few, and what an operator looks for.
    logging.getLogger("bot").setLevel(logging.INFO)
    # Sanic resets the warning filters when it is imported: theirs first, then ours.
    import sanic.app  # noqa: F401

    warnings.simplefilter("ignore")
    for name in ("rasa", "rasa_sdk", "sanic", "sanic.root", "tensorflow", "apscheduler", "matplotlib"):
        logging.getLogger(name).setLevel(logging.ERROR)
