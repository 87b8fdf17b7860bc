"""The advisories that docs/security.md lists are of what is installed, and its reasons still hold."""

from __future__ import annotations

import re
from importlib.metadata import version

import pytest
import yaml
from packaging.version import Version

from bot import paths

DOCUMENT = (paths.PROJECT / "docs" / "security.md").read_text(encoding="utf-8")
LOCK = (paths.PROJECT / "requirements" / "runtime.txt").read_text(encoding="utf-8")
ROW = re.compile(
    r"^\| ([a-z0-9-]+) \| ([\w.]+) \| ([\w.]+|-) \| ((?:CVE-[\d-]+(?:, )?)+) \| (.+) \|$", re.MULTILINE
)
ROWS = ROW.findall(DOCUMENT)
NEVER_BELOW = re.findall(r"([a-z]+) (\d[\d.]+\d) \(CVE-", DOCUMENT.partition("Never below:")[2])


def locked(package: str) -> str:
    found = re.search(rf"^{re.escape(package)}==(\S+)", LOCK, re.MULTILINE)
    assert found, f"{package} is locked no more: take its row out of docs/security.md"
    return found[1]


def test_the_list_is_read() -> None:
    table = DOCUMENT.partition("| package | locked |")[2].partition("\n\n")[0]
    assert len(ROWS) == len(table.strip().splitlines()) - 2 > 10


@pytest.mark.parametrize(("package", "named", "fixed", "_ids", "sentence"), ROWS)
def test_an_accepted_advisory_has_its_sentence_and_is_about_what_is_locked(
    package: str, named: str, fixed: str, _ids: str, sentence: str
) -> None:
    assert named == locked(package), f"{package} has changed: look its advisories up again"
    assert fixed == "-" or Version(named) < Version(fixed), f"{package} is mended: take the row out"
    assert re.match(r"(Not exposed|Harmless|Disputed|Mitigated)\b.{30}", sentence)


@pytest.mark.parametrize(("package", "lowest"), NEVER_BELOW)
def test_what_was_mended_stays_so(package: str, lowest: str) -> None:
    assert Version(locked(package)) >= Version(lowest)
    assert Version(version(package)) >= Version(lowest)


def test_the_pipeline_loads_no_files_of_keras_tensorflow_or_skops() -> None:
    config = yaml.safe_load(paths.CONFIG.read_text(encoding="utf-8"))
    names = [part["name"] for part in config["pipeline"] + config["policies"]]
    assert {name for name in names if not name.startswith("nlu.components.")} == {"bot.rules.RememberedRules"}


def test_channels_and_stores_with_advisories_are_not_set_up() -> None:
    credentials = yaml.safe_load(paths.CREDENTIALS.read_text(encoding="utf-8"))
    assert all(name.startswith("bot.channels.") for name in credentials)
    endpoints = yaml.safe_load(paths.ENDPOINTS.read_text(encoding="utf-8"))
    assert "mongo" not in str(endpoints).lower()
    sources = [
        file.read_text()
        for folder in ("bot", "actions", "knowledge", "nlu")
        for file in (paths.PROJECT / folder).rglob("*.py")
    ]
    for never in ("EmailStr", "sentry_sdk.init", "aiohttp.web", "allow_pickle=True", "yaml.unsafe_load"):
        assert not any(never in source for source in sources)
