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
from bot.evaluation.questions import Labelled, read_questions
from bot.evaluation.report import as_json, as_text
from bot.evaluation.scoring import Scored, score
from bot.server import load_agent

SETS = paths.PROJECT / "tests" / "evaluation"


async def evaluate_files(files: Sequence[Path], out: Path | None) -> None:
    """Score files and print a report for each; JSON and a confusion matrix go beside.

    Args:
        files: files of labelled questions; none for the project's own sets.
        out: folder for the JSON and the pictures; the default is ``var/evaluation``.
    """
    out = out or paths.VAR / "evaluation"
    out.mkdir(parents=True, exist_ok=True)
    agent = await load_agent()
    for file in files or sorted(SETS.rglob("*.tsv")):
        scored = await run(agent, read_questions(file))
        name = _name(file)
        print(as_text(name, scored))
        (out / f"{name}.json").write_text(
            json.dumps(as_json(name, scored), ensure_ascii=False, indent=1), encoding="utf-8"
        )
        draw_confusion(scored, out / f"{name}.png")
    print(f"JSON and confusion matrices: {out}")


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
