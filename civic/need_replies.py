"""What somebody whom a need concerns says to the office about it, in words or by voice."""

from __future__ import annotations

from dataclasses import dataclass

from civic.need_events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """Words about the need of that number: an answer, something said, or an objection.

    `file` is the id of a voice note; `passed_on` tells that an office-holder says it for somebody
    without a phone.
    """

    number: str
    kind: Event
    words: str = ""
    file: str = ""
    passed_on: bool = False
