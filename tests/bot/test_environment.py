"""Settings are what they may be, or refused in words that name the variable."""

from __future__ import annotations

import pytest

from bot.environment import BadSetting, number_of, one_of, port_of, seconds_of


@pytest.mark.parametrize(("value", "port"), [("", None), ("9105", 9105), ("65535", 65535)])
def test_a_port(value: str, port: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLARA_X", value)
    assert port_of("CLARA_X") == port


@pytest.mark.parametrize("value", ["0", "65536", "-1", "http", "9105 ", "٩"])
def test_no_port(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLARA_X", value)
    with pytest.raises(BadSetting, match="CLARA_X"):
        port_of("CLARA_X")


@pytest.mark.parametrize(("value", "number"), [("", 2), ("1", 1), ("8", 8)])
def test_a_number(value: str, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLARA_X", value)
    assert number_of("CLARA_X", default=2, most=8) == number


@pytest.mark.parametrize("value", ["0", "9", "-1", "1.5", "²", "1" * 5000])
def test_no_number(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLARA_X", value)
    with pytest.raises(BadSetting, match="CLARA_X must be a whole number from 1 to 8"):
        number_of("CLARA_X", default=2, most=8)


@pytest.mark.parametrize(("value", "seconds"), [("", 5.0), ("0", 0.0), ("2.5", 2.5)])
def test_a_span(value: str, seconds: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLARA_X", value)
    assert seconds_of("CLARA_X", 5.0, most=60.0) == seconds


@pytest.mark.parametrize("value", ["-1", "61", "nan", "inf", "soon"])
def test_no_span(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLARA_X", value)
    with pytest.raises(BadSetting, match="CLARA_X"):
        seconds_of("CLARA_X", 5.0, most=60.0)


def test_a_word_is_the_first_unless_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLARA_X", raising=False)
    assert one_of("CLARA_X", ("text", "json")) == "text"
    monkeypatch.setenv("CLARA_X", "json")
    assert one_of("CLARA_X", ("text", "json")) == "json"
