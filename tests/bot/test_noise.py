"""Spoilt questions are the same at every run, and still readable."""

from __future__ import annotations

from rapidfuzz import fuzz

from bot.evaluation.noise import noisy
from bot.evaluation.questions import Labelled
from bot.evaluation.run import own_sets


def questions() -> list[Labelled]:
    return own_sets()["privacyqa"]


def test_noise_is_repeatable() -> None:
    assert noisy(questions()) == noisy(questions())


def test_only_the_text_is_spoilt_and_not_beyond_reading() -> None:
    clean, spoilt = questions(), noisy(questions())
    assert [one.number for one in clean] == [one.number for one in spoilt]
    changed = [(a.text, b.text) for a, b in zip(clean, spoilt, strict=True) if a.text != b.text]
    assert len(changed) > 0.9 * len(clean)
    assert min(fuzz.ratio(a.lower(), b) for a, b in changed) > 55


def test_the_noisy_sets_stand_beside_the_clean_ones() -> None:
    names = own_sets().keys()
    assert {"privacyqa", "noisy-privacyqa"} <= names
    assert not [name for name in names if name.startswith("noisy") and "dialogues" in name]
