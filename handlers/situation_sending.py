"""What an office told of its area is stored, shown, drawn and passed up."""

from __future__ import annotations

from civic.situation import Told
from conversations import situation_news as news
from conversations.engine.journal import Journal
from handlers import situation_reading
from handlers.keeping import keep_until_unlocked
from handlers.visit import Visit
from storage import audit, mandates, need_offices, situation_clock, situation_counts, situations
from storage.people import Person


def finish(visit: Visit, person: Person, journal: Journal, told: Told) -> None:
    """Store what was told and pass it up; if the office was locked meanwhile, keep it."""
    by = mandates.unlocked(visit.work, person.mark, visit.service.places)
    if by is None or by.office.id != told.office:
        keep_until_unlocked(visit, person, journal)
        return
    work = visit.work
    words = {**_same_words(visit, journal, told), **told.words}
    above = need_offices.next_up(work, visit.service.places, by.office.id)
    counts = situation_counts.of_today(work, by.area)
    account = situations.store(work, by, told, words, counts, above.id if above else None)
    audit.note(work, by.id, "situation.sent", account.number)
    situation_clock.expect(work, by.office.id)
    if above is not None:
        situation_clock.pass_up(work, account.id)
    work.afterwards.append(visit.service.clock_waiting)
    reader = above.name(visit.language) if above else ""
    receipt = news.sent(account.number, reader, account.revision)
    situation_reading.tell(visit, account, receipt)
    situation_reading.draw(visit, account)


def _same_words(visit: Visit, journal: Journal, told: Told) -> dict[str, str]:
    """Return the words that stay as they were: they are the office's, and in no journal."""
    base = situations.get(visit.work, str(journal.opening.get("base", "")))
    if base is None or base.office.id != told.office:
        return {}
    words = situations.words_of(visit.work, base)
    return {name: words[name] for name in told.same_words if name in words}
