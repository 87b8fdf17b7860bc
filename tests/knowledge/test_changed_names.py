"""What may be what changed."""

from __future__ import annotations

import pytest

from knowledge.changed_names import is_only_whose, may_have_changed


@pytest.mark.parametrize(
    ("name", "may"),
    [("cambió", False), ("quitaron", False), ("lo corrijan", False), ("cifraban", True), ("borrarte", True)],
)
def test_the_words_of_changing_name_nothing(name: str, may: bool) -> None:
    assert may_have_changed(name) is may


def test_whose_data_they_are_is_no_matter() -> None:
    assert is_only_whose([])
    assert is_only_whose(["account", "other_users"])
    assert not is_only_whose(["account", "access"])
