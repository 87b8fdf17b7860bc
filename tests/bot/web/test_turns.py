"""A message sent again is answered and not taken twice; what is remembered is bounded."""

from __future__ import annotations

import asyncio

import pytest

from bot.web.turns import Reply, Said, Turns


class Bot:
    """Counts the turns it takes; each waits until it is let go."""

    def __init__(self) -> None:
        self.taken = 0
        self.go = asyncio.Event()
        self.go.set()

    async def take(self) -> Reply:
        self.taken += 1
        number = self.taken
        await self.go.wait()
        return Reply([Said(f"respuesta {number}", [], None)], began=number == 1)


async def test_the_same_message_is_taken_once() -> None:
    turns, bot = Turns(), Bot()
    first, again = [await turns.reply("ana", "1", bot.take) for _ in range(2)]
    assert (first, bot.taken) == (again, 1)
    assert (await turns.reply("ana", "2", bot.take)) != first


async def test_the_same_id_in_another_conversation_is_another_message() -> None:
    turns, bot = Turns(), Bot()
    await turns.reply("ana", "1", bot.take)
    await turns.reply("luis", "1", bot.take)
    assert bot.taken == 2


async def test_who_asks_again_too_early_waits_for_the_same_reply() -> None:
    turns, bot = Turns(), Bot()
    bot.go.clear()
    both = [asyncio.create_task(turns.reply("ana", "1", bot.take)) for _ in range(2)]
    await asyncio.sleep(0)
    bot.go.set()
    first, again = await asyncio.gather(*both)
    assert (first, bot.taken) == (again, 1)


async def test_a_turn_is_finished_when_whoever_asked_has_gone() -> None:
    turns, bot = Turns(), Bot()
    bot.go.clear()
    asking = asyncio.create_task(turns.reply("ana", "1", bot.take))
    await asyncio.sleep(0)
    asking.cancel()
    bot.go.set()
    assert (await turns.reply("ana", "1", bot.take)).said[0].text == "respuesta 1"


async def test_a_turn_that_failed_can_be_taken_again() -> None:
    turns, bot = Turns(), Bot()

    async def fail() -> Reply:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await turns.reply("ana", "1", fail)
    assert (await turns.reply("ana", "1", bot.take)).said[0].text == "respuesta 1"


async def test_forgetting_waits_for_what_is_under_way() -> None:
    turns, bot = Turns(), Bot()
    bot.go.clear()
    asking = asyncio.create_task(turns.reply("ana", "1", bot.take))
    await asyncio.sleep(0)
    forgetting = asyncio.create_task(turns.forget("ana"))
    await asyncio.sleep(0)
    assert not forgetting.done()
    bot.go.set()
    await forgetting
    assert asking.done() or await asking
    assert turns.find("ana", "1") is None


async def test_only_the_last_messages_and_conversations_are_kept() -> None:
    turns, bot = Turns(most_messages=2, most_conversations=2), Bot()
    for message in "123":
        await turns.reply("ana", message, bot.take)
    assert [turns.find("ana", message) is not None for message in "123"] == [False, True, True]
    for who in ("luis", "eva"):
        await turns.reply(who, "1", bot.take)
    assert turns.find("ana", "3") is None
    assert turns.find("eva", "1") is not None


async def test_what_was_said_before_an_erasure_is_forgotten_and_its_own_reply_is_not() -> None:
    turns, bot = Turns(), Bot()
    await turns.reply("ana", "1", bot.take)
    last = await turns.reply("ana", "2", bot.take)
    turns.forget_earlier("ana", "2")
    assert turns.find("ana", "1") is None
    assert await turns.reply("ana", "2", bot.take) == last
