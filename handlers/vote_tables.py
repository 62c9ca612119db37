"""What members of a group get of a closed vote: the result, the whole table, and its code."""

from __future__ import annotations

from civic.group_votes import adopted, tally, voted
from civic.vote_chain import code
from conversations import group_votes as words
from conversations.recordings import unconfirmed
from conversations.wording import Text, lines
from storage import group_drafts, group_votes, waiting_votes
from storage.group_votes import GroupVote
from storage.work import Work


def opening_code(vote: GroupVote) -> str:
    """Return the code over what was fixed before voting."""
    return code(vote.opening, 0)


def table_code(work: Work, vote: GroupVote) -> str:
    """Return the code of the table as it is now, whatever was told before."""
    return code(group_votes.relinked(work, vote), len(group_votes.votes(work, vote)))


def result(work: Work, vote: GroupVote) -> list[Text]:
    """Say what came of each part, and the code."""
    said = group_votes.votes(work, vote)
    passed = adopted(vote.ballot, said)
    rows = [words.counts(part, tally(said, part), adopted=part in passed) for part in vote.parts]
    if len(voted(said)) < vote.quorum:
        rows = [words.no_quorum(len(voted(said)), vote.quorum)]
    return [*rows, words.code_is(table_code(work, vote))]


def table(work: Work, vote: GroupVote) -> Text:
    """Show every vote that was cast, in order, with who did not vote, the result and the codes."""
    said = group_votes.votes(work, vote)
    names = {seat.number: seat.name or words.MEMBER_GONE for seat in vote.seats}
    last = {(each.seat, each.part): sequence for sequence, each in enumerate(said, start=1)}
    rows = [
        words.row(sequence, names[each.seat], each, counts=last[each.seat, each.part] == sequence)
        for sequence, each in enumerate(said, start=1)
    ]
    missing = [names[number] for number in sorted(names.keys() - voted(said))]
    waited = [seat.name for seat in waiting_votes.seats(work, vote) if seat.name]
    return lines(*rows, words.silent(missing), unconfirmed(waited), *result(work, vote))


def proof(work: Work, vote: GroupVote) -> Text:
    """Show what it takes to work the code out again: docs/decisions/0022."""
    draft = group_drafts.get(work, vote.draft)
    text = draft.digest.hex() if draft and draft.digest else ""
    secrets = sorted(group_votes.secrets(work, vote).items())
    return words.proof(vote.id, text, group_votes.relinked(work, vote).hex(), secrets)
