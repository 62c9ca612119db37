"""Draws the pages: templates, the page's own sentences, and the addresses of its two files."""

from __future__ import annotations

import re
from hashlib import blake2b
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from bot.channels.web import words
from bot.channels.web.desk import WebSettings
from conversations.wording import LANGUAGES, Wording, Words

HERE = Path(__file__).parent
STATIC = {"chat.css": "text/css", "chat.js": "text/javascript"}
RIGHT_TO_LEFT = frozenset(("ar",))
_INDENTATION = re.compile(rb"(?m)^[ \t]+(?://.*\n)?|^\n")
_ADDRESS = re.compile(r"https?://[^\s\u2066-\u2069<>\"']*[^\s\u2066-\u2069<>\"'.,:;!?()،؛؟]")


class Pages:
    """The templates with everything they need; `version` changes whenever a file does."""

    def __init__(self, wording: Wording, settings: WebSettings) -> None:
        self.files = {name: bare((HERE / "static" / name).read_bytes()) for name in STATIC}
        self.version = blake2b(b"".join(self.files.values()), digest_size=4).hexdigest()
        self._settings = settings
        self._said = {
            language: {name: wording.say(text, language) for name, text in words.PAGE.items()}
            for language in LANGUAGES
        }
        self._script = {
            language: {name: wording.say(text, language) for name, text in words.SCRIPT.items()}
            for language in LANGUAGES
        }
        self._menu = {
            language: [(wording.label(label, language), text) for label, text in settings.menu]
            for language in LANGUAGES
        }
        self._wording = wording
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )
        self._templates.filters["linked"] = linked

    def draw(self, template: str, language: str, **values: object) -> str:
        """Return a page in a language."""
        return self._templates.get_template(template).render(
            name=self._settings.public_name,
            version=self.version,
            language=language,
            direction=direction(language),
            direction_of=direction,
            w=self._said[language],
            script=self._script[language],
            menu=[
                (self._wording.label(label, language), text) for label, text in self._settings.menu
            ],
            settings=self._settings,
            other=next(other for other in LANGUAGES if other != language),
            **values,
        )

    def say(self, text: Words, language: str) -> str:
        """Return one sentence in a language."""
        return self._wording.say(text, language)


def bare(source: bytes) -> bytes:
    """Leave out indentation and lines of comment, which are for us and not for a bad line."""
    return _INDENTATION.sub(b"", source)


def direction(language: str) -> str:
    """Return "rtl" or "ltr"."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def linked(text: str) -> Markup:
    """Escape a text and make links of the web addresses in it."""
    parts, end = [], 0
    for found in _ADDRESS.finditer(text):
        address = escape(found[0])
        parts += [
            escape(text[end : found.start()]),
            Markup(
                '<a href="{0}" target="_blank" rel="noopener noreferrer" dir="ltr">{0}</a>'
            ).format(address),
        ]
        end = found.end()
    return Markup("").join((*parts, escape(text[end:])))
