"""What is said of proposals for an office: the card, the counts, what was decided."""

from __future__ import annotations

from datetime import date

from civic.choosing import FEWEST, Stance, State, shown
from conversations.wording import Bare, PlaceName, Text, _, lines

NONE: Text = _("No proposal is open now.")
OPEN_ONES: Text = _("These proposals are open:")
UNKNOWN: Text = _("We do not know this proposal, or it is no longer open.")
SUPPORT_BUTTON: Text = _("Support or object")
APPOINT_BUTTON: Text = _("Appoint")
REFUSE_BUTTON: Text = _("Do not appoint")
WITHDRAW_BUTTON: Text = _("Take it back")
ONE_IS_OPEN: Text = _("A proposal of yours for this office is open already.")
ENOUGH: Text = _(
    "There are many open proposals for this office already. Please wait until some close."
)
LOOK_BUTTON: Text = _("Read the proposal")
SOMETHING_NEW: Text = _("There is something new in your area.")
QUIET_BUTTON: Text = _("No such news")
QUIET: Text = _("We tell you no more when a proposal opens. You can still read them: /nominations")
LOUD_BUTTON: Text = _("Tell me again")
LOUD: Text = _("We tell you when a proposal for an office of your area opens.")
OWN: Text = _("This is your own proposal. Others support it or object to it.")
NOT_A_RESIDENT: Text = _("Only people of that place can support or object. Nothing was kept.")
HEARD: Text = _("Your view is kept. You can change it until the day on which it closes.")
NOT_YET: Text = _("It can be decided when the days for support and objection are over.")
NO_SEAT: Text = _("No seat of this office is free. End a mandate first, or wait.")
TAKEN_BACK: Text = _("The proposal was taken back.")
GONE_ON: Text = _("It was decided, and everybody who said something is told.")


def proposed(place: str, closes: date) -> Text:
    """Say that a proposal is stored and what follows."""
    return lines(
        _("The proposal for {place} is open now.", place=PlaceName(place, within=True)),
        _("People of that place can support or object until {date}.", date=closes),
        _("After that it is decided by the administration, and you are told."),
    )


def opened(place: str, closes: date) -> Text:
    """Tell people of a place, without a name, that a proposal is open."""
    return lines(
        _(
            "A proposal is open for who represents {place}.",
            place=PlaceName(place, within=True),
        ),
        _("People of that place can support or object until {date}.", date=closes),
    )


def line(place: str, closes: date) -> Text:
    """Return one line of the list."""
    return _("{place}, until {date}", place=PlaceName(place, within=True), date=closes)


def card(place: str, statement: str, competence: str, closes: date) -> Text:
    """Show a proposal as everybody may read it."""
    return lines(
        _("Proposed for the office of {place}:", place=PlaceName(place, within=True)),
        statement,
        _("What speaks for it: {competence}", competence=competence),
        _("People of that place can support or object until {date}.", date=closes),
    )


def numbers(support: int, objection: int, *, exact: bool) -> Text:
    """Tell the counts; to anybody but administrators no small number of people."""
    return _(
        "In favour: {support}. Against: {objection}.",
        support=_number(support, exact=exact),
        objection=_number(objection, exact=exact),
    )


def reason(stance: Stance, text: str) -> Text:
    """Show a reason that was given, without who gave it."""
    if stance is Stance.OBJECT:
        return _("Against: {reason}", reason=text)
    return _("In favour: {reason}", reason=text)


def due(place: str) -> Text:
    """Tell administrators that the days of a proposal are over."""
    return _(
        "The days for support and objection are over: {place}. It can be decided now.",
        place=PlaceName(place, within=True),
    )


def decided(place: str, state: State, support: int, objection: int, why: str) -> Text:
    """Tell everybody concerned what became of a proposal."""
    office = PlaceName(place, within=True)
    said = (
        _("The person proposed for the office of {place} was appointed.", place=office)
        if state is State.APPOINTED
        else _("The person proposed for the office of {place} was not appointed.", place=office)
    )
    because = _("The reason as given: {reason}", reason=why) if why else None
    return lines(said, because, numbers(support, objection, exact=False))


def accept(place: str) -> Text:
    """Ask the one who was appointed to take the seat."""
    return lines(
        _("You were appointed to the office of {place}.", place=PlaceName(place, within=True)),
        _("To take the seat, press the button within seven days."),
    )


ACCEPT_BUTTON: Text = _("Take the seat")


def _number(people: int, *, exact: bool) -> Text:
    number = people if exact else shown(people)
    if number is None:
        return _("fewer than {count}", count=FEWEST)
    return Bare(str(number))
