"""``python -m bot`` is the ``clara`` command."""

from bot.cli import main

main()
