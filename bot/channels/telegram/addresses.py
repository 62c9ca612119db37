"""A chat as the house addresses it: Telegram's id, with a topic after a stroke where it has one."""

from __future__ import annotations

from storage.group_rooms import TOPIC


def is_group(chat: str) -> bool:
    """Tell a group or channel, by its negative id or public name, from a private chat."""
    return chat.startswith(("-", "@"))


def chat_id(chat: str) -> int | str:
    """Return the id of a chat, without its topic."""
    bare = chat.partition(TOPIC)[0]
    return int(bare) if bare.removeprefix("-").isdecimal() else bare


def topic(chat: str) -> dict[str, int]:
    """Return what sends into a topic; nothing for a chat without one."""
    thread = chat.partition(TOPIC)[2]
    return {"message_thread_id": int(thread)} if thread.isdecimal() else {}
