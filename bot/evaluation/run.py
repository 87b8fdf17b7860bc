"""Running labelled questions through the real assistant, and reporting what came."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent

from bot import paths
from bot.evaluation.confusion import draw_confusion
from bot.evaluation.first_facts import beginnings, read_first_facts
from bot.evaluation.noise import noisy
from bot.evaluation.questions import Labelled, read_questions
from bot.evaluation.report import as_json, as_table, as_text
from bot.evaluation.scoring import Scored, score
from bot.server import load_agent

# Its misses are not printed: nobody should tune on them.
UNSEEN = "unseen"
_NOISY = "noisy-"
SETS = paths.PROJECT / "tests" / "evaluation"
FIRST_FACTS = SETS / "first_facts.txt"


async def evaluate_files(files: Sequence[Path], out: Path | None) -> None:
    """Score files and print a report for each, then a table; JSON and a confusion matrix go beside.

    Args:
        files: files of labelled questions; none for the project's own sets, which are also asked in
            noisy spelling.
        out: folder for the JSON and the pictures; the default is ``var/evaluation``.
    """
    out = out or paths.VAR / "evaluation"
    out.mkdir(parents=True, exist_ok=True)
    agent = await load_agent()
    sets = {_name(file): read_questions(file) for file in files} if files else own_sets()
    results = {}
    for name, questions in sets.items():
        scored = results[name] = await run(agent, questions)
        if not is_unseen(name):
            print(as_text(name, scored))
        (out / f"{name}.json").write_text(
            json.dumps(as_json(name, scored), ensure_ascii=False, indent=1), encoding="utf-8"
        )
        draw_confusion(scored, out / f"{name}.png")
    print("\n" + as_table(results))
    print(beginnings(results, read_first_facts(FIRST_FACTS)))
    print(f"JSON and confusion matrices: {out}")


def own_sets() -> dict[str, list[Labelled]]:
    """The project's evaluation sets, and the sets of single questions once more in noisy spelling."""
    sets = {_name(file): read_questions(file) for file in sorted(SETS.rglob("*.tsv"))}
    single = {name: one for name, one in sets.items() if not one[0].dialogue and "out_of_scope" not in name}
    return {**sets, **{f"{_NOISY}{name}": noisy(questions) for name, questions in single.items()}}


def is_unseen(name: str) -> bool:
    """Whether a set is for measuring only, in noisy spelling too.

    Args:
        name: a set's name as `own_sets` gives it.
    """
    return name.removeprefix(_NOISY).startswith(UNSEEN)


def _name(file: Path) -> str:
    """A set's name; those in a folder of the sets carry its name, as there are two "questions"."""
    folder = file.resolve().parent
    return file.stem if folder == SETS or SETS not in folder.parents else f"{folder.name}-{file.stem}"


async def run(agent: Agent, questions: Sequence[Labelled]) -> list[Scored]:
    """Ask every question, each dialogue in a conversation of its own.

    Args:
        agent: the assistant.
        questions: the turns, those of a dialogue in a row.

    Returns:
        The judged turns, in order.
    """
    scored = []
    conversation, dialogue = uuid.uuid4().hex, None
    for labelled in questions:
        if labelled.dialogue is None or labelled.dialogue != dialogue:
            conversation, dialogue = uuid.uuid4().hex, labelled.dialogue
        messages = await agent.handle_text(labelled.text, sender_id=conversation)
        answers = [m["custom"]["answer"] for m in messages or [] if "answer" in m.get("custom", {})]
        scored.append(score(labelled, answers, await _understood(agent, conversation)))
    return scored


async def _understood(agent: Agent, conversation: str) -> dict[str, Any]:
    tracker = await agent.tracker_store.retrieve(conversation)
    if tracker is None or tracker.latest_message is None:
        return {}
    message = tracker.latest_message
    ranking = message.parse_data.get("intent_ranking", [])[:3]
    return {
        "intents": [f"{guess['name']} {guess['confidence']:.2f}" for guess in ranking],
        "entities": [entity["value"] for entity in message.entities],
    }
