"""The parts of the Telegram channel, each by itself."""
