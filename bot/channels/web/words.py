"""The page's own sentences: what stands on it, and what it says when something is in the way."""

from __future__ import annotations

from typing import Final

from conversations.wording import Words, _

PAGE: Final[dict[str, Words]] = {
    "conversation": _("Conversation"),
    "you": _("You:"),
    "we": _("Answer:"),
    "skip": _("Go to the writing box"),
    "write": _("Write here"),
    "send": _("Send"),
    "leave": _("Quick exit"),
    "leave_hint": _("Closes this page at once. Pressing Esc twice does the same."),
    "menu": _("Menu"),
    "own": _("This is my phone"),
    "own_hint": _("The conversation stays open on this phone."),
    "shared": _("This phone is shared"),
    "shared_hint": _("The conversation closes when it is not used for a while."),
    "comeback": _("Return to an earlier conversation"),
    "comeback_hint": _("Needed: the follow-up number and the secret number of 16 digits."),
    "number": _("Follow-up number"),
    "secret": _("Secret number"),
    "open": _("Open the conversation"),
    "back": _("Back to the conversation"),
    "begin": _("Start"),
    "attach": _("Photo, voice message or document"),
    "photo": _("Photo"),
    "voice": _("Voice message"),
    "document": _("Document"),
    "location": _("Send my location"),
    "retry": _("Send again"),
    "closed": _("The earlier conversation was closed because it was not used for a while."),
    "left": _("Closed"),
}
"""What the templates say."""

SCRIPT: Final[dict[str, Words]] = {
    "offline": _("No connection now. What you write waits here and is sent once it is back."),
    "sending": _("Sending…"),
    "recording": _("Recording: {time}"),
    "done": _("Send the recording"),
    "drop": _("Delete the recording"),
    "nomic": _("The microphone could not be used. A sound file can be chosen instead."),
    "nowhere": _("The location could not be found. The name of the place can be written instead."),
    "heavy": _("The file is too large. A shorter recording or a smaller photo will do."),
    "unsent": _("Some of what you wrote has not been sent yet."),
    "cookies": _("This browser keeps no cookies, which the conversation needs."),
    "noise": _("Voice message"),
}
"""What the script in the page says; {time} is filled in there."""

TOO_FAST: Final = _("Many messages came at once. Please wait a moment, then send again.")
TOO_LARGE: Final = _("The file is too large. A shorter recording or a smaller photo will do.")
TOO_LONG: Final = _("The message is long. It can be sent in parts, or as a voice message.")
NOT_STORED: Final = _("The message could not be stored just now. Please send it again shortly.")
NOT_OURS: Final = _("This page is no longer current. Please open the conversation again.")
UNREADABLE: Final = _("The page sent something that could not be read. Please try again.")
RETURN_FORM: Final = _("The follow-up number has 9 digits and the secret number has 16.")
RETURN_WRONG: Final = _("The two numbers do not belong together. Please check them both.")
RETURN_TAKEN: Final = _(
    "This browser holds a conversation of your own already, so the earlier one was not opened. "
    "Please open this page in a private window or another browser and enter the two numbers "
    "there. They are still valid."
)
RETURN_WAIT: Final = _("There were many tries. Please try again in a while.")
FILE_GONE: Final = _("This file is not kept any more. It can be asked for again.")
