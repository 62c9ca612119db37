"""How the trail of audit is shown to administrators: codes, offices and times, nobody's words."""

from __future__ import annotations

from conversations.wording import Bare, Code, Text, Words, _, counted, lines

_ACTIONS: dict[str, Words] = {
    "office.added": _("an office was made"),
    "office.closed": _("an office was closed"),
    "office.unlocked": _("the office was opened"),
    "invitation.made": _("a link to a seat was made"),
    "mandate.begun": _("a mandate began"),
    "mandate.ended": _("a mandate ended"),
    "mandate.left": _("a mandate ended, because its holder left the service"),
    "pin.blocked": _("a secret number was blocked after wrong tries"),
    "pin.changed": _("a secret number was changed"),
    "nomination.opened": _("somebody was proposed"),
    "nomination.read": _("the voices on a proposal were read"),
    "nomination.appointed": _("somebody proposed was appointed"),
    "nomination.refused": _("somebody proposed was not appointed"),
    "nomination.withdrawn": _("a proposal was taken back"),
    "need.entered-for": _("a request was written down for somebody without a phone"),
    "need.paper-renewed": _("somebody without a phone got another secret number"),
    "need.said-for": _("an office said for somebody whether it is solved"),
    "need.spoken-for": _("an office passed on what somebody without a phone says"),
    "situation.sent": _("an account of an area was sent"),
    "export.asked": _("a list was ordered"),
    "export.asked-with-words": _("a list with people's words was asked for"),
    "export.agreed": _("it was agreed that people's words go out"),
    "export.refused": _("it was refused that people's words go out"),
    "export.taken-back": _("the order of a list was withdrawn"),
    "export.made": _("a list was made"),
    "export.taken": _("a list was downloaded"),
    "returns.exported": _("the tables of return intentions were taken as a file"),
    "group.session": _("a session of a working group was proposed or called off"),
    "group.room": _("a working group was given a room, or left it"),
    "ballot.frozen": _("residents were called to vote, and the roll was frozen"),
    "poll.opened": _("the displaced of a place were asked a question"),
}
"""What other files note is shown by its code."""

NOTHING: Text = _("Nothing has been written down yet.")
WHOLE: Text = _("The chain is whole as far as it was looked at here.")


OPERATOR: Text = _("the operator")


def entry(at: str, action: str, office: str, actor: Text) -> Text:
    """Return one line: when, what, about which office, by whom."""
    return _(
        "{at}: {what}. {office}. By: {actor}",
        at=Code(at),
        what=_ACTIONS.get(action.partition(" ")[0], Code(action)),
        office=office or Bare("–"),
        actor=actor or Bare("–"),
    )


def broken(sequence: int) -> Text:
    """Say that something was altered."""
    return _(
        "The chain is broken at entry {sequence}. Please call the operator.", sequence=sequence
    )


def looked_at(count: int) -> Text:
    """Say how far the check went."""
    return counted(
        "Checked here: the last {count} entry. The whole trail: mashwara verify",
        "Checked here: the last {count} entries. The whole trail: mashwara verify",
        count,
    )


def head(said: str) -> Text:
    """Tell the end of the chain, which whoever holds the database cannot take back from here."""
    return lines(
        _("The trail of audit today ends with: {head}", head=Code(said)),
        _("Please keep this message: with it a shortened trail can be found out."),
    )
