"""The preview: one page with all that the bot can say, in every language and channel."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import jinja2
from babel.messages.pofile import read_po

from bot.channels.telegram import keyboards, texts
from bot.pages import limits
from bot.pages.limits import Measure
from bot.pages.plain import plain_messages, short_labels
from bot.pages.walking import Screen, walk
from bot.settings import Settings
from civic.places import Places
from conversations.engine.present import present
from conversations.messages import Message
from conversations.scripts.samples import SAMPLES
from conversations.wording import DOMAIN, LANGUAGES, LOCALES, Text, Wording, lines
from storage.place_files import bundled_places

HOME: Final = "SY09"
TOKEN: Final = "x" * 22
"""As long as the token that a button really carries."""

CHANNELS: Final[Mapping[str, Callable[[Message], Iterator[Measure]]]] = {
    "telegram": limits.telegram,
    "web": limits.web,
    "whatsapp": limits.whatsapp,
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A message as one channel shows it in one language, with its lengths."""

    language: str
    channel: str
    message: Message
    measures: tuple[Measure, ...]

    @property
    def over(self) -> tuple[Measure, ...]:
        """What is longer than it may be."""
        return tuple(measure for measure in self.measures if measure.over)

    @property
    def rows(self) -> list[list[keyboards.Key]]:
        """The rows of buttons under a Telegram message, as they stand from left to right."""
        return keyboards.rows(self.message, mirrored=True)

    @property
    def parts(self) -> list[str]:
        """The messages into which Telegram makes us cut the text."""
        return texts.split(texts.directed(self.message.text, self.language))

    @property
    def whatsapp_shape(self) -> str:
        """How WhatsApp could show the buttons."""
        return limits.whatsapp_shape(self.message)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that the bot says, in every language and channel."""

    group: str
    name: str
    shows: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the catalogues with its forms in every language."""

    key: str
    forms: Mapping[str, tuple[str, ...]]


def write_preview(out: Path) -> None:
    """Write the page to a file; it needs neither a database nor settings."""
    places = Places(bundled_places())
    wording = Wording.load(places=places.called, levels=places.level)
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found = list(entries(wording, places))
    page = environment.get_template("preview.html").render(
        entries=found,
        groups=list(dict.fromkeys(entry.group for entry in found)),
        sentences=list(sentences()),
        languages=LANGUAGES,
    )
    out.write_text(page, encoding="utf-8")


def entries(wording: Wording, places: Places) -> Iterator[Entry]:
    """Return every screen of every sample once, then every other message."""
    seen: set[str] = set()
    for screen in walk(SAMPLES, places, HOME):
        messages = _worded(screen, wording)
        printed = "|".join((screen.script, screen.question, repr(messages)))
        if messages and printed not in seen:
            seen.add(printed)
            yield Entry(screen.script, screen.question or "the end", screen.shows, _cells(messages))
    public_name: str = Settings.model_fields["public_name"].default
    for name, text in plain_messages(public_name):
        yield Entry("messages", name, "", _cells(_plain(text, wording)))
    for name, text in short_labels():
        yield Entry("labels", name, "", _cells(_plain(text, wording)))


def sentences() -> Iterator[Sentence]:
    """Return every sentence of the catalogues, as translators find it."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for language in LANGUAGES:
        with (LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
            for message in read_po(file, locale=language):
                if message.id:
                    found.setdefault(_forms(message.id)[0], {})[language] = _forms(
                        message.string or ""
                    )
    for key in sorted(found):
        yield Sentence(key, found[key])


def _forms(words: str | Iterable[str]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)


def _worded(screen: Screen, wording: Wording) -> tuple[Message, ...]:
    if screen.turn.asked is not None:
        return tuple(present(screen.turn, TOKEN, wording, language) for language in LANGUAGES)
    if screen.turn.tells:
        return _plain(lines(*screen.turn.tells), wording)
    return ()


def _plain(text: Text, wording: Wording) -> tuple[Message, ...]:
    return tuple(
        Message(text=wording.say(text, language), language=language) for language in LANGUAGES
    )


def _cells(messages: Iterable[Message]) -> tuple[Cell, ...]:
    return tuple(
        Cell(message.language, channel, message, tuple(measure(message)))
        for message in messages
        for channel, measure in CHANNELS.items()
    )
