"""Where things stand in the project, and where what it makes goes."""

from __future__ import annotations

from pathlib import Path

from knowledge.choice import DEFAULT_POLICY, chosen_policy
from knowledge.errors import KnowledgeError
from nlu.fingerprint import policy_to_train


def _model_name() -> str:
    """The chosen policy's model: the default policy's where that understands its questions too."""
    try:
        policy = policy_to_train()
    except KnowledgeError:
        # What is wrong with the content is told where it is read.
        policy = chosen_policy()
    return "clara" if policy == DEFAULT_POLICY else f"clara-{policy}"


PROJECT = Path(__file__).resolve().parent.parent
CONFIG = PROJECT / "config.yml"
DOMAIN = PROJECT / "domain.yml"
ENDPOINTS = PROJECT / "endpoints.yml"
CREDENTIALS = PROJECT / "credentials.yml"
TELEGRAM = PROJECT / "bot" / "channels" / "telegram" / "credentials.yml"
NLU = PROJECT / "nlu"
MODELS = PROJECT / "models"
MODEL = MODELS / f"{_model_name()}.tar.gz"
VAR = PROJECT / "var"
