"""No entry of the audit chain can be altered, removed, added or moved without a trace."""

from dataclasses import asdict, replace

from hypothesis import given
from hypothesis import strategies as st

from civic.audit import GENESIS, Entry, check, follow, link

WORDS = st.text(max_size=8)
FIELDS = st.lists(st.tuples(st.integers(0, 2**40), WORDS, WORDS, WORDS), min_size=1, max_size=8)


def entry(previous: bytes, sequence: int, at: int, actor: str, action: str, subject: str) -> Entry:
    digest = link(previous, sequence=sequence, at=at, actor=actor, action=action, subject=subject)
    return Entry(sequence, at, actor, action, subject, previous, digest)


def chain(fields: list[tuple[int, str, str, str]]) -> list[Entry]:
    entries: list[Entry] = []
    for sequence, (at, actor, action, subject) in enumerate(fields, start=1):
        previous = entries[-1].digest if entries else GENESIS
        entries.append(entry(previous, sequence, at, actor, action, subject))
    return entries


def changed(entry: Entry, name: str, value: object) -> Entry:
    return Entry(**{**asdict(entry), name: value})


def example(length: int = 5) -> list[Entry]:
    return chain([(100 + n, "office:1", "need.read", f"need:{n}") for n in range(length)])


@given(fields=FIELDS)
def test_an_untouched_chain_is_whole(fields: list[tuple[int, str, str, str]]) -> None:
    assert check(chain(fields)) is None


def test_an_empty_chain_is_whole() -> None:
    assert check([]) is None


@given(fields=FIELDS, data=st.data())
def test_any_changed_field_is_found(
    fields: list[tuple[int, str, str, str]], data: st.DataObject
) -> None:
    entries = chain(fields)
    index = data.draw(st.integers(0, len(entries) - 1))
    name = data.draw(st.sampled_from(["sequence", "at", "actor", "action", "subject"]))
    old = getattr(entries[index], name)
    kind = st.integers(1, 2**40) if isinstance(old, int) else WORDS
    entries[index] = changed(entries[index], name, data.draw(kind.filter(lambda v: v != old)))
    assert check(entries) is not None


@given(data=st.data())
def test_any_changed_byte_of_a_digest_is_found(data: st.DataObject) -> None:
    entries = example()
    index = data.draw(st.integers(0, len(entries) - 1))
    name = data.draw(st.sampled_from(["previous", "digest"]))
    altered = bytearray(getattr(entries[index], name))
    altered[data.draw(st.integers(0, 31))] ^= data.draw(st.integers(1, 255))
    entries[index] = changed(entries[index], name, bytes(altered))
    assert check(entries) == index + 1


@given(fields=FIELDS.filter(lambda fields: len(fields) > 1), data=st.data())
def test_a_removed_entry_is_found_unless_it_was_the_last(
    fields: list[tuple[int, str, str, str]], data: st.DataObject
) -> None:
    entries = chain(fields)
    index = data.draw(st.integers(0, len(entries) - 2))
    del entries[index]
    assert check(entries) == index + 2


def test_two_entries_that_changed_places_are_found() -> None:
    one, two, three = example(3)
    swapped = [one, replace(three, sequence=2), replace(two, sequence=3)]
    assert check(swapped) == 2


def test_an_entry_slipped_in_beside_another_is_found() -> None:
    one, two, three = example(3)
    slipped = entry(one.digest, 7, 100, "office:1", "need.read", "need:9")
    assert check([one, two, three, slipped]) == 7
    assert check([two, slipped, one, three]) is not None


def test_a_rewritten_entry_with_a_fresh_digest_breaks_the_next_one() -> None:
    one, two, three = example(3)
    rewritten = entry(one.digest, 2, two.at, "office:2", two.action, two.subject)
    assert check([one, rewritten, three]) == 3


def test_an_entry_committed_late_is_chained_late() -> None:
    """Number 2 was taken first but committed after number 3 had been chained."""
    one = entry(GENESIS, 1, 100, "a", "b", "c")
    three = entry(one.digest, 3, 100, "a", "b", "c")
    two = entry(three.digest, 2, 100, "a", "b", "c")
    four = entry(two.digest, 4, 100, "a", "b", "c")
    assert [each.sequence for each in follow([one, two, three, four])] == [1, 3, 2, 4]


def test_words_cannot_move_from_one_field_to_the_next() -> None:
    first = entry(GENESIS, 1, 100, "ab", "c", "d")
    second = entry(GENESIS, 1, 100, "a", "bc", "d")
    assert first.digest != second.digest
