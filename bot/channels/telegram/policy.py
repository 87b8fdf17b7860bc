"""Which text of the policy Clara answers from, for whoever asks."""

from __future__ import annotations

from sqlalchemy import select

from knowledge.database import reading
from knowledge.dates import dated
from knowledge.models import PolicyVersion
from knowledge.queries import KnowledgeBase


def policy_in_force() -> dict[str, str]:
    """The policy's newest version.

    Returns:
        Its ``name``, the ``date`` it came into force, and the ``url`` where it can be read.

    Raises:
        KnowledgeError: the knowledge base is empty or cannot be read.
    """
    with reading() as session:
        policy = KnowledgeBase(session).policy()
        newest = select(PolicyVersion.url).where(
            PolicyVersion.policy_id == policy.id, PolicyVersion.in_force == policy.version
        )
        url = session.execute(newest.order_by(PolicyVersion.id)).scalars().first()
    return {"name": policy.name, "date": dated(policy.version), "url": str(url)}
