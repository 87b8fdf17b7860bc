"""Which policy Clara explains: ``CLARA_POLICY`` names its folder in ``knowledge/content``."""

from __future__ import annotations

import os

POLICY_VARIABLE = "CLARA_POLICY"
DEFAULT_POLICY = "netflix"


def chosen_policy() -> str:
    """The policy to explain.

    Returns:
        The environment's, or the default one. Whether it exists is found out when its content is read.
    """
    return os.environ.get(POLICY_VARIABLE) or DEFAULT_POLICY
