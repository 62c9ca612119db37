"""What is said of voice notes that count once they are written down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from civic.recordings import LONGEST, State, Subject
from civic.refusals import Refusal
from conversations.group_votes import heading, moment
from conversations.wording import Lines, Text, _, counted, lines, together

NONE_WAITS: Final[Text] = _("No recording waits to be written down.")
NO_SUCH: Final[Text] = _("This recording is settled, or there is none with this number.")
NOT_YOURS: Final[Text] = _("Only whoever spoke says whether it is written down rightly.")
NOT_HEARD: Final[Text] = _("The recording is still being fetched. Please try again in a moment.")
LISTEN: Final[Text] = _("Please listen, and write down what is said.")
HOW_TO_WRITE: Final[Text] = _(
    "What is said in the recording? In the speaker's own words, {most} characters at most.",
    most=LONGEST,
)
KEPT: Final[Text] = _("It is written down. Whoever spoke is asked whether it is right.")
NOBODY_YET: Final[Text] = _("Nobody has written it down yet. You will be asked once somebody has.")
IS_IT_RIGHT: Final[Text] = _("Is this what you said?")
AGREED: Final[Text] = _("Thank you. What was written down counts as your words.")
AGAIN: Final[Text] = _(
    "It is written down anew, and you will be asked again. You can also say it again, or write it "
    "yourself."
)
YES_BUTTON: Final[Text] = _("Yes, I said this")
NO_BUTTON: Final[Text] = _("No, not like this")
LOOK_BUTTON: Final[Text] = _("Listen and answer")
LIST_BUTTON: Final[Text] = _("Recordings to be written down")
VOTE_AGAIN: Final[Text] = _("Vote anew")
YOUR_VOICE: Final[Text] = _("Your recording.")


def why_not(refusal: Refusal) -> Text:
    """Return why something cannot be done with a recording."""
    match refusal.code:
        case "recording.own":
            return _("This is your own recording: another member writes it down.")
        case "recording.written":
            return _("Somebody has written this recording down already.")
        case "recording.long":
            return _(
                "The text has {have} characters, and {most} are the most. Please shorten it.",
                **refusal.facts,
            )
    return _("Please write down the words that are said: others will read them.")


def held(closes: int) -> Text:
    """Say that a vote with a spoken reason does not count yet, and why."""
    return lines(
        _("Your vote is kept, and does not count yet."),
        _(
            "A spoken reason counts once another member has written it down and you have agreed. "
            "You will be asked. The vote closes on {moment}.",
            moment=moment(closes),
        ),
    )


def waits(states: Sequence[State]) -> Text:
    """Say to whoever voted what their vote waits for."""
    if State.WRITTEN in states:
        return _("Your vote does not count yet: please look at what was written down.")
    return _("Your vote does not count yet: its spoken reason is not written down.")


def waiting_list(count: int) -> Text:
    """Say how many recordings wait."""
    return counted(
        "{count} recording waits to be written down.",
        "{count} recordings wait to be written down.",
        count,
    )


def row(number: int, subject: Subject, part: int, about: int, name: Text | str) -> Text:
    """Return a recording in the list: of a vote with who spoke, of a comment with its number."""
    if subject is Subject.COMMENT:
        return _("{number}. Comment {comment}", number=number, comment=about)
    if part:
        return _("{number}. {name}, vote on paragraph {part}", number=number, name=name, part=part)
    return _("{number}. {name}, vote on the text", number=number, name=name)


def write_button(number: int) -> Text:
    """Return the button that begins to write a recording down."""
    return _("Write down {number}", number=number)


def spoken(group: int, title: str, name: Text | str) -> Text:
    """Tell the other members that a vote waits for one of them to write."""
    return lines(
        heading(group, title),
        _("{name} gave the reason of a vote by voice.", name=name),
        _("The vote counts once one of you has written it down."),
    )


def written(group: int, title: str, words: str) -> Text:
    """Ask whoever spoke whether it is written down rightly."""
    return lines(
        heading(group, title),
        _("What you said by voice was written down:"),
        _("«{words}»", words=words),
        IS_IT_RIGHT,
    )


def rejected(group: int, title: str, number: int) -> Text:
    """Tell who wrote that it was not what was said."""
    return lines(
        heading(group, title),
        _("Recording {number} says something else, says who spoke.", number=number),
        _("Please listen once more, you or another member."),
    )


def remind(group: int, title: str, count: int) -> Text:
    """Remind members of what waits."""
    return lines(heading(group, title), waiting_list(count))


def unconfirmed(names: Sequence[Text | str]) -> Text | None:
    """Say whose vote is not counted because its reason stayed spoken."""
    if not names:
        return None
    return _(
        "Not counted, because the spoken reason was not agreed to in time: {names}",
        names=together(*names),
    )


def comment_heard() -> Lines:
    """Say what becomes of a comment by voice."""
    return lines(
        _("A member writes your voice note down, and you are asked whether it is right."),
        _("Until then the group listens to it."),
    )
