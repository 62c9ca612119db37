"""What is said of offices: invitations, seats, mandates that begin and end."""

from __future__ import annotations

from conversations.wording import Text, _, lines

AGREE_FIRST: Text = _("This link gives you a seat in an office. Before that, one question:")
LINK_OVER: Text = _(
    "This link was used already, or its time is over. Whoever gave it to you can make a new one."
)
ALREADY_YOURS: Text = _("You have a seat in this office already.")
FULL: Text = _("All seats of this office are taken. Whoever gave you the link can tell you more.")
OTHER_CHAT: Text = _(
    "Your offices are in another chat of yours. Please open the link there, within its time."
)
NOT_ACCEPTED: Text = _("That is fine. Nothing was changed, and the link stays good for its time.")


def seated(office: str) -> Text:
    """Say that a mandate has begun, and what to do next."""
    return lines(
        _("{office}: from now on you have a seat in it.", office=office),
        _("It opens with your secret number, for ten minutes at most: /unlock"),
    )


def seat_taken(office: str) -> Text:
    """Tell administrators that a link was used."""
    return lines(
        _("{office}: somebody took a seat with the link that was made for it.", office=office),
        _("If that was the wrong person, end the mandate: /revoke"),
    )


def ended(office: str) -> Text:
    """Say that a mandate has ended."""
    return lines(
        _("{office}: your mandate has ended.", office=office),
        _("Your own requests stay as they are. Thank you for your service."),
    )
