"""Conversations written down as a chat, played against the real handlers and store.

    # what the conversation shows
    @ 30 days              time passes
    @ second on web        another account writes from here on
    > /need                somebody types
    > [إرسال]              somebody presses the button that begins so
    > (photo)              somebody sends a photo, a voice note, a sticker …
    > (location 35.1 40.4)
    أين الاحتياج؟           what is answered, as it is read
    [الكسرة] [خشام]         the buttons, {and the controls}

Set MASHWARA_TRANSCRIPTS=write to write down what is answered now; then read the difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from conversations.messages import Button, FileHandle, Kind, Role
from tests.world import Resident, World

_ISOLATES = re.compile("[\u2066\u2068\u2069]")


@dataclass(slots=True)
class Player:
    """Plays the lines of a transcript and writes down what is answered."""

    world: World
    people: dict[str, Resident] = field(default_factory=dict)
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
                self._direct(line[2:])
                lines += [line, ""]
            elif line.startswith("#"):
                lines.append(line)
        return "\n".join(lines).rstrip() + "\n"

    def _answered(self, said: str) -> Iterator[str]:
        text = self._say(said)
        yield from _ISOLATES.sub("", text).splitlines()
        last = self.now.last
        if text and last and (last.buttons or last.controls):
            options = " ".join(f"[{_shown(button)}]" for button in last.buttons)
            controls = " ".join(f"{{{button.label}}}" for button in last.controls)
            yield f"{options} {controls}".strip()

    def _say(self, said: str) -> str:
        if said.startswith("["):
            return self.now.taps(said.strip("[]"))
        if not said.startswith("("):
            return self.now.says(said)
        kind, *numbers = said.strip("()").split()
        match kind:
            case "photo" | "voice":
                return self.now.sends(kind=Kind(kind), file=FileHandle(reference=f"a {kind}"))
            case "location":
                north, east = map(float, numbers)
                return self.now.sends(kind=Kind.LOCATION, latitude=north, longitude=east)
            case "edited":
                return self.now.sends(kind=Kind.TEXT, text=" ".join(numbers), edited=True)
            case "group":
                return self.now.sends(kind=Kind.TEXT, text=" ".join(numbers), private=False)
        return self.now.sends(kind=Kind.OTHER)

    def _direct(self, line: str) -> None:
        if found := re.fullmatch(r"(\d+) (days|hours|minutes)", line):
            self.world.clock.forward(**{found[2]: int(found[1])})
        elif found := re.fullmatch(r"(\w+) on (\w+)", line):
            self.now = self._person(found[1], found[2])
        else:
            raise ValueError(f"no such direction: {line}")

    def _person(self, name: str, channel: str) -> Resident:
        key = f"{name} {channel}"
        if key not in self.people:
            self.people[key] = Resident(self.world, account=key, channel=channel)
        return self.people[key]


def _shown(button: Button) -> str:
    return f"✓ {button.label}" if button.role is Role.CHOSEN else button.label
