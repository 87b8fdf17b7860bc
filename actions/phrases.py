"""Clara's own sentences, kept as reviewed data beside this module."""

from __future__ import annotations

from pathlib import Path

import yaml
from pydantic import BaseModel

_FILE = Path(__file__).with_name("phrases.yaml")


class Phrases(BaseModel):
    """Every sentence that Clara says around facts; braces are filled in by name."""

    affirms: str
    denies: str
    general_only: str
    other_aspect: str
    silent_on: str
    unmentioned: str
    nearby: str
    unknown: str
    ask_contact: str
    unmatched: str
    nothing_changed: str
    today: str
    change_added: str
    change_first: str
    change_reworded: str
    change_removed: str
    change_last_seen: str
    briefly_added: str
    briefly_removed: str
    briefly_since: str
    changes_between: str
    changes_until: str
    changes_outside: str
    since_version: str
    since_about: str
    unknown_since: str
    this_matter: str
    denied: str
    no_list: str
    compares: str
    apart: str
    steps: str
    not_in_law: str
    due: str
    due_business: str
    due_unsure: str
    no_day: str
    no_deadline_for: str
    other_deadlines: str
    not_advice: str
    ask_country: str
    which_country: str
    in_general: str
    noted: str
    same_there: str
    withheld: str
    forgotten: str
    other_country: str
    name_country: str
    no_country: str
    write_letter: str
    letter: str
    letter_general: str
    which_letter: str
    evidence: str
    believe_the_text: str
    source: str
    sources: str
    undated: str
    more: str
    no_more: str
    nothing_to_continue: str
    out_of_scope: str
    clarify: str
    clarify_about: str
    affirm: str
    deny: str
    complaint: str
    complaint_about: str
    briefly: str
    trouble: str
    suggestions: str

    class Config:
        extra = "forbid"


def read_phrases() -> Phrases:
    """Read the sentences.

    Returns:
        All of them.

    Raises:
        pydantic.ValidationError: one is missing, or one is not known.
    """
    return Phrases.parse_obj(yaml.safe_load(_FILE.read_text(encoding="utf-8")))
