"""Telegram: `credentials.yml` names ``bot.channels.telegram.channel.Telegram``.

An update goes from `polling` or `channel` (a webhook) through `dispatching` (once, in order) and `reading`
(what it wants) to `conversing` (Rasa's turn), and back as `replies` through `api`.
"""
