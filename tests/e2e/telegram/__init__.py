"""Telegram: real servers of Clara's against fakes of the Bot API."""
