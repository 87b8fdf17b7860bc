"""The REST and web channels, in this process: whatever is posted is answered, and never with 500 or more."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.core.channels.channel import UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import AwaitableTrackerStore
from rasa.shared.core.domain import Domain

from bot.channels.payloads import is_payload
from bot.channels.rest import Rest
from bot.channels.text import LONGEST_MESSAGE, clean
from bot.channels.web import Web
from bot.conversations import MemoryConversations
from bot.server import make_site
from tests.fuzz.counting import share, watched
from tests.fuzz.texts import ANYTHING, BYTES, TEXTS, mangled, packed, variants

Post = Callable[..., httpx.Response]
_IDS = st.from_regex(r"[0-9a-f]{48}", fullmatch=True)
_MESSAGE_IDS = st.from_regex(r"[0-9A-Za-z_-]{16,64}", fullmatch=True)
_REST = mangled({"sender": ANYTHING, "message": TEXTS})
_MESSAGE = mangled({"conversation": _IDS, "id": _MESSAGE_IDS, "text": TEXTS})
_VOTE = mangled(
    {
        "conversation": _IDS,
        "message": _MESSAGE_IDS,
        "part": st.integers(),
        "vote": st.sampled_from(["up", "down"]),
    }
)
_KINDS = st.sampled_from(["application/json"] * 4 + ["application/json; charset=latin-1", "text/plain", ""])


class Agent:
    """Stands for Rasa: looks whether what the channels let through is what they should."""

    def __init__(self) -> None:
        self.tracker_store = AwaitableTrackerStore(MemoryConversations(Domain.empty()))
        self.lock_store = InMemoryLockStore()

    async def handle_message(self, message: UserMessage) -> None:
        text = message.text
        assert isinstance(text, str) and 0 < len(text) <= LONGEST_MESSAGE
        assert text == clean(text)
        assert is_payload(text) or not text.startswith("/")
        assert message.sender_id
        await message.output_channel.send_response(message.sender_id, {"text": text})


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    """Sends a request to the channels, without a network between."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLARA_FEEDBACK_URL", f"sqlite:///{tmp_path_factory.mktemp('votes') / 'votes.db'}")
        app = make_site([Rest(), Web()])
    app.ctx.agent = Agent()
    app.asgi = True
    loop = asyncio.new_event_loop()
    loop.run_until_complete(app._startup())
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=True)
    client = httpx.AsyncClient(transport=transport, base_url="http://clara")

    def send(
        path: str, content: bytes, kind: str = "application/json", method: str = "POST"
    ) -> httpx.Response:
        request = client.request(method, path, content=content, headers={"Content-Type": kind})
        return loop.run_until_complete(request)

    yield send
    loop.run_until_complete(client.aclose())
    loop.close()


def near(content: bytes) -> list[bytes]:
    """A body and some like it."""
    return [one.encode("latin-1", "replace") for one in variants(content.decode("latin-1"))]


def answered_in_words(reply: httpx.Response) -> Any:
    assert reply.status_code < 500, reply.text
    assert "Traceback" not in reply.text
    return json.loads(reply.text)


@share(0.024)
@given(body=_REST)
def test_rest_bodies(post: Post, body: Any) -> None:
    for content in near(packed(body)):
        with watched("REST bodies", content):
            said = answered_in_words(post("/webhooks/rest/webhook", content))
        # A turn that failed is said in words, with 200: here none may.
        assert "Algo ha fallado" not in str(said)


@share(0.012)
@given(content=BYTES, kind=_KINDS)
def test_rest_bytes(post: Post, content: bytes, kind: str) -> None:
    for one in near(content):
        with watched("REST bytes", one):
            answered_in_words(post("/webhooks/rest/webhook", one, kind))


@share(0.024)
@given(body=_MESSAGE)
def test_chat_messages(post: Post, body: Any) -> None:
    for content in near(packed(body)):
        with watched("chat messages", content):
            answered_in_words(post("/chat/messages", content))


@share(0.01)
@given(body=_VOTE, content=BYTES, kind=_KINDS)
def test_votes_and_bytes(post: Post, body: Any, content: bytes, kind: str) -> None:
    with watched("chat votes", body):
        answered_in_words(post("/chat/votes", packed(body)))
    for one in near(content):
        with watched("chat bytes", one):
            answered_in_words(post("/chat/messages", one, kind))


@share(0.01)
@given(name=st.one_of(_IDS, st.text(min_size=1, max_size=60)))
def test_conversations_to_erase(post: Post, name: str) -> None:
    with watched("chat erasing", name):
        reply = post(f"/chat/conversations/{quote(name)}", b"", method="DELETE")
    assert reply.status_code in (200, 404)
