"""What is said in answer to a command, outside any conversation."""

from __future__ import annotations

from conversations.wording import Code, Lines, Text, _, lines

HELP_IN_A_QUESTION: Text = lines(
    _("You can choose a button, type its number, or write the answer."),
    _("«Previous question» goes back, «Stop for now» leaves; nothing is lost."),
)
NO_PERSON_HERE: Text = _(
    "A program answers here. Your request itself is read by whoever represents your area; "
    "for a private matter write: private."
)
STOP_HOW: Text = lines(
    _("We write only about your own requests. To receive nothing more, delete your data."),
)
GREETING: Text = _("Welcome.")
WELCOME: Text = _("You are welcome. We are here when you need us.")
HIDDEN: Text = _(
    "We deleted our messages here, as far as the app allows it. Please delete your own yourself."
)
LINK_HOW: Text = lines(
    _("To use two apps as one person: write /link in the new one; it gives you a code."),
    _("Then write here: /link and the code."),
    _("If both are in use already, delete the data of one of them first: /forget"),
)
LINK_UNKNOWN: Text = _(
    "We do not know this code, or its time is over. Please ask for a new one in the new chat: "
    "/link. After five tries please wait ten minutes."
)
UNLINKED: Text = _("This chat no longer belongs to the other one. Here we do not know you now.")
NOT_LINKED: Text = _("This chat stands alone; there is nothing to undo.")

COMMANDS: tuple[tuple[str, Text], ...] = (
    ("need", _("Report a need")),
    ("return", _("Going back home")),
    ("my", _("My requests")),
    ("groups", _("Working groups")),
    ("ballots", _("Votes of residents")),
    ("private", _("A private matter")),
    ("privacy", _("Privacy")),
    ("mydata", _("What is kept of me")),
    ("forget", _("Delete my data")),
    ("hide", _("Delete the messages here")),
    ("language", _("Language")),
    ("link", _("Use a second app")),
    ("help", _("Help")),
)
"""The commands that a channel may list, in this order."""


def help_text() -> Lines:
    """Explain in a few lines what can be done here."""
    return lines(
        _("Write what is missing in one sentence, with the name of the place. We ask the rest."),
        _("A voice message is welcome wherever you can write."),
        *(
            _("{command} {meaning}", command=Code(f"/{command}"), meaning=meaning)
            for command, meaning in COMMANDS
        ),
    )
