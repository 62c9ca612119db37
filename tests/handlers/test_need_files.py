"""Photos and voice notes of a need reach its office, and what was done reaches the people."""

from __future__ import annotations

from functools import partial

from sqlalchemy import select

from conversations.messages import FileHandle, FileKind, Kind, Message
from handlers import clocks
from storage import attachments, outbox, people, sent_files, timers
from storage.outbox import SENT, Settlement
from storage.tables import attachment
from tests.offices import Representative
from tests.world import Resident, World

JPEG = b"\xff\xd8\xff cleaned"


def cleans(world: World) -> None:
    """Keep every file that was sent, as the cleaning does."""
    with world.engine.connect() as connection:
        ids = connection.scalars(select(attachment.c.id).where(attachment.c.state == "wanted"))
        waiting = list(ids)
    for each in waiting:
        found = world.turn(partial(attachments.get, attachment_id=each))
        assert found is not None
        world.turn(partial(attachments.keep, found=found, content=JPEG))


def strike(world: World) -> None:
    """Do what is due."""
    for timer in world.turn(timers.due):
        world.turn(partial(clocks.strike, service=world.service, timer=timer))


def reports_with_a_photo(world: World) -> tuple[Resident, str]:
    """Somebody reports a need with a photo; returns them and its number."""
    resident = Resident(world, account="2002", restarts=False)
    resident.agrees()
    resident.says("الكسرة بلا مي من أربع أيام")
    resident.sends(kind=Kind.PHOTO, file=FileHandle(reference="a photo"))
    number = "".join(filter(str.isdigit, resident.says("5").split("\n")[0]))
    cleans(world)
    return resident, number


def with_files(resident: Resident) -> list[Message]:
    """The messages that stand in a chat and hold a file."""
    return [message for _, message in resident._shown() if message.file]


def test_the_office_sees_what_was_sent_for_ten_minutes(world: World) -> None:
    _resident, number = reports_with_a_photo(world)
    office = Representative(world, restarts=False)
    office.says(f"/need {number}")
    assert with_files(office) == []
    office.says(f"/detail {number}")
    (shown,) = with_files(office)
    assert shown.file is not None
    assert shown.file.kind is FileKind.PHOTO
    assert world.turn(partial(sent_files.content, file_id=shown.file.id)) == JPEG
    world.clock.forward(minutes=10)
    strike(world)
    assert with_files(office) == []


def test_what_was_done_is_shown_to_whoever_hears_of_it(world: World) -> None:
    resident, number = reports_with_a_photo(world)
    office = Representative(world, restarts=False)
    office.says(f"/resolve {number}")
    office.says("تم تركيب مضخة جديدة للمحطة")
    office.sends(kind=Kind.PHOTO, file=FileHandle(reference="done"))
    cleans(world)
    strike(world)
    news = resident._shown()[-1][1]
    (button,) = (each for each in news.buttons if each.label == "عرض الصورة")
    assert button.data == f"/my {number} photo"
    resident.says(button.data)
    (shown,) = with_files(resident)
    assert shown.file is not None
    office.unlocks()
    office.says(f"/detail {number}")
    (theirs,) = with_files(office)
    assert theirs.file is not None
    assert theirs.file.id != shown.file.id


def test_a_photo_is_for_those_whom_the_need_concerns(world: World) -> None:
    _resident, number = reports_with_a_photo(world)
    stranger = Resident(world, account="5005", restarts=False)
    stranger.agrees()
    assert stranger.says(f"/my {number} photo") == stranger.says("/my 000000000 photo")
    assert with_files(stranger) == []


def test_details_leave_a_chat_that_is_let_go_of(world: World) -> None:
    """Nobody would take them out of it later."""
    gone: list[str] = []
    world.service.withdraw = lambda _channel, _chat, references: gone.extend(references)
    _resident, number = reports_with_a_photo(world)
    office = Representative(world, restarts=False)
    office.says(f"/detail {number}")
    sent = world.turn(outbox.owed)
    settled = [Settlement(row.id, SENT, f"m{row.id}", row.due) for row in sent]
    world.turn(partial(outbox.settle, settlements=settled))
    holder = office.person.id
    world.turn(lambda work: people.add_identity(work, holder, "ar", "web", "w", "w"))
    office.says("/unlink")
    assert len(gone) == 2
