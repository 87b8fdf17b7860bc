"""Questions on another policy, read as if they were on the one that the examples are about.

The examples name one company. What they teach holds for any other, once its name stands where theirs does.
"""

from __future__ import annotations

import re

from knowledge.choice import company_of, lender_of, names_of


def as_trained(text: str, policy: str) -> str:
    """A question with the company's name replaced by that of the policy whose vocabulary serves.

    Args:
        text: a question on a policy.
        policy: that policy.

    Returns:
        The same text for a policy with a vocabulary of its own.
    """
    lender = lender_of(policy)
    if lender == policy:
        return text
    named = "|".join(re.escape(name) for name in names_of(policy))
    return re.sub(rf"\b(?:{named})\b", company_of(lender), text, flags=re.IGNORECASE) if named else text
