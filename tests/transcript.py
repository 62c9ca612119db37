"""Conversations written down as a chat, played against the real handlers and store.

    # what the conversation shows
    @ 30 days              time passes, and what becomes due is done
    @ second on web        another account writes from here on
    @ second agrees        has gone through the first contact already
    @ third represents الكسرة   somebody with an office that is open in their chat
    @ third administers    the same, of somebody who runs the service
    @ third unlocks        the office is open again
    @ third seats a b c    a working group of these people, who agreed before
    @ lists are made       what was ordered as a file
    @ files are fetched    what people sent is cleaned, and drafts are read
    @ 40 households from الكسرة   so many say that they mean to go home in three months
    @ second convenes a group of third telegram, fourth web   as far as before its vote
    @ 8 weeks of figures   time passes, and the figures of each week are made
    @ answers are counted  of a question to the displaced whose days are over
    @ 9 people of الكسرة write المضخة محروقة   so many report a pump in these words
    @ 12 residents of الكسرة   so many report something there; they are v0, v1 and so on
    @ v2 to v9 vote 1      in the newest vote of residents, without their chats
    @ what people wrote is read   into memory, where offices search it
    @ a link to الكسرة     the operator makes an invitation; LINK stands for the newest one
    @ second reads         what has arrived there meanwhile; second writes from here on
    @ third in the room    writes in the chat of several from here on, in which the bot is
    @ the room shows       what has arrived there meanwhile
    > (joined)             what happens in the room: also gone, may_pin, and moved with its new id
    > /need                somebody types; PAPER stands for the newest pair of secret numbers,
                           CODE for the newest code of a room
    > [إرسال]              somebody presses the button that begins so
    > (pin 753862)         somebody presses these keys of the keypad one after another
    > (photo)              somebody sends a photo, a voice note, a sticker …
    > (document docx)      a document that the channel has under this name (tests/fetched.py)
    > (location 35.1 40.4)
    أين الاحتياج؟           what is answered, as it is read
    [الكسرة] [خشام]         the buttons, {and the controls}

Set MASHWARA_TRANSCRIPTS=write to write down what is answered now; then read the difference.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar

from civic.mandates import Body
from conversations.messages import Button, FileHandle, Kind, Message, Role, RoomEvent, is_keypad
from tests.balloted import everybody_votes, residents
from tests.clocks import pass_time, strike_all
from tests.fetched import document, fetch_files
from tests.grouped import group_before_the_vote
from tests.homes import SAID, count_answers, households, make_figures
from tests.made_exports import make_exports
from tests.offices import Representative, link_to, office_at, place_called
from tests.searching import read_words, several_write
from tests.seated import seated
from tests.world import Resident, World

_ISOLATES = re.compile("[\u2066\u2068\u2069]")
_LINK = re.compile(r"/activate ([\w-]{22})")
_FILE = re.compile(r"/file/[\w-]{22}")
_FINGERPRINT = re.compile(r"\b[0-9a-f]{16}…")
_CODE = re.compile(r"/bind ((?:\d{4} ?){3})")
_PAPER = re.compile(r"(\d{9})\D+((?:\d{4} ){3}\d{4})")


@dataclass(slots=True)
class Player:
    """Plays the lines of a transcript and writes down what is answered."""

    world: World
    people: dict[str, Resident] = field(default_factory=dict)
    read: dict[str, int] = field(default_factory=dict)
    link: str = ""
    paper: str = ""
    room: str = "-1001"
    code: str = ""
    now: Resident = field(init=False)

    def __post_init__(self) -> None:
        self.now = self._person("first", "telegram")

    def play(self, written: str) -> str:
        """Return the transcript with the answers that are given now."""
        lines: list[str] = []
        for line in written.splitlines():
            if line.startswith("> "):
                lines += [line, *self._answered(line[2:]), ""]
            elif line.startswith("@ "):
                lines += [line, *self._direct(line[2:]), ""]
            elif line.startswith("#"):
                lines.append(line)
        return "\n".join(lines).rstrip() + "\n"

    def _answered(self, said: str) -> Iterator[str]:
        text = self._say(
            said.replace("LINK", self.link).replace("PAPER", self.paper).replace("CODE", self.code)
        )
        yield from self._readable(text)
        if text and self.now.last:
            yield from _pressable(self.now.last)
        self.read[self.now.chat] = self.now._newest()
        strike_all(self.world)

    def _say(self, said: str) -> str:
        if said.startswith("["):
            return self.now.taps(said.strip("[]"))
        if not said.startswith("("):
            return self.now.says(said)
        kind, *numbers = said.strip("()").split()
        if kind in set(RoomEvent):
            return self._happens(RoomEvent(kind), *numbers)
        match kind:
            case "pin":
                return [self.now.taps(digit) for digit in numbers[0]][-1]
            case "photo" | "voice":
                return self.now.sends(kind=Kind(kind), file=FileHandle(reference=f"a {kind}"))
            case "document":
                return self.now.sends(**document(*numbers))
            case "location":
                north, east = map(float, numbers)
                return self.now.sends(kind=Kind.LOCATION, latitude=north, longitude=east)
            case "edited":
                return self.now.sends(kind=Kind.TEXT, text=" ".join(numbers), edited=True)
            case "group":
                return self.now.sends(kind=Kind.TEXT, text=" ".join(numbers), private=False)
        return self.now.sends(kind=Kind.OTHER)

    def _happens(self, event: RoomEvent, moved_to: str = "") -> str:
        """Let something happen to the room; one that moved has another id from here on."""
        said = self.now.sends(kind=Kind.OTHER, event=event, moved_to=moved_to)
        if moved_to:
            self.now.room = self.room = moved_to
        return said

    def _direct(self, line: str) -> list[str]:
        if found := re.fullmatch(r"(\d+) (days|hours|minutes)", line):
            pass_time(self.world, **{found[2]: int(found[1])})
        elif found := re.fullmatch(r"(\w+) on (\w+)", line):
            self.now = self._person(found[1], found[2])
        elif found := re.fullmatch(r"(\w+) represents (.+)", line):
            self.now = Representative(self.world, account=found[1], place=found[2])
            self.people[f"{found[1]} telegram"] = self.now
            self.read[self.now.chat] = self.now._newest()
        elif found := re.fullmatch(r"(\w+) administers", line):
            home, runs = self.world.service.home, Body.ADMINISTRATION
            self.now = Representative(self.world, account=found[1], place=home, body=runs)
            self.people[f"{found[1]} telegram"] = self.now
            self.read[self.now.chat] = self.now._newest()
        elif found := re.fullmatch(r"(\w+) agrees", line):
            self.now = self._person(found[1], "telegram")
            self.now.agrees()
            self.read[self.now.chat] = self.now._newest()
        elif found := re.fullmatch(r"(\w+) unlocks", line):
            self.now = self._person(found[1], "telegram")
            assert isinstance(self.now, Representative)
            self.now.unlocks()
        elif found := re.fullmatch(r"(\w+) reads", line):
            self.now = self._person(found[1], "telegram")
            return list(self._arrived())
        elif found := re.fullmatch(r"(\w+) in the room|the room shows", line):
            self.now = Resident(self.world, account=f"{found[1]} telegram", room=self.room)
            return [] if found[1] else list(self._arrived())
        elif not self._makes(line):
            raise ValueError(f"no such direction: {line}")
        return []

    _MADE: ClassVar[Mapping[str, Callable[[World], object]]] = {
        "lists are made": make_exports,
        "files are fetched": fetch_files,
        "answers are counted": count_answers,
        "what people wrote is read": read_words,
    }

    def _makes(self, line: str) -> bool:
        """Let what was ordered be made, or displaced households say what they mean to do."""
        if line in self._MADE:
            self._MADE[line](self.world)
            return True
        if found := re.fullmatch(r"a link to (.+)", line):
            office = office_at(self.world, place_called(self.world, found[1]))
            self.link = link_to(self.world, office)
        elif found := re.fullmatch(r"(\d+) households from (.+)", line):
            said = replace(SAID, origin=place_called(self.world, found[2]))
            households(self.world, int(found[1]), said, self.world.count("return_intention"))
        elif found := re.fullmatch(r"(\d+) people of (\S+) write (.+)", line):
            several_write(self.world, int(found[1]), found[2], found[3])
        elif found := re.fullmatch(r"(\w+) convenes a group of (.+)", line):
            convener = self.people[f"{found[1]} telegram"]
            assert isinstance(convener, Representative)
            members = [self._person(*each.split()) for each in found[2].split(", ")]
            group_before_the_vote(self.world, convener, members)
        elif found := re.fullmatch(r"(\w+) seats (.+)", line):
            convener = self._person(found[1], "telegram")
            assert isinstance(convener, Representative)
            members = [self._person(name, "telegram") for name in found[2].split()]
            seated(self.world, convener, members)
        elif found := re.fullmatch(r"(\d+) residents of (.+)", line):
            place = place_called(self.world, found[2])
            residents(self.world, int(found[1]), place, first=self.world.count("person"))
        elif found := re.fullmatch(r"v(\d+) to v(\d+) vote (\d)", line):
            everybody_votes(self.world, *map(int, found.groups()))
        elif found := re.fullmatch(r"(\d+) weeks of figures", line):
            make_figures(self.world, int(found[1]))
        return found is not None

    def _arrived(self) -> Iterator[str]:
        """Write down what has come since this person wrote or read last."""
        seen = self.read.get(self.now.chat, 0)
        for row, message in self.now._shown():
            if row > seen:
                self.now.last = message
                yield from self._readable(message.text)
                yield from _pressable(message)
        self.read[self.now.chat] = self.now._newest()

    def _readable(self, text: str) -> list[str]:
        """Return the lines of a text, with what no reader could follow left out."""
        if found := _LINK.search(text):
            self.link = found[1]
        if found := _CODE.search(_ISOLATES.sub("", text)):
            self.code = found[1]
        if found := _PAPER.search(_ISOLATES.sub("", text)):
            self.paper = " ".join(found.groups())
        text = _FILE.sub("/file/…", _ISOLATES.sub("", text))
        text = _FINGERPRINT.sub("FINGERPRINT…", text)
        return _LINK.sub("/activate LINK", text).splitlines()

    def _person(self, name: str, channel: str) -> Resident:
        key = f"{name} {channel}"
        if key not in self.people:
            self.people[key] = Resident(self.world, account=key, channel=channel)
        return self.people[key]


def _pressable(message: Message) -> Iterator[str]:
    if message.buttons or message.controls:
        options = " ".join(f"[{_shown(button)}]" for button in message.buttons)
        if is_keypad(message.buttons):
            options = "[the ten digits as they fell, and ⌫]"
        controls = " ".join(f"{{{button.label}}}" for button in message.controls)
        yield f"{options} {controls}".strip()


def _shown(button: Button) -> str:
    return f"✓ {button.label}" if button.role is Role.CHOSEN else button.label
