"""Learns what speaks for a request to be beyond Clara's matter: `python -m bot.evaluation.scope`.

From the evaluation sets that were read: none of their lines is an example, so what the model says of them
is what it says of anybody. Prints the weights of `nlu.evidence`, and what they bring.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from bot.evaluation.noise import noisy
from bot.evaluation.questions import SMALL_TALK, Labelled
from bot.evaluation.run import is_unseen, own_sets
from bot.evaluation.scoring import OUT_OF_SCOPE
from bot.quiet import hush
from nlu.evidence import Evidence

if TYPE_CHECKING:
    from rasa.core.agent import Agent

_LIMITS = (0.2, 0.3, 0.4, 0.5, 0.6)


@dataclass(frozen=True)
class _Seen:
    """What opens a conversation: whether its misses were read, is beyond, and what speaks for that."""

    read: bool
    beyond: bool
    evidence: tuple[float, ...]


def main() -> None:
    """Fit and print."""
    hush()
    seen = asyncio.run(_seen())
    names = [one.name for one in fields(Evidence)]
    learned = [one for one in seen if one.read]
    rows, beyond = _rows(learned)
    scale = StandardScaler().fit(rows)
    model = LogisticRegression(max_iter=2000).fit(scale.transform(rows), beyond)
    weights = model.coef_[0] / scale.scale_
    bias = model.intercept_[0] - float(weights @ scale.mean_)
    print(f"{sum(beyond)} requests beyond scope, {len(beyond) - sum(beyond)} questions\n")
    print("\n".join(f'    "{name}": {weight:.2f},' for name, weight in zip(names, weights, strict=True)))
    print(f"bias {bias:.2f}\n")
    for title, some in (("read", learned), ("unseen", [one for one in seen if not one.read])):
        rows, beyond = _rows(some)
        likely = 1 / (1 + np.exp(-(rows @ weights + bias)))
        of_beyond, of_questions = likely[beyond], likely[~beyond]
        for limit in _LIMITS:
            declined, wrongly = np.mean(of_beyond >= limit), np.mean(of_questions >= limit)
            print(
                f"{title}: from {limit} on {declined:.3f} of {len(of_beyond)} requests beyond scope are "
                f"declined, and {wrongly:.4f} of {len(of_questions)} questions"
            )


def _rows(some: Sequence[_Seen]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    return np.array([one.evidence for one in some]), np.array([one.beyond for one in some])


async def _seen() -> list[_Seen]:
    from bot.server import load_agent

    agent, seen = await load_agent(), list[_Seen]()
    for name, questions in own_sets().items():
        beyond = OUT_OF_SCOPE in name
        # Those of questions alone are noisy, too.
        for one in [*questions, *noisy(questions)] if beyond else questions:
            if one.is_follow_up or SMALL_TALK in one.aspects or one.statuses > {OUT_OF_SCOPE}:
                continue
            evidence = await _evidence(agent, one)
            if evidence is not None:
                seen.append(_Seen(not is_unseen(name), one.statuses == {OUT_OF_SCOPE}, evidence))
    return seen


async def _evidence(agent: Agent, labelled: Labelled) -> tuple[float, ...] | None:
    """What speaks for the first part of a message; None of what is not judged, as small talk and danger."""
    parsed = await agent.parse_message(labelled.text)
    found = parsed["reading"]["parts"][0].get("scope")
    return tuple(found[one.name] for one in fields(Evidence)) if found else None


if __name__ == "__main__":
    main()
