"""Telegram: ``bot.channels.telegram.Telegram`` is what `credentials.yml` names."""

from bot.channels.telegram.channel import Telegram

__all__ = ["Telegram"]
