"""Clara with every library at its loudest: ``python -m tests.e2e.loud serve``."""

from __future__ import annotations

import logging

import rasa.utils.log_utils
import structlog

import bot.quiet
from bot.cli import main


def shout() -> None:
    """Have everything logged, whatever its level."""
    rasa.utils.log_utils.configure_structlog(logging.NOTSET)
    logging.basicConfig(level=logging.NOTSET, force=True, format="%(levelname)s %(name)s: %(message)s")
    for name in [None, *logging.root.manager.loggerDict]:
        logging.getLogger(name).setLevel(logging.DEBUG)
    structlog.get_logger("rasa").info("loud")


if __name__ == "__main__":
    bot.quiet.hush = shout
    bot.cli.hush = shout  # type: ignore[attr-defined]
    main()
