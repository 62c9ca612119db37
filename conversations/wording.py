"""How sentences are marked, translated, counted and isolated for right-to-left text.

A script never holds finished text: it holds `Words`, a whole English sentence with named
places, which becomes text only when it is shown, in the language of the person who reads.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

import msgspec
from babel.dates import format_date

LANGUAGES = ("ar", "en")
DOMAIN = "mashwara"
LOCALES = Path(__file__).parent.parent / "locales"
_COMMA = {"ar": "، ", "en": ", "}
_BABEL_LOCALES = {"ar": "ar_SY", "en": "en_GB"}

FIRST_STRONG_ISOLATE, LEFT_TO_RIGHT_ISOLATE, POP_ISOLATE = "\u2068", "\u2066", "\u2069"


class Code(str):
    """A reference number, phone, command or address: always read from left to right."""

    __slots__ = ()


class Bare(str):
    """Text that needs no isolation, because it is already a worded sentence or an emoji."""

    __slots__ = ()


class Words(msgspec.Struct, frozen=True):
    """A sentence to be translated: its English text is the catalogue's key."""

    text: str
    values: Mapping[str, object] = {}
    plural: str = ""
    count: int = 0


class Lines(msgspec.Struct, frozen=True):
    """Several sentences, each on its own line; an empty one leaves a gap."""

    parts: tuple[Text, ...]


class Together(msgspec.Struct, frozen=True):
    """Several words in one line, with the comma of the language between them."""

    parts: tuple[Text, ...]


class PlaceName(msgspec.Struct, frozen=True):
    """A place by its code, named when it is shown.

    With `kind` it is said what an area is (the sub-district of Al-Busayra), since towns,
    sub-districts and districts share names; with `within` also what a village lies in.
    """

    code: str
    within: bool = False
    kind: bool = False


class Month(msgspec.Struct, frozen=True):
    """A month written "2026-11", named when it is shown."""

    month: str


Text = Words | Lines | Together | PlaceName | Month | str
"""What is shown to a person; a plain string is somebody's own words and is isolated."""


def _(text: str, **values: object) -> Words:
    """Mark a whole sentence for the catalogues; `{name}` places take `values`."""
    return Words(text, values)


def counted(singular: str, plural: str, count: int, **values: object) -> Words:
    """Mark a sentence that counts; the catalogue holds all the plural forms of a language."""
    return Words(singular, {"count": count, **values}, plural, count)


def lines(*parts: Text | None) -> Lines:
    """Put sentences under one another, leaving out what is None."""
    return Lines(tuple(part for part in parts if part is not None))


def together(*parts: Text) -> Together:
    """Put words beside one another, with commas."""
    return Together(parts)


_AREAS: Mapping[str, Callable[[str], Words]] = MappingProxyType(
    {
        "governorate": lambda name: _("the governorate of {name}", name=name),
        "district": lambda name: _("the district of {name}", name=name),
        "subdistrict": lambda name: _("the sub-district of {name}", name=name),
    }
)
"""What areas are called by their level."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The catalogues of every language; turns `Text` into what a person reads."""

    catalogues: Mapping[str, gettext.NullTranslations]
    places: Callable[[str, str, bool], str] = lambda code, _language, _within: code
    levels: Callable[[str], str] = lambda _code: ""

    @classmethod
    def load(
        cls,
        directory: Path = LOCALES,
        places: Callable[[str, str, bool], str] = lambda code, _language, _within: code,
        levels: Callable[[str], str] = lambda _code: "",
    ) -> Wording:
        """Read the compiled catalogues; a missing one stops the start with its name."""
        return cls(
            {
                language: gettext.translation(DOMAIN, str(directory), [language])
                for language in LANGUAGES
            },
            places,
            levels,
        )

    def say(self, text: Text, language: str) -> str:
        """Return the text in a language, with every inserted value isolated."""
        match text:
            case Lines(parts):
                return "\n".join(self.say(part, language) for part in parts)
            case Together(parts):
                return _COMMA[language].join(self.say(part, language) for part in parts)
            case Words():
                return self._sentence(text, language)
            case PlaceName():
                return self._place(text, language)
            case Month(month):
                return _month(month, language)
            case Bare():
                return str(text)
        return isolated(text)

    def label(self, text: Text, language: str) -> str:
        """Return the text for a button, where marks of direction would cost room."""
        if isinstance(text, Words) and not text.values and not text.plural:
            return self._sentence(text, language)
        said = self.say(text, language)
        for mark in (FIRST_STRONG_ISOLATE, LEFT_TO_RIGHT_ISOLATE, POP_ISOLATE):
            said = said.replace(mark, "")
        return said

    def _place(self, place: PlaceName, language: str) -> str:
        told = place.within or place.kind
        area = _AREAS.get(self.levels(place.code)) if told else None
        if area is None:
            return isolated(self.places(place.code, language, place.within))
        return self._sentence(area(self.places(place.code, language, False)), language)

    def _sentence(self, words: Words, language: str) -> str:
        catalogue = self.catalogues[language]
        if words.plural:
            sentence = catalogue.ngettext(words.text, words.plural, words.count)
        else:
            sentence = catalogue.gettext(words.text) if words.text else ""
        if not words.values:
            return sentence
        return sentence.format(
            **{name: self._value(value, language) for name, value in words.values.items()}
        )

    def _value(self, value: object, language: str) -> str:
        match value:
            case Words() | Lines() | Together() | PlaceName() | Month():
                return self.say(value, language)
            case Code():
                return f"{LEFT_TO_RIGHT_ISOLATE}{value}{POP_ISOLATE}"
            case Bare():
                return str(value)
            case date():
                return isolated(day(value, language))
            case int():
                return str(value)
        return isolated(str(value))


def isolated(text: str) -> str:
    """Wrap somebody's words so that their direction does not disturb the sentence around."""
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}" if text else text


def day(value: date, language: str) -> str:
    """Return a date in words: «22 تشرين الثاني 2026»; Levantine months, digits 0–9."""
    return format_date(value, "d MMMM y", locale=_BABEL_LOCALES[language])


def short_day(value: date, language: str) -> str:
    """Return a day without its year: «22 تشرين الثاني»."""
    return format_date(value, "d MMM", locale=_BABEL_LOCALES[language])


def _month(month: str, language: str) -> str:
    first = date.fromisoformat(f"{month}-01")
    return format_date(first, "MMMM y", locale=_BABEL_LOCALES[language])
