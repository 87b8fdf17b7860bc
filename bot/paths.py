"""Where things stand in the project, and where what it makes goes."""

from __future__ import annotations

from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
CONFIG = PROJECT / "config.yml"
DOMAIN = PROJECT / "domain.yml"
ENDPOINTS = PROJECT / "endpoints.yml"
CREDENTIALS = PROJECT / "credentials.yml"
TELEGRAM = PROJECT / "bot" / "channels" / "telegram" / "credentials.yml"
NLU = PROJECT / "nlu"
MODELS = PROJECT / "models"
MODEL = MODELS / "clara.tar.gz"
VAR = PROJECT / "var"
