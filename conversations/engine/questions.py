"""The kinds of question; each knows its answers and its ways out, and never a channel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import msgspec

from conversations.engine.journal import Unanswered
from conversations.messages import Expecting, Kind
from conversations.wording import Text

T = TypeVar("T")

SKIP = frozenset({Unanswered.SKIPPED})
ANY_WAY_OUT = frozenset({Unanswered.SKIPPED, Unanswered.UNKNOWN, Unanswered.WITHHELD})
NO_WAY_OUT: frozenset[Unanswered] = frozenset()


class Option(msgspec.Struct, frozen=True):
    """One of the answers that a question offers."""

    value: str
    label: Text
    main: bool = False


@dataclass(frozen=True, kw_only=True)
class Question(Generic[T]):
    """A question with its name (under which the answer is kept) and its ways out.

    `objects` says why an answer of the right kind cannot be, as far as the script can tell;
    the question then stays open with that sentence. `hears` reads typed words that are more
    than an option's label: it returns a Reading, or None for words that it does not know.
    What is `public` is written for others to read, so that no word of it is led to the private
    matter: a group that works for the families of the missing writes of them.
    """

    name: str
    text: Text
    ways_out: frozenset[Unanswered] = NO_WAY_OUT
    expecting: Expecting = Expecting.TEXT
    objects: Callable[[Any], Text | None] | None = None
    hears: Callable[[str], Any] | None = None
    public: bool = False

    @property
    def options(self) -> tuple[Option, ...]:
        """What can be chosen by a button."""
        return ()

    def accepts(self, answer: Any) -> bool:
        """Tell whether a recorded answer still stands; one that does not is asked again."""
        raise NotImplementedError

    def objection(self, answer: Any) -> Text | None:
        """Return why an answer of the right kind cannot be, or None."""
        return self.objects(answer) if self.objects else None

    def takes(self, kind: Kind) -> bool:
        """Tell whether a file of this kind is an answer here."""
        del kind
        return False


@dataclass(frozen=True, kw_only=True)
class Choice(Question[str]):
    """One of several answers, by its code."""

    choices: tuple[Option, ...]
    expecting: Expecting = Expecting.TAP

    @property
    def options(self) -> tuple[Option, ...]:
        """What can be chosen by a button."""
        return self.choices

    def accepts(self, answer: Any) -> bool:
        """Tell whether the answer is one of the choices."""
        return any(answer == option.value for option in self.choices)


@dataclass(frozen=True, kw_only=True)
class OpenChoice(Question["str | dict[str, list[str]]"]):
    """One of several codes, or any other that typed words or a point on the map lead to.

    Words are looked up under `finds`: one exact finding is the answer, several or near ones
    are {"among": codes}, to be asked about; where nothing is found, `not_found` is said.
    A point is looked up under `near_point`, if it can lead anywhere. `within` is a code that
    what is found must lie in, if it must.
    """

    choices: tuple[Option, ...]
    finds: str
    not_found: Text
    near_point: str = ""
    within: str = ""
    expecting: Expecting = Expecting.PLACE

    @property
    def options(self) -> tuple[Option, ...]:
        """What can be chosen by a button."""
        return self.choices

    def asking(self, **arguments: Any) -> dict[str, Any]:
        """Return what a look-up for this question is asked with."""
        return {**arguments, "within": self.within} if self.within else arguments

    def accepts(self, answer: Any) -> bool:
        """Tell whether the answer is a code, or codes to ask about."""
        match answer:
            case str() | {"among": list()}:
                return True
        return False


@dataclass(frozen=True, kw_only=True)
class Several(Question["list[str]"]):
    """Any number of answers, ticked one by one and then confirmed."""

    choices: tuple[Option, ...]
    expecting: Expecting = Expecting.TAP

    @property
    def options(self) -> tuple[Option, ...]:
        """What can be ticked."""
        return self.choices

    def accepts(self, answer: Any) -> bool:
        """Tell whether every ticked answer is still offered."""
        values = {option.value for option in self.choices}
        return isinstance(answer, list) and set(answer) <= values


@dataclass(frozen=True, kw_only=True)
class Tally(Question["dict[str, int]"]):
    """How many there are of several things, by their codes: pressed one by one, or typed.

    Each press adds one; typed words are for `hears`, and `hint` says what can be typed.
    """

    cells: tuple[Option, ...]
    hint: Text
    most: int = 40
    expecting: Expecting = Expecting.TEXT

    @property
    def options(self) -> tuple[Option, ...]:
        """What can be counted by pressing."""
        return self.cells

    def accepts(self, answer: Any) -> bool:
        """Tell whether there is a count for each code; which codes `hears` may add is open."""
        counts = isinstance(answer, dict) and "left" not in answer
        return counts and all(type(count) is int and count >= 0 for count in answer.values())


@dataclass(frozen=True, kw_only=True)
class Number(Question[int]):
    """A whole number within bounds."""

    lowest: int = 0
    highest: int = 100_000

    def accepts(self, answer: Any) -> bool:
        """Tell whether the number is within the bounds."""
        return type(answer) is int and self.lowest <= answer <= self.highest


@dataclass(frozen=True, kw_only=True)
class Free(Question["dict[str, str]"]):
    """Free words, {"typed": text}, or (`voice`) a voice note, {"voice": attachment}.

    `file` takes a document as well, {"document": attachment}.
    """

    longest: int = 4096
    voice: bool = True
    file: bool = False

    def accepts(self, answer: Any) -> bool:
        """Tell whether there are words or a voice note."""
        match answer:
            case {"typed": str(text)}:
                return bool(text)
            case {"voice": str()}:
                return self.voice
            case {"document": str()}:
                return self.file
        return False

    def takes(self, kind: Kind) -> bool:
        """A voice note is accepted wherever free words are, unless others must read them."""
        return (kind is Kind.VOICE and self.voice) or (kind is Kind.DOCUMENT and self.file)


@dataclass(frozen=True, kw_only=True)
class Picture(Question["dict[str, str]"]):
    """A photo, {"photo": attachment}; `document` takes a document too, {"document": attachment}."""

    document: bool = False
    expecting: Expecting = Expecting.PHOTO

    def accepts(self, answer: Any) -> bool:
        """Tell whether there is a photo, or a document."""
        match answer:
            case {"photo": str()}:
                return True
            case {"document": str()}:
                return self.document
        return False

    def takes(self, kind: Kind) -> bool:
        """Only a photo answers this, or a document where it may."""
        return kind is Kind.PHOTO or (kind is Kind.DOCUMENT and self.document)


@dataclass(frozen=True, kw_only=True)
class Location(Question["list[float]"]):
    """A point on the map, [latitude, longitude], within the bounds of the country."""

    south: float = 32.0
    north: float = 37.5
    west: float = 35.5
    east: float = 42.5
    expecting: Expecting = Expecting.LOCATION

    def accepts(self, answer: Any) -> bool:
        """Tell whether the point lies within the bounds."""
        match answer:
            case [float() | int() as latitude, float() | int() as longitude]:
                return self.south <= latitude <= self.north and self.west <= longitude <= self.east
        return False


class Row(msgspec.Struct, frozen=True):
    """A line of the review: which answer it changes, if any, its subject, and what was said."""

    name: str
    subject: Text
    said: Text


class Offer(msgspec.Struct, frozen=True):
    """An offered question that is still open, by its name and subject."""

    name: str
    subject: Text


@dataclass(frozen=True, kw_only=True)
class Review(Question[str]):
    """All answers at a glance; each can be changed, offered ones added, then it is sent.

    `sends` are the options that send; one value per way of sending. Free words typed here
    answer the offered question named in `words`.
    """

    rows: tuple[Row, ...]
    offers: tuple[Offer, ...] = ()
    words: str = ""
    sends: tuple[Option, ...]
    expecting: Expecting = Expecting.TAP

    @property
    def options(self) -> tuple[Option, ...]:
        """What sends; adding and changing are the engine's affair."""
        return self.sends

    def accepts(self, answer: Any) -> bool:
        """Tell whether the answer is one that sends."""
        return any(answer == option.value for option in self.sends)
