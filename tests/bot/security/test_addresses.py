"""Whose request it is, behind proxies that are trusted, and behind those that are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.security.addresses import BadProxy, Proxies


@pytest.mark.parametrize(
    ("proxies", "peer", "forwarded", "caller"),
    [
        ("", "198.51.100.7", [], "198.51.100.7"),
        ("", "198.51.100.7", ["1.2.3.4"], "198.51.100.7"),
        ("127.0.0.1", "198.51.100.7", ["1.2.3.4"], "198.51.100.7"),
        ("127.0.0.1", "127.0.0.1", ["203.0.113.9"], "203.0.113.9"),
        ("127.0.0.1", "127.0.0.1", ["9.9.9.9, 203.0.113.9"], "203.0.113.9"),
        ("127.0.0.1", "127.0.0.1", ["9.9.9.9", "203.0.113.9"], "203.0.113.9"),
        ("127.0.0.1 10.0.0.0/8", "127.0.0.1", ["9.9.9.9, 203.0.113.9, 10.1.2.3"], "203.0.113.9"),
        ("127.0.0.1", "127.0.0.1", [], "127.0.0.1"),
        ("127.0.0.1", "127.0.0.1", ["unknown"], "127.0.0.1"),
        ("127.0.0.1", "127.0.0.1", ["203.0.113.9, evil"], "127.0.0.1"),
        ("127.0.0.1", "::ffff:127.0.0.1", ["203.0.113.9"], "203.0.113.9"),
        ("::1", "::1", ["[2001:db8:1:2:3:4:5:6]"], "2001:db8:1:2::/64"),
        ("", "2001:db8:1:2::ffff", [], "2001:db8:1:2::/64"),
        ("", "", [], "local"),
    ],
)
def test_the_caller_is_the_last_address_that_can_be_believed(
    proxies: str, peer: str, forwarded: list[str], caller: str
) -> None:
    assert Proxies.named(proxies).caller(peer, forwarded) == caller


@pytest.mark.parametrize("names", ["localhost", "10.0.0.1/8", "300.1.1.1", "*"])
def test_what_is_no_network_is_named(names: str) -> None:
    with pytest.raises(BadProxy, match="CLARA_TRUSTED_PROXIES"):
        Proxies.named(names)


@given(st.lists(st.text(max_size=60), max_size=5))
def test_a_caller_cannot_choose_its_address_past_an_untrusted_peer(forwarded: list[str]) -> None:
    assert Proxies.named("10.0.0.0/8").caller("198.51.100.7", forwarded) == "198.51.100.7"


@given(st.lists(st.text(max_size=60), max_size=5))
def test_a_caller_cannot_write_past_what_the_proxy_added(forwarded: list[str]) -> None:
    proxies = Proxies.named("10.0.0.0/8")
    assert proxies.caller("10.0.0.1", [*forwarded, "203.0.113.9"]) == "203.0.113.9"
