"""How strictly the fake Bot API reads a request: the refusals are worded as Telegram words them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

_REMOVED = {**dict.fromkeys(range(0x2028, 0x202F)), 0x0D: None}
_SPACES = dict.fromkeys((*range(10), *range(11, 13), *range(14, 32)), " ")
_CLEANED = _SPACES | _REMOVED
_MARKS = re.compile("[\u200e\u200f]{2,}")
_INVISIBLE = re.compile("[\\s\u200c\u200e\u200f\u2066-\u2069]*")
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_ACTIONS = ("callback_data", "url", "copy_text", "web_app", "login_url", "switch_inline_query")
_STYLES = ("danger", "success", "primary")


class Refused(Exception):
    """An answer other than 200."""

    def __init__(self, status: int, description: str, **parameters: Any) -> None:
        self.status = status
        self.description = description
        self.parameters = parameters
        super().__init__(description)


def bad(description: str) -> Refused:
    return Refused(400, f"Bad Request: {description}")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    content: bytes


class Parameters:
    """The parameters of one call, whether they came as a form or as JSON."""

    def __init__(self, values: Json) -> None:
        self.values = values

    def allow(self, names: frozenset[str]) -> None:
        """Refuse what the method does not know; Telegram ignores it, and so hides misspellings."""
        if unknown := self.values.keys() - names:
            raise bad(f"fake: unknown parameters {sorted(unknown)}")

    def text(self, name: str) -> str:
        value = self.values.get(name, "")
        if not isinstance(value, str):
            raise bad(f"parameter {name} must be a string")
        return value

    def integer(self, name: str, default: int = 0) -> int:
        value = self.values.get(name, default)
        if isinstance(value, bool) or not re.fullmatch(r"-?\d{1,18}", str(value)):
            raise bad(f"parameter {name} must be an integer")
        return int(value)

    def upload(self, name: str) -> Upload:
        value = self.values.get(name)
        if not isinstance(value, Upload) or not value.content:
            raise bad(f"there is no {name} in the request")
        return value

    def structure(self, name: str) -> Any:
        """Return what was given as an object or as its JSON."""
        value = self.values.get(name)
        if not isinstance(value, str) or not value:
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise bad(f"can't parse {name} JSON object") from None


def message_text(given: str) -> str:
    """Return a text as Telegram keeps it; raises Refused where it would."""
    text = _MARKS.sub(lambda run: "\u200c" * (len(run[0]) - 1) + run[0][-1], given)
    text = text.translate(_CLEANED).strip()
    if _INVISIBLE.fullmatch(text):
        raise bad("message text is empty")
    if len(text.encode("utf-16-le")) > 2 * 4096:
        raise bad("message is too long")
    return text


def inline_keyboard(markup: Any) -> list[list[Json]]:
    """Return the rows of an inline keyboard; raises Refused where one would be."""
    if not markup:
        return []
    if not isinstance(markup, dict) or not isinstance(markup.get("inline_keyboard"), list):
        raise bad("object expected as reply markup")
    rows = markup["inline_keyboard"]
    if markup.keys() != {"inline_keyboard"} or not all(isinstance(row, list) for row in rows):
        raise bad("can't parse reply keyboard markup JSON object")
    if sum(map(len, rows)) > 100 or any(len(row) > 8 for row in rows):
        raise bad("REPLY_MARKUP_TOO_LONG")
    return [[_button(button) for button in row] for row in rows if row]


def _button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise bad("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    if not isinstance(button.get("text"), str) or not button["text"].strip():
        raise bad('can\'t parse inline keyboard button: Field "text" must be of type String')
    if button.keys() - {"text", "style", *_ACTIONS} or button.get("style") not in (None, *_STYLES):
        raise bad("can't parse inline keyboard button: fake: unknown field")
    actions = [action for action in _ACTIONS if action in button]
    if len(actions) != 1:
        raise bad("text buttons are unallowed in the inline keyboard")
    data = button.get("callback_data")
    if actions == ["callback_data"] and not (
        isinstance(data, str) and 1 <= len(data.encode("utf-8", "surrogatepass")) <= 64
    ):
        raise bad("BUTTON_DATA_INVALID")
    return dict(button)


def commands(given: Any) -> list[Json]:
    """Return the rows of a menu; raises Refused where one would be."""
    if not isinstance(given, list) or len(given) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for row in given:
        if not isinstance(row, dict) or row.keys() != {"command", "description"}:
            raise bad("can't parse BotCommand")
        if not _COMMAND.fullmatch(str(row["command"]).removeprefix("/")):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(str(row["description"])) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return given


def language_code(code: str) -> str:
    if code and not re.fullmatch("[a-z]{2}", code):
        raise bad("invalid language code specified")
    return code


def webhook_secret(secret: str) -> str:
    if not re.fullmatch("[A-Za-z0-9_-]{0,256}", secret):
        raise bad("secret token contains unallowed characters")
    return secret
