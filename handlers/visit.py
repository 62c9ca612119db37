"""One thing that somebody sent, while it is being handled: who, where, and what is answered."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from functools import partial

from conversations.messages import Button, Incoming, Message, Role
from conversations.wording import Lines, Text, _
from handlers.service import Service
from storage import journals, outbox
from storage.outbox import OutboxRow
from storage.people import Address, Person
from storage.work import Work

TOKEN_BYTES = 16
TOKEN_LENGTH = 22


@dataclass(slots=True)
class Visit:
    """The turn of one incoming thing; whatever is said goes to the chat that it came from."""

    work: Work
    service: Service
    incoming: Incoming
    address: Address
    language: str
    person: Person | None = None
    said: int = field(default=0)

    @property
    def cause(self) -> str:
        """What makes this visit's messages unique: the channel and its id of the delivery."""
        return f"{self.incoming.channel}:{self.incoming.id}"

    def show(self, message: Message) -> OutboxRow:
        """Owe a finished message to this chat."""
        row = outbox.owe(self.work, self.address, message, cause=self.cause, ordinal=self.said)
        self.said += 1
        self.work.afterwards.append(partial(self.service.owed, row))
        return row

    def say(self, text: Text | Lines, *buttons: Button) -> OutboxRow:
        """Owe a sentence, in the person's language, with buttons that are commands."""
        said = self.service.wording.say(text, self.language)
        return self.show(Message(text=said, buttons=buttons, language=self.language))

    def command(self, label: Text, command: str, role: Role = Role.OPTION) -> Button:
        """Return a button that does what typing the command does."""
        return Button(
            label=self.service.wording.label(label, self.language), data=command, role=role
        )

    def token(self, *bound_to: object) -> str:
        """Return 22 characters that nobody can guess, bound to this chat and what is given."""
        text = "|".join(("token", self.address.lane.hex(), *(str(each) for each in bound_to)))
        digest = self.work.keys.digest("token", text.encode())[:TOKEN_BYTES]
        return urlsafe_b64encode(digest).decode().rstrip("=")

    @property
    def tapped(self) -> str:
        """The message to edit in place: that of the tapped button, else none."""
        return self.incoming.message if self.incoming.tap else ""


RETURN_BUTTON: Text = _("Going back home")
NEED_BUTTON: Text = _("Report a need")
MINE_BUTTON: Text = _("My requests")
RESUME_BUTTON: Text = _("Continue where I stopped")
DISCARD_BUTTON: Text = _("Delete the unfinished one")
HELP_BUTTON: Text = _("Help")
PRIVATE_BUTTON: Text = _("A private matter")


def menu(visit: Visit, *, kept: bool = False) -> tuple[Button, ...]:
    """Return the buttons of what can be done here."""
    found = [
        visit.command(NEED_BUTTON, "/need", Role.MAIN),
        visit.command(MINE_BUTTON, "/my"),
        visit.command(RETURN_BUTTON, "/return"),
        visit.command(PRIVATE_BUTTON, "/private"),
        visit.command(HELP_BUTTON, "/help"),
    ]
    if kept:
        found.insert(0, visit.command(RESUME_BUTTON, "/resume", Role.MAIN))
    return tuple(found)


def going_on(visit: Visit) -> tuple[Button, ...]:
    """Return the way back to a conversation that is unfinished, if there is one."""
    if visit.person is not None and journals.waits(visit.work, visit.person):
        return (visit.command(RESUME_BUTTON, "/resume"),)
    return ()


def menu_after(visit: Visit) -> tuple[Button, ...]:
    """Return what can be done next; a conversation that was put aside comes first."""
    if visit.person is not None and journals.waits(visit.work, visit.person):
        return (visit.command(RESUME_BUTTON, "/resume"), *menu(visit)[1:2])
    return menu(visit)[:2]
