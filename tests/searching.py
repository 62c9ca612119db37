"""What a test world has in memory for searching, and needs to be found there."""

from __future__ import annotations

import asyncio
from functools import partial

from civic.needs import NeedReport, Severity
from storage import needs, people
from storage.needs import Need
from storage.reading import Reader
from storage.search import MOST_NEEDS, SearchIndexes
from tests.offices import place_called
from tests.world import World


def read_words(world: World, most_needs: int = MOST_NEEDS) -> None:
    """Read what was said so far, wherever it was, as if every office had just been opened."""

    async def read() -> SearchIndexes:
        reader = Reader(world.engine.url)
        places = world.service.places
        indexes = SearchIndexes(reader, world.keys, places, most_needs=most_needs)
        await indexes.build(places.area(world.service.home).places, world.clock())
        await reader.close()
        return indexes

    indexes = asyncio.run(read())
    world.service.find_words, world.service.forget_words = indexes.find, indexes.forget


def write(
    world: World,
    account: str,
    place: str,
    words: str,
    severity: Severity = Severity.SEVERE,
    problem: str = "river_pump",
) -> Need:
    """Let somebody report a need in these words; whose office does not hear of it."""
    who = world.turn(
        partial(people.admit, channel="telegram", account=account, chat=account, language="ar")
    )
    report = NeedReport(
        place=place_called(world, place),
        sector="water",
        problem=problem,
        severity=severity,
        words=words,
    )
    return world.turn(partial(needs.store, person=who, report=report, office=None))


def several_write(world: World, count: int, place: str, words: str) -> None:
    """Let so many people report the same, each as bad as one may say."""
    severities = [each for each in Severity if each is not Severity.UNKNOWN]
    for number in range(count):
        severity = severities[number % len(severities)]
        write(world, f"writer {number}", place, words, severity)
