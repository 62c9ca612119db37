"""What a conversation that has ended becomes: a stored need, a support, a wish, a farewell."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

from civic.ballots import BallotWish
from civic.behalf import EnterFor, NotAgreed, NotForOthers
from civic.exports import ExportWish
from civic.group_acts import GroupAct
from civic.need_actions import Deed
from civic.need_replies import Reply
from civic.needs import NeedReport, SupportNeed
from civic.referrals import ContactWish, ReferralAsked
from civic.return_polls import PollWish
from civic.returns import ReturnIntention
from civic.situation import Told
from conversations import receipts
from conversations.engine.play import Turn
from conversations.messages import Message
from conversations.offices import NOT_ACCEPTED
from conversations.scripts.activate import AcceptSeat, SeatDeclined
from conversations.scripts.appoint import AppointSomebody
from conversations.scripts.decide import Decide
from conversations.scripts.forget import ForgetMe
from conversations.scripts.group_say import PaperWords
from conversations.scripts.group_vote import CastVote
from conversations.scripts.link import LinkChannel
from conversations.scripts.nominate import Propose
from conversations.scripts.revoke import RevokeMandate
from conversations.scripts.voice import GiveVoice
from conversations.wording import Text, _, lines
from handlers import (
    appointing,
    ballot_orders,
    behalf,
    choosing,
    exporting,
    group_outcomes,
    need_actions,
    paper_outcomes,
    replying,
    return_polls,
    returns,
    situation_sending,
    tenure,
)
from handlers.visit import Visit, menu, menu_after
from storage import (
    forgetting,
    links,
    need_escalation,
    needs,
    offices,
    outbox,
    people,
    referrals,
    return_codes,
)
from storage.outbox import Priority
from storage.people import Person

FAREWELL: Text = _("Your data are deleted. You can now delete the chat from the phone.")


def settle(visit: Visit, person: Person, turn: Turn) -> ReferralAsked | None:
    """Store what a script returned and answer with what became of it.

    A matter of which no story may be kept is returned, for another conversation to take up.
    """
    match turn.result:
        case NeedReport() as report:
            _store(visit, person, report)
        case SupportNeed() as support:
            _support(visit, person, support)
        case ReferralAsked() as asked:
            return asked
        case ContactWish() as wish:
            number = referrals.refer(visit.work, person, wish)
            visit.say(receipts.referred(number), *menu_after(visit))
        case ReturnIntention() as said:
            returns.store(visit, person, said)
        case ForgetMe():
            _forget(visit, person)
        case LinkChannel(code, agreed):
            _link(visit, person, code, agreed=agreed)
        case _:
            _settle_with_offices(visit, person, turn)
    return None


def _settle_with_offices(visit: Visit, person: Person, turn: Turn) -> None:
    match turn.result:
        case AcceptSeat(invitation, gender):
            tenure.accept(visit, person, bytes.fromhex(invitation), gender)
        case SeatDeclined():
            visit.say(NOT_ACCEPTED, *menu_after(visit))
        case AppointSomebody() | RevokeMandate() as order:
            appointing.carry_out(visit, person, order)
        case Propose() | GiveVoice() | Decide() as wish:
            choosing.carry_out(visit, person, turn.journal, wish)
        case ExportWish() as wish:
            exporting.finish(visit, person, turn.journal, wish)
        case PollWish() as wish:
            return_polls.finish(visit, person, turn.journal, wish)
        case GroupAct() as act:
            group_outcomes.finish(visit, person, turn.journal, act)
        case Told() as told:
            situation_sending.finish(visit, person, turn.journal, told)
        case _:
            _settle_about_needs(visit, person, turn)


def _settle_about_needs(visit: Visit, person: Person, turn: Turn) -> None:
    match turn.result:
        case BallotWish() as wish:
            ballot_orders.finish(visit, person, turn.journal, wish)
        case CastVote() | PaperWords() as said:
            paper_outcomes.finish(visit, person, turn.journal, said)
        case Deed() as deed:
            need_actions.finish(visit, person, turn.journal, deed)
        case EnterFor() | NotAgreed() | NotForOthers() | Reply(passed_on=True) as told:
            behalf.finish(visit, person, turn.journal, told)
        case Reply() as reply:
            replying.finish(visit, person, reply)
        case _:
            ending = turn.tells or [_("Nothing was changed.")]
            visit.say(lines(*ending), *menu_after(visit))


def _store(visit: Visit, person: Person, report: NeedReport) -> None:
    chain = (report.place, *visit.service.places.ancestors(report.place))
    office = offices.who_has(visit.work, chain)
    need = needs.store(visit.work, person, report, office)
    received(visit, need.id)
    until = datetime.fromtimestamp(need.due, UTC).date() if need.due else None
    text = receipts.stored(need.number, office.name(visit.language) if office else "", until)
    if visit.incoming.channel in visit.service.returning:
        secret = return_codes.issue(visit.work, person.id, need.number)
        text = lines(text, receipts.way_back(secret))
    visit.say(text, *menu_after(visit))


def received(visit: Visit, need_id: str) -> None:
    """Start the clock of a need that was just stored, and let its office hear of it."""
    need_escalation.received(visit.work, need_id)
    visit.work.afterwards.append(visit.service.clock_waiting)


def _support(visit: Visit, person: Person, support: SupportNeed) -> None:
    need = needs.support(visit.work, person, support)
    if need is None:
        visit.say(_("That request is no longer here. You can report it anew."), *menu(visit))
        return
    visit.say(receipts.supported(need.number), *menu_after(visit))


def _forget(visit: Visit, person: Person) -> None:
    lane = visit.address.lane
    references = outbox.references(visit.work, lane)
    said = visit.service.wording.say(FAREWELL, visit.language)
    farewell = Message(text=said, language=visit.language)
    visit.service.forget_words(visit.work, person.id)
    forgetting.begin(visit.work, person, farewell, visit.cause)
    visit.person = None
    work, service = visit.work, visit.service
    work.afterwards.append(partial(service.forget_waiting, person.id))
    work.afterwards.append(
        partial(service.withdraw, visit.incoming.channel, visit.incoming.chat, references)
    )


def _link(visit: Visit, person: Person, code: str, *, agreed: bool) -> None:
    found = links.behind(visit.work, code)
    links.use_up(visit.work, code)
    if not agreed:
        visit.say(_("Nothing was linked, and the code is dead."), *menu_after(visit))
        return
    if found is None:
        visit.say(_("This code is no longer valid. Ask for a new one in the new chat: /link"))
        return
    channel, account = found
    people.add_identity(
        visit.work, person.id, person.language, channel, account.account, account.chat
    )
    to = links.address_of(visit.work, person, channel, account)
    said = visit.service.wording.say(
        _("This chat now belongs to your earlier one. To undo it, write: /unlink"), visit.language
    )
    row = outbox.owe(
        visit.work,
        to,
        Message(text=said, language=visit.language),
        cause=f"{visit.cause}:linked",
        priority=Priority.NOTICE,
    )
    visit.work.afterwards.append(partial(visit.service.owed, row))
    visit.say(
        _("The two chats now belong together. To undo it, write there: /unlink"),
        *menu_after(visit),
    )
