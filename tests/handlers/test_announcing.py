"""A published paper is posted once where everybody reads, and everybody who took part is told."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial

import pytest

from bot.channels.telegram.outbound import TelegramOutbound
from bot.entrances import public_chats
from bot.settings import Settings
from conversations.messages import Message
from handlers import announcing, publishing
from handlers.delivery import Owed, Unreachable
from storage import audit, outbox, publications
from storage.outbox import OutboxRow
from storage.publications import Publication
from storage.work import Work
from tests.fakes.bot_api import FakeBotApi
from tests.grouped import group_of, paper_of
from tests.published import PAPER
from tests.world import World

CHANNEL = "@mashwara_dez"


def published(world: World) -> Publication:
    """Publish the paper of a group of three, one of whom commented."""
    world.service.public_chats = (("telegram", CHANNEL),)
    group = group_of(world)
    paper = paper_of(world, group)
    page = replace(PAPER, number=group.number)
    world.turn(_noted)
    return world.turn(partial(publications.publish, paper_id=paper.id, paper=page))


def _noted(work: Work) -> None:
    audit.note(work, "office:1", "group.published", "1")
    audit.seal_pending(work)


def owed(world: World) -> list[OutboxRow]:
    """Everything that is owed."""
    return world.turn(partial(outbox.owed, most=10_000))


def tell(world: World, made: Publication, times: int = 1) -> None:
    """Let the timer come, however often."""
    turn = partial(publishing.tell, service=world.service, subject=f"{made.id} ")
    for _ in range(times):
        world.turn(turn)


def test_a_paper_is_posted_once_with_the_end_of_the_chain(world: World) -> None:
    """Its summary, its address, the code of its vote and the head of the trail."""
    made = published(world)
    tell(world, made)
    (post,) = [row for row in owed(world) if row.chat == CHANNEL]
    for part in (PAPER.summary, f"/papers/{made.slug}", PAPER.code, str(world.turn(audit.head))):
        assert part in post.message.text
    assert world.turn(partial(announcing.post, service=world.service, text="x", cause="c")) == 1
    assert world.turn(partial(announcing.post, service=world.service, text="x", cause="c")) == 0
    assert Counter(row.chat for row in owed(world))[CHANNEL] == 2


def test_everybody_who_took_part_is_told(world: World) -> None:
    """Members of now and before, and who commented; each once."""
    made = published(world)
    tell(world, made)
    told = Counter(row.chat for row in owed(world) if "/papers/" in row.message.text)
    assert told == {CHANNEL: 1, "convener 0": 1, "convener 1": 1, "convener 2": 1}


def test_without_a_channel_nothing_is_posted(lite: World) -> None:
    """Only an operator who named one has one."""
    assert public_chats(Settings(telegram_channel=CHANNEL)) == ()
    assert lite.turn(partial(announcing.post, service=lite.service, text="x", cause="c")) == 0


@pytest.mark.parametrize("name", ["mashwara", "@a", "@name with spaces", "-5", "@" + "x" * 40])
def test_what_is_no_channel_is_refused(name: str) -> None:
    """At the start, with the name of the setting."""
    with pytest.raises(ValueError, match="telegram_channel"):
        Settings(telegram_channel=name)


async def test_the_bot_posts_in_a_channel_by_its_name() -> None:
    """As an administrator; without that it is said that nobody can be reached there."""
    async with FakeBotApi() as api:
        channel = api.channel(-100_500_600, CHANNEL[1:])
        outbound = TelegramOutbound(api.token, api.url)
        owed_ = Owed(
            id=1,
            channel="telegram",
            lane=b"c",
            chat=CHANNEL,
            message=Message(text="نُشرت الورقة"),
        )
        await outbound.send(owed_)
        assert [shown.text.strip("\u200f\u200e") for shown in channel.chat] == ["نُشرت الورقة"]
        api.channel(-100_500_600, CHANNEL[1:], admin=False)
        with pytest.raises(Unreachable):
            await outbound.send(owed_)
        await outbound.close()
