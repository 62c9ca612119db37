"""Every conversation that there is, by its name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from conversations.engine.play import Conversation
from conversations.scripts.activate import take_seat
from conversations.scripts.forget import forget_me
from conversations.scripts.link import confirm_link
from conversations.scripts.need import report_need
from conversations.scripts.private import ask_for_contact

CONVERSATIONS: Mapping[str, Conversation] = MappingProxyType(
    {each.name: each for each in (report_need, ask_for_contact, forget_me, confirm_link, take_seat)}
)
