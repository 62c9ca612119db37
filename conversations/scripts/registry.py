"""Every conversation that there is, by its name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from conversations.engine.play import Conversation
from conversations.scripts.activate import take_seat
from conversations.scripts.appoint import appoint_somebody
from conversations.scripts.ask_displaced import ask_displaced
from conversations.scripts.ballot_open import open_ballot
from conversations.scripts.decide import decide
from conversations.scripts.export import order_export
from conversations.scripts.forget import forget_me
from conversations.scripts.group_answer import answer_comments
from conversations.scripts.group_apply import apply
from conversations.scripts.group_choose import choose_seats, close_group
from conversations.scripts.group_comment import give_comment
from conversations.scripts.group_draft import send_draft
from conversations.scripts.group_minutes import write_minutes
from conversations.scripts.group_propose import propose_group
from conversations.scripts.group_say import say_in_group
from conversations.scripts.group_session import plan_session
from conversations.scripts.group_source import add_source
from conversations.scripts.group_vote import cast_vote
from conversations.scripts.group_write_down import write_down
from conversations.scripts.link import confirm_link
from conversations.scripts.need import report_need
from conversations.scripts.need_ask import ask_reporter
from conversations.scripts.need_behalf import report_for_somebody
from conversations.scripts.need_decline import decline
from conversations.scripts.need_hand_over import hand_over
from conversations.scripts.need_merge import merge
from conversations.scripts.need_plan import announce
from conversations.scripts.need_refer_up import refer_up
from conversations.scripts.need_resolve import resolve
from conversations.scripts.need_say import say
from conversations.scripts.nominate import nominate
from conversations.scripts.private import ask_for_contact
from conversations.scripts.return_intention import tell_return
from conversations.scripts.revoke import revoke_mandate
from conversations.scripts.situation import tell_situation
from conversations.scripts.voice import give_voice

CONVERSATIONS: Mapping[str, Conversation] = MappingProxyType(
    {
        each.name: each
        for each in (
            *(report_need, report_for_somebody, ask_for_contact, forget_me, confirm_link),
            *(take_seat, appoint_somebody, revoke_mandate, nominate, give_voice, decide),
            *(announce, resolve, ask_reporter, decline, hand_over, refer_up, merge, say),
            *(propose_group, apply, choose_seats, close_group),
            *(add_source, send_draft, give_comment, answer_comments),
            tell_return,
            ask_displaced,
            open_ballot,
            tell_situation,
            order_export,
            *(cast_vote, say_in_group, write_down),
            *(plan_session, write_minutes),
        )
    }
)
