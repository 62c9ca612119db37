"""What can be asked for at any time, by a command, a word or a button."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from civic.text import digits
from conversations import first_contact, guide
from conversations.ballots import TO_SEE as BALLOTS_TO_SEE
from conversations.control_words import Intent, Reading
from conversations.groups import TO_SEE as GROUPS_TO_SEE
from conversations.safety import EMERGENCY
from conversations.wording import LANGUAGES, Text, _, lines
from handlers import conversing, groups, held, my_replies, my_return, need_detail, offices
from handlers.conversing import Talk
from handlers.room_status import START
from handlers.visit import Visit, going_on, menu, menu_after
from storage import invitations, journals, links, outbox, people, pictures
from storage.people import Person

Command = Callable[[Visit, Person, "Talk | None", str], None]


def carry_out(visit: Visit, person: Person, talk: Talk | None, reading: Reading) -> bool:
    """Carry out a command; false when these words are no command here."""
    command = _COMMANDS.get(reading.intent)
    if command is None or (talk is not None and _is_reply(visit, reading)):
        return False
    command(visit, person, talk, reading.argument)
    return True


def welcome(visit: Visit) -> None:
    """Thank somebody who has just agreed, and show what can be done."""
    visit.say(
        lines(
            _("Thank you. You can begin."),
            _("Write the need in one sentence, such as: «no water in Al-Kasra for four days»."),
            _("Or choose a button."),
        ),
        *menu(visit),
    )


def show_menu(visit: Visit, notice: Text | None = None) -> None:
    """Show what can be done, with a conversation that waits first."""
    waiting = visit.person is not None and journals.waits(visit.work, visit.person)
    visit.say(
        lines(notice, _("You can write a need in one sentence, or choose a button.")),
        *menu(visit, kept=waiting),
    )


def _is_reply(visit: Visit, reading: Reading) -> bool:
    """While a question is open, these words steer the conversation unless they are a command."""
    text = visit.incoming.tap or visit.incoming.text
    return not text.startswith("/") and reading.intent in _STEERING


def _start(visit: Visit, person: Person, _talk: Talk | None, argument: str) -> None:
    if len(argument) == invitations.LENGTH:
        offices.activate(visit, person, argument)
    elif argument.startswith(START):
        groups.show(visit, person, argument.removeprefix(START))
    else:
        show_menu(visit)


def _help(visit: Visit, _person: Person, talk: Talk | None, _argument: str) -> None:
    if talk is not None:
        conversing.show_again(talk, guide.HELP_IN_A_QUESTION)
    else:
        groups = visit.command(GROUPS_TO_SEE, "/groups")
        ballots = visit.command(BALLOTS_TO_SEE, "/ballots")
        visit.say(guide.help_text(), *menu_after(visit), groups, ballots)


def _need(visit: Visit, person: Person, talk: Talk | None, _argument: str) -> None:
    if talk is not None and talk.journal.script == "need":
        conversing.show_again(talk)
    else:
        conversing.begin(visit, person, "need")


def _private(visit: Visit, person: Person, _talk: Talk | None, _argument: str) -> None:
    conversing.begin(visit, person, "private")


def _forget(visit: Visit, person: Person, _talk: Talk | None, _argument: str) -> None:
    conversing.begin(visit, person, "forget")


def _my(visit: Visit, person: Person, _talk: Talk | None, argument: str) -> None:
    my_replies.answer(visit, person, argument)


def _my_data(visit: Visit, person: Person, _talk: Talk | None, _argument: str) -> None:
    held.show(visit, person)


def _privacy(visit: Visit, _person: Person, _talk: Talk | None, _argument: str) -> None:
    seen = first_contact.SEEN_BY.get(visit.incoming.channel)
    visit.say(lines(first_contact.more(), seen), *menu_after(visit))


def _language(visit: Visit, person: Person, talk: Talk | None, argument: str) -> None:
    if argument not in LANGUAGES:
        visit.say(
            _("In which language shall we write?"),
            visit.command(_("Arabic"), "/language ar"),
            visit.command(_("English"), "/language en"),
            *going_on(visit),
        )
        return
    people.set_language(visit.work, person.id, argument)
    visit.language = argument
    if talk is not None:
        conversing.show_again(talk)
    else:
        show_menu(visit, _("From now on we write in this language."))


def _hide(visit: Visit, _person: Person, _talk: Talk | None, _argument: str) -> None:
    """Delete the bot's messages of the last two days; the person's own are theirs to delete."""
    references = outbox.references(visit.work, visit.address.lane)
    outbox.drop_bodies(visit.work, visit.address.lane)
    pictures.drop_lane(visit.work, visit.address.lane)
    incoming, service = visit.incoming, visit.service
    visit.work.afterwards.append(
        lambda: service.withdraw(incoming.channel, incoming.chat, references)
    )
    visit.say(guide.HIDDEN, *going_on(visit))


def _link(visit: Visit, person: Person, _talk: Talk | None, argument: str) -> None:
    code = digits(argument).replace(" ", "")
    if not code:
        visit.say(guide.LINK_HOW, *going_on(visit))
        return
    found = links.read(visit.work, person, code)
    if found is None:
        visit.say(guide.LINK_UNKNOWN, *going_on(visit))
        return
    channel, _account = found
    conversing.begin(visit, person, "link", {"code": code, "channel": channel})


def _unlink(visit: Visit, person: Person, _talk: Talk | None, _argument: str) -> None:
    if not links.can_unlink(visit.work, person):
        visit.say(guide.NOT_LINKED, *going_on(visit))
        return
    need_detail.take_back_here(visit)
    links.unlink(visit.work, person)
    visit.address = people.stranger_at(visit.work, visit.incoming.channel, visit.incoming.chat)
    visit.person = None
    visit.say(guide.UNLINKED)


def _resume(visit: Visit, person: Person, talk: Talk | None, _argument: str) -> None:
    if talk is not None:
        conversing.show_again(talk)
    elif kept := conversing.kept_one(visit, person):
        conversing.take_up(visit, person, kept)
    else:
        show_menu(visit, _("Nothing is waiting to be finished."))


def _discard(visit: Visit, person: Person, talk: Talk | None, _argument: str) -> None:
    stored = talk.stored if talk else journals.kept_one(visit.work, person)
    if stored is not None:
        journals.drop(visit.work, stored)
    visit.say(_("The unfinished one is deleted."), *menu_after(visit))


def _cancel(visit: Visit, _person: Person, talk: Talk | None, _argument: str) -> None:
    if talk is not None:
        conversing.stop(talk)
    else:
        show_menu(visit, _("No question is open now."))


def _back(visit: Visit, _person: Person, talk: Talk | None, _argument: str) -> None:
    if talk is not None:
        conversing.go_back(talk)
    else:
        show_menu(visit, _("No question is open now."))


def _emergency(visit: Visit, _person: Person, talk: Talk | None, _argument: str) -> None:
    if talk is not None:
        conversing.show_again(talk, EMERGENCY)
    else:
        visit.say(EMERGENCY, *menu(visit))


def _human(visit: Visit, _person: Person, talk: Talk | None, _argument: str) -> None:
    if talk is not None:
        conversing.show_again(talk, guide.NO_PERSON_HERE)
    else:
        visit.say(guide.NO_PERSON_HERE, *menu(visit))


def _stop(visit: Visit, _person: Person, _talk: Talk | None, _argument: str) -> None:
    visit.say(guide.STOP_HOW, visit.command(_("Delete my data"), "/forget"), *menu_after(visit)[:1])


def _greeting(visit: Visit, _person: Person, talk: Talk | None, _argument: str) -> None:
    if talk is not None:
        conversing.show_again(talk, guide.GREETING)
    else:
        show_menu(visit, guide.GREETING)


def _thanks(visit: Visit, _person: Person, talk: Talk | None, _argument: str) -> None:
    if talk is not None:
        conversing.show_again(talk, guide.WELCOME)
    else:
        visit.say(guide.WELCOME, *menu_after(visit))


_STEERING = frozenset(
    {Intent.BACK, Intent.SKIP, Intent.CANCEL, Intent.DONE, Intent.STOP, Intent.REPEAT}
)

_COMMANDS: Mapping[Intent, Command] = MappingProxyType(
    {
        Intent.MENU: _start,
        Intent.HELP: _help,
        Intent.NEED: _need,
        Intent.PRIVATE: _private,
        Intent.RETURN: my_return.answer,
        Intent.DELETE_DATA: _forget,
        Intent.TRACK: _my,
        Intent.MY_DATA: _my_data,
        Intent.PRIVACY: _privacy,
        Intent.LANGUAGE: _language,
        Intent.HIDE: _hide,
        Intent.LINK: _link,
        Intent.UNLINK: _unlink,
        Intent.CONTINUE: _resume,
        Intent.DISCARD: _discard,
        Intent.CANCEL: _cancel,
        Intent.BACK: _back,
        Intent.EMERGENCY: _emergency,
        Intent.HUMAN: _human,
        Intent.STOP: _stop,
        Intent.GREETING: _greeting,
        Intent.THANKS: _thanks,
    }
)
