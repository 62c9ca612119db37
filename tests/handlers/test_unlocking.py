"""Opening an office: whatever is pressed, only the right number opens it, here and now."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from functools import partial
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from civic.mandates import Body
from civic.pins import wait_after
from conversations.messages import Incoming, Kind
from handlers import receiving, tenure, unlocking
from handlers.receiving import Reception
from storage import keypads, mandates, people, pins
from storage.store import Store
from tests.offices import PIN, Representative, link_to, office_at, place_called
from tests.world import Resident, World

NAMES = count(1)


def locked(world: World, account: str = "", **more: object) -> Representative:
    """Somebody whose office is locked."""
    made = Representative(world, account=account or f"rep {next(NAMES)}", restarts=False, **more)  # type: ignore[arg-type]
    made.locks()
    return made


def presses(who: Resident, digits: str) -> str:
    """Press keys one after another; returns the last answer."""
    return [who.taps(digit) for digit in digits][-1]


def press(who: Resident, data: str) -> str:
    """Press something, whether or not it was shown last."""
    return who.sends(kind=Kind.TAP, tap=data, message="1")


@dataclass
class Model:
    """What should be so: the entry, the tries and the lock, by the rules alone.

    `keys` are all that were ever shown, with the entry that each belongs to.
    """

    now: int
    entry: int = 0
    entered: str | None = None
    until: int = 0
    failures: int = 0
    blocked: int = 0
    open: int = 0
    keys: dict[str, tuple[int, str]] = field(default_factory=dict)

    @property
    def live(self) -> bool:
        """Whether a keypad is good."""
        return self.entered is not None and self.now < self.until

    def begins(self) -> None:
        """The keypad is asked for."""
        if self.now >= self.blocked:
            self.entry += 1
            self.entered, self.until = "", self.now + keypads.SECONDS

    def pressed(self, label: str) -> None:
        """A key of the entry of now."""
        entered = self.entered or ""
        if label == "إيقاف":
            self.entered = None
        elif label == "⌫":
            self.entered = entered[:-1]
        else:
            self.holds(entered + label)

    def holds(self, digits: str) -> None:
        """So much is entered."""
        self.entered = digits
        if len(digits) == len(PIN):
            self.tries(digits)

    def tries(self, digits: str) -> None:
        """A whole number is entered."""
        self.entered = None
        if digits == PIN:
            self.failures, self.blocked, self.open = 0, 0, self.now + mandates.UNLOCKED_SECONDS
            return
        self.failures += 1
        wait = int(wait_after(self.failures).total_seconds())
        self.blocked = self.now + wait if wait else 0
        if not wait:
            self.begins()


ACTIONS = st.one_of(
    st.sampled_from(["unlock", "lock", "old", "foreign", "right", "wrong", "⌫", "إيقاف"]),
    st.sampled_from(list("0123456789")),
    st.sampled_from([30, 61, 121, 400]),
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None
)
@given(actions=st.lists(ACTIONS, min_size=5, max_size=30), which=st.randoms(use_true_random=False))
def test_only_the_right_number_opens(lite: World, actions: list[object], which: object) -> None:
    """Any order of keys, old keys, keys of others, waiting and locking, against the plain rules."""
    rep, other = locked(lite), locked(lite)
    other.says("/unlock")
    model = Model(now=int(lite.clock().timestamp()))
    for action in actions:
        _do(lite, rep, other, model, action, which)
        model.now = int(lite.clock().timestamp())
        assert (rep.mandate is not None) == (model.now < model.open), (action, model)
        assert other.mandate is None


def _do(
    world: World,
    rep: Representative,
    other: Representative,
    model: Model,
    action: object,
    which: object,
) -> None:
    if isinstance(action, int):
        world.clock.forward(seconds=action)
    elif action == "unlock":
        rep.says("/unlock")
        model.begins()
    elif action == "lock":
        rep.says("/lock")
        model.open = 0
    elif action == "foreign" and other.last and other.last.buttons:
        press(rep, other.last.buttons[0].data)
        model.entered = model.entered if model.live else None
    elif action in ("right", "wrong") and model.live:
        wanted = PIN if action == "right" else PIN[::-1]
        rep.says(wanted)
        model.holds(wanted)
    elif keys := [data for data, (_, label) in model.keys.items() if action in ("old", label)]:
        _press(rep, model, which.choice(sorted(keys)))  # type: ignore[attr-defined]
    _remember(rep, model)


def _press(rep: Representative, model: Model, data: str) -> None:
    """Press any key that was ever shown, of this entry or an earlier one."""
    entry, label = model.keys[data]
    press(rep, data)
    if model.live and entry == model.entry:
        model.pressed(label)
    elif not model.live:
        model.entered = None


def _remember(rep: Representative, model: Model) -> None:
    """Keep what every key that is shown now would do."""
    if model.live and rep.last is not None and len(rep.last.buttons) == 11:
        for button in (*rep.last.buttons, *rep.last.controls):
            model.keys[button.data] = (model.entry, button.label)


def test_quick_fingers_lose_nothing(lite: World) -> None:
    """All six keys are pressed on the first keypad, before any edit has arrived."""
    rep = locked(lite)
    rep.says("/unlock")
    assert rep.last is not None
    first = {button.label: button.data for button in rep.last.buttons}
    for digit in PIN:
        press(rep, first[digit])
    assert rep.mandate is not None


def test_keypads_that_were_not_sent_yet_give_way(lite: World) -> None:
    """A slow line shows the newest dots and not each of them one after another."""
    rep = locked(lite)
    rep.says("/unlock")
    presses(rep, PIN[:5])
    waiting = [message for _, message in rep._shown() if len(message.buttons) == 11]
    assert len(waiting) == 1
    assert "● ● ● ● ● ○" in waiting[0].text


def test_the_last_key_pressed_twice_is_one_try(lite: World) -> None:
    """A quick second tap is harmless, whether or not the number was right."""
    rep = locked(lite)
    rep.says("/unlock")
    presses(rep, PIN[:-1])
    last = rep.data(PIN[-1])
    press(rep, last)
    assert rep.mandate is not None
    assert "مفتوح" in press(rep, last)
    wrong = locked(lite)
    wrong.says("/unlock")
    presses(wrong, "11111")
    last = wrong.data("1")
    for _ in range(5):
        press(wrong, last)
    kept = lite.turn(partial(pins.of, person_id=wrong.person.id))
    assert kept is not None
    assert kept.failures == 1


def test_a_keypad_survives_a_power_failure_between_any_two_keys(world: World) -> None:
    """Nothing of it is stored, so nothing of it can be lost; on both databases."""
    rep = Representative(world, account="1", restarts=True)
    rep.locks()
    rep.says("/unlock")
    presses(rep, PIN)
    assert rep.mandate is not None


def test_ten_minutes_are_ten_minutes_however_it_is_used(world: World) -> None:
    """Use does not prolong it."""
    rep = locked(world)
    rep.says(f"/unlock {PIN}")
    for _ in range(9):
        world.clock.forward(minutes=1)
        rep.says("/office")
        assert rep.mandate is not None
    world.clock.forward(minutes=1)
    assert rep.mandate is None


def test_revoking_holds_from_the_next_message_on(world: World) -> None:
    """Whoever held it finds everything unknown, and links that they made are dead."""
    admin = locked(world, place="SY09", body=Body.ADMINISTRATION)
    admin.unlocks()
    admin.says("/appoint الشحيل")
    token = admin.taps("نعم").split("/activate ")[1].split("\u2069")[0]
    unknown = Resident(world, account="nobody", restarts=False)
    unknown.agrees()
    held = world.turn(partial(mandates.get, mandate_id=admin.mandate_id))
    world.turn(partial(tenure.end, service=world.service, held=held, by="operator"))
    for words in ("/appoint الشحيل", "/unlock", "/audit", PIN):
        assert admin.says(words) == unknown.says(words)
    assert "مستعمل" in unknown.says(f"/activate {token}")
    assert world.turn(partial(pins.of, person_id=admin.person.id)) is None


def test_an_office_does_not_follow_into_a_linked_chat(world: World) -> None:
    """There even its name is unknown, the number opens nothing, and notices do not arrive."""
    rep = locked(world, account="7")
    page = Resident(world, account="page", channel="web", restarts=False)
    code = page.says("/link").split("\u2066")[1].split("\u2069")[0]
    rep.says(f"/link {code}")
    rep.taps("نعم")
    stranger = Resident(world, account="nobody", channel="web", restarts=False)
    stranger.agrees()
    for words in ("/unlock", f"/unlock {PIN}", "/lock", "/pin", "/needs"):
        assert page.says(words) == stranger.says(words)
    rep.says("/unlock")
    assert rep.last is not None
    press(page, rep.last.buttons[0].data)
    rep.says(PIN)
    assert rep.mandate is not None
    page_mark = people.mark_of(world.keys, "web", "page")
    there = partial(mandates.unlocked, mark=page_mark, places=world.service.places)
    assert world.turn(there) is None
    page.says("/audit")
    before = page._newest()
    for _ in range(3):
        rep.says("/unlock 999123")
    assert page._newest() == before


def test_unlinking_and_a_new_owner_of_the_account_open_nothing(world: World) -> None:
    """What was open stays with the person, not with the account."""
    rep = Representative(world, account="7", restarts=False)
    page = Resident(world, account="page", channel="web", restarts=False)
    code = page.says("/link").split("\u2066")[1].split("\u2069")[0]
    rep.says(f"/link {code}")
    rep.taps("نعم")
    mark = rep.person.mark
    rep.says("/unlink")
    again = Resident(world, account="7", restarts=False)
    again.agrees()
    assert world.turn(partial(mandates.unlocked, mark=mark, places=world.service.places)) is None
    assert again.says("/unlock") == again.says("/nonsense")


def test_of_two_offices_one_is_chosen_and_the_other_locks(world: World) -> None:
    """What belongs to the other one says so."""
    rep = locked(world, place="الكسرة")
    world.clock.forward(minutes=1)
    link = link_to(world, office_at(world, "SY09", Body.ADMINISTRATION))
    rep.says(f"/activate {link}")
    rep.taps("نعم")
    rep.taps("امرأة")
    assert "أي مكتب" in rep.says("/unlock")
    rep.says("2")
    presses(rep, PIN)
    opened = rep.mandate
    assert opened is not None
    assert opened.body is Body.ADMINISTRATION
    assert "يخص مكتباً آخر" in rep.says("/ack 123456789")
    rep.says("/unlock 1")
    rep.says(PIN)
    assert rep.mandate is not None
    assert rep.mandate.body is Body.REPRESENTATIVE
    assert "يخص مكتباً آخر" in rep.says("/audit")


@pytest.fixture
def withdrawn(lite: World) -> list[str]:
    """The ids of messages that the channel was asked to delete."""
    taken: list[str] = []
    lite.service.withdraw = lambda _channel, _chat, references: taken.extend(references)
    return taken


@pytest.mark.parametrize("words", [PIN, "٧٥٣٨٦٢", "753 862", f"/unlock {PIN}", "12345", "1234567"])
def test_a_typed_number_is_taken_out_of_the_chat(
    lite: World, withdrawn: list[str], words: str
) -> None:
    """Right or wrong, whole or not, as soon as it is asked for."""
    rep = locked(lite)
    rep.says("/unlock")
    rep.sends(kind=Kind.TEXT, text=words, message="own 17")
    assert set(withdrawn) == {"own 17"}


def test_other_numbers_stay(lite: World, withdrawn: list[str]) -> None:
    """A resident's number of people is an answer like any other, an office-holder's too."""
    rep = locked(lite)
    for who in (rep, Resident(lite, account="x", restarts=False)):
        if who.last is None:
            who.agrees()
        who.says("محطة مية الشحيل واقفة من أسبوعين")
        who.taps("إضافة")
        who.taps("إضافة: عدد المتأثرين")
        said = who.sends(kind=Kind.TEXT, text="150000", message="own 18")
        assert "150000" in said
    assert withdrawn == []


async def test_the_number_is_stretched_beside_the_turns(lite: World) -> None:
    """Through the real store and reception: fifty tries at once are one try."""
    rep = locked(lite, account="7")
    rep.says("/unlock")
    presses(rep, "75386")
    data = rep.data("1")
    store = Store(lite.engine, lite.keys, lite.clock, lite.dice)
    reception = Reception(store, lite.service)
    await asyncio.gather(*(reception.receive(_tap(data, str(n))) for n in range(50)))
    kept = await store.run(partial(pins.of, person_id=rep.person.id))
    assert kept is not None
    assert kept.failures == 1
    await reception.receive(
        Incoming(
            channel="telegram",
            sender="7",
            chat="7",
            id="typed",
            kind=Kind.TEXT,
            text=f"/unlock {PIN}",
        )
    )
    await asyncio.to_thread(store.close)
    assert rep.mandate is not None


def _tap(data: str, delivery: str) -> Incoming:
    return Incoming(
        channel="telegram", sender="7", chat="7", id=delivery, kind=Kind.TAP, tap=data, message="1"
    )


async def test_a_turn_that_fails_keeps_nothing_of_the_number(
    lite: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is put aside without its digits, so there is nothing to handle again."""
    rep = locked(lite, account="7")
    rep.says("/unlock")

    def failing(*_: object, **__: object) -> None:
        raise ValueError(PIN)

    monkeypatch.setattr(unlocking.pins, "note_try", failing)
    store = Store(lite.engine, lite.keys, lite.clock, lite.dice)
    typed = Incoming(channel="telegram", sender="7", chat="7", id="t", kind=Kind.TEXT, text=PIN)
    parked: list[Incoming] = []
    real = receiving.park_incoming

    def noting(work: object, incoming: Incoming, **more: object) -> None:
        parked.append(incoming)
        real(work, incoming=incoming, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(receiving, "park_incoming", noting)
    await Reception(store, lite.service).receive(typed)
    await asyncio.to_thread(store.close)
    assert [each.text for each in parked] == [""]


def test_being_forgotten_ends_the_mandate_and_its_history_stays(world: World) -> None:
    """The office is vacant at once; who sat in it is nobody any more."""
    rep = Representative(world, account="7", restarts=False)
    office, mandate, person = (
        office_at(world, place_called(world, "الكسرة")),
        rep.mandate_id,
        rep.person,
    )
    rep.says("/forget")
    rep.taps("تأكيد الحذف")
    assert world.turn(partial(mandates.holders, office_id=office)) == []
    assert world.turn(partial(mandates.get, mandate_id=mandate)) is None
    assert world.count("mandate") == 1
    assert (world.count("pin"), world.count("unlock")) == (0, 0)
    there = partial(mandates.unlocked, mark=person.mark, places=world.service.places)
    assert world.turn(there) is None
