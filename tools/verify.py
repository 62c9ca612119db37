"""Checks a file of chains that `mashwara verify --export` wrote; needs nothing but Python 3.9.

    python verify.py FILE [--code "AAAA BBBB CCCC DDDD"] [--head 12:4f2a...] [--since EARLIER]

It shares no line with the service: every digest is worked out anew as docs/guides/verify.md
describes it. It ends with 0 when everything fits, with 1 when something does not, and with 2
when the file cannot be read.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from base64 import b32encode
from collections.abc import Iterable, Iterator
from typing import Any

Record = dict[str, Any]
MOST_LATE = 10_000
VERSION = 1
FIELDS: dict[str, dict[str, type]] = {
    "file": {"version": int},
    "entry": {
        "sequence": int,
        "at": int,
        "actor": str,
        "action": str,
        "subject": str,
        "previous": str,
        "digest": str,
    },
    "head": {"head": str},
    "vote": {"vote": str, "text": str, "parts": list, "quorum": int, "seats": list, "opening": str},
    "cast": {"vote": str, "sequence": int, "seat": int, "part": int, "said": str, "digest": str},
    "seat": {"vote": str, "number": int, "name": str, "secret": str},
    "said": {"vote": str, "sequence": int, "choice": str, "reason": str},
    "close": {"vote": str, "casts": int, "code": str},
}


def framed(*texts: str) -> bytes:
    """The digest of a vote's chain: each text with its length in bytes, a colon and a comma."""
    parts = (text.encode("utf-8", "surrogatepass") for text in texts)
    return hashlib.sha256(b"".join(b"%d:%b," % (len(part), part) for part in parts)).digest()


def entry_digest(entry: Record) -> str:
    """The digest of an entry of the audit trail: each part after its length in four bytes."""
    texts = [str(entry["sequence"]), str(entry["at"]), entry["actor"], entry["action"]]
    texts.append(entry["subject"])
    parts = [b"mashwara audit 1", bytes.fromhex(entry["previous"])]
    parts += [text.encode("utf-8", "surrogatepass") for text in texts]
    whole = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    return hashlib.sha256(whole).hexdigest()


def code_of(link: str, casts: int) -> str:
    """The sixteen characters after so many votes."""
    plain = b32encode(framed("code", link, str(casts))[:10]).decode()
    return " ".join(plain[start : start + 4] for start in range(0, 16, 4))


class Trail:
    """The audit trail as it is read, entry by entry."""

    def __init__(self) -> None:
        self.entries = 0
        self.head = bytes(32).hex()
        self.heads: dict[str, int] = {self.head: 0}
        self.announced = ""
        self.problems: list[str] = []
        self._waiting: dict[str, Record] = {}

    def add(self, entry: Record) -> None:
        """Take the next entry; one that was committed late waits for the one before it."""
        number = entry["sequence"]
        if entry_digest(entry) != entry["digest"]:
            self.problems.append(f"audit: entry {number} was changed")
        if entry["previous"] in self._waiting or len(self._waiting) > MOST_LATE:
            self.problems.append(f"audit: entry {number} does not follow the one before it")
            return
        self._waiting[entry["previous"]] = entry
        while self.head in self._waiting:
            following = self._waiting.pop(self.head)
            self.head, self.entries = following["digest"], self.entries + 1
            self.heads[self.head] = following["sequence"]

    def finish(self) -> None:
        """Say what never found its place, and whether the end was cut off."""
        if self._waiting:
            first = min(each["sequence"] for each in self._waiting.values())
            self.problems.append(f"audit: something before entry {first} was taken out or changed")
        if (self.entries or self.announced) and not self.holds(self.announced):
            self.problems.append("audit: the end was cut off")

    def holds(self, head: str) -> bool:
        """Whether a head that somebody saved is in this trail."""
        sequence, _, digest = head.strip().partition(":")
        found = self.heads.get(digest.lower())
        return found is not None and str(found) == sequence


class Vote:
    """One vote of a working group as it is read, link by link."""

    def __init__(self, opened: Record) -> None:
        self.name = f"vote {opened['vote']} of group {opened['group']}"
        self.parts = opened["parts"]
        self.seats = dict(opened["seats"])
        self.secrets: dict[int, str] = {}
        self.shown: set[int] = set()
        self.closed = False
        self.casts: list[Record] = []
        self.problems: list[str] = []
        bound = (self.seats[number] for number in sorted(self.seats))
        numbers, quorum = ",".join(map(str, self.parts)), str(opened["quorum"])
        first = framed("mashwara vote 1", opened["vote"], opened["text"], numbers, quorum, *bound)
        if first.hex() != opened["opening"]:
            self._wrong("what was fixed before voting was changed")
        self.links = [opened["opening"]]
        self.codes = [code_of(self.links[0], 0)]

    def add(self, cast: Record) -> None:
        """Take the next vote."""
        number, seat, part = cast["sequence"], cast["seat"], cast["part"]
        if self.closed:
            self._wrong(f"vote {number} comes after the end")
        if number != len(self.casts) + 1:
            self._wrong(f"vote {number} is not in its place")
        if seat not in self.seats or part not in self.parts:
            self._wrong(f"vote {number} comes from no seat or is about no part")
        link = framed("vote", self.links[-1], str(number), str(seat), str(part), cast["said"])
        if link.hex() != cast["digest"]:
            self._wrong(f"vote {number} was changed, or something before it")
        self.casts.append(cast)
        self.links.append(cast["digest"])
        self.codes.append(code_of(self.links[-1], len(self.casts)))

    def add_seat(self, shown: Record) -> None:
        """Check a seat whose name and secret are shown."""
        number, self.secrets[number] = shown["number"], shown["secret"]
        bound = framed("seat", str(number), shown["name"], shown["secret"]).hex()
        if shown["name"] and bound != self.seats.get(number):
            self._wrong(f"seat {number} does not belong to this name")

    def add_said(self, shown: Record) -> None:
        """Check what a vote said, where that is shown."""
        number = shown["sequence"]
        self.shown.add(number)
        none: Record = {"seat": 0, "said": ""}
        cast = self.casts[number - 1] if 0 < number <= len(self.casts) else none
        secret = self.secrets.get(cast["seat"], "")
        said = framed("said", secret, str(number), shown["choice"], shown["reason"]).hex()
        if said != cast["said"]:
            self._wrong(f"vote {number} said something else")

    def close(self, closed: Record) -> None:
        """Compare the end with what was noted there."""
        self.closed = True
        if closed["casts"] != len(self.casts) or closed["code"] != self.codes[-1]:
            self._wrong("the end was cut off or changed")

    def finish(self) -> None:
        """Say what is missing."""
        if not self.closed:
            self._wrong("the end is missing")
        if self.shown and len(self.shown) < len(self.casts):
            self._wrong("what some votes said is left out")

    def _wrong(self, what: str) -> None:
        self.problems.append(f"{self.name}: {what}")


class Chains:
    """Everything that a file holds, checked while it is read."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.trail = Trail()
        self.votes: dict[str, Vote] = {}
        following = iter(records)
        if next(following, {}).get("version") != VERSION:
            raise ValueError("it does not begin as one")
        for record in following:
            self._take(record)
        self.trail.finish()
        for vote in self.votes.values():
            vote.finish()

    def _take(self, record: Record) -> None:
        kind = record["kind"]
        if kind == "entry":
            self.trail.add(record)
        elif kind == "head":
            self.trail.announced = record["head"]
        elif kind == "vote":
            if record["vote"] in self.votes:
                raise ValueError("a vote stands in it twice")
            self.votes[record["vote"]] = Vote(record)
        elif kind != "file":
            vote = self.votes[record["vote"]]
            steps = {"cast": vote.add, "seat": vote.add_seat, "said": vote.add_said}
            steps.get(kind, vote.close)(record)

    def problems(self) -> Iterator[str]:
        """Everything that does not fit."""
        yield from self.trail.problems
        for vote in self.votes.values():
            yield from vote.problems

    def since(self, earlier: Chains) -> Iterator[str]:
        """What an earlier file held and this one does not, or holds otherwise."""
        if earlier.trail.entries and earlier.trail.head not in self.trail.heads:
            yield "audit: the earlier trail is not the beginning of this one"
        for vote, before in earlier.votes.items():
            now = self.votes.get(vote)
            if now is None:
                yield f"{before.name}: it is gone"
            elif now.links[: len(before.links)] != before.links:
                yield f"{before.name}: the earlier votes are not the beginning of these"

    def with_code(self, code: str) -> str:
        """Where a code belongs; empty where it fits nothing."""
        plain = "".join(code.split()).upper()
        for vote in self.votes.values():
            for casts, each in enumerate(vote.codes):
                if each.replace(" ", "") == plain:
                    return f"{vote.name}, after {casts} of {len(vote.casts)} votes"
        return ""


def records(path: str) -> Iterator[Record]:
    """The lines of a file, each a JSON object."""
    with open(path, encoding="utf-8", errors="surrogatepass") as file:
        for line in file:
            if line.strip():
                yield exact(json.loads(line, object_pairs_hook=unique))


def unique(pairs: list[tuple[str, Any]]) -> Record:
    """An object of which no name stands twice, so that everybody reads it alike."""
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a name stands twice in one line")
    return dict(pairs)


def exact(record: Record) -> Record:
    """A line in which a number is a number and a text is a text; "12" and 12 hash alike."""
    for name, kind in FIELDS[record["kind"]].items():
        if type(record[name]) is not kind:
            raise ValueError(f"{name} is not written as it should be")
    numbers = [*record.get("parts", ()), *(number for number, _bound in record.get("seats", ()))]
    bounds = [bound for _number, bound in record.get("seats", ())]
    if {*map(type, numbers)} - {int} or {*map(type, bounds)} - {str}:
        raise ValueError("parts or seats are not written as they should be")
    return record


def plain(line: str) -> str:
    """A line in which nothing moves the cursor or hides what follows."""
    return line.encode("unicode_escape").decode("ascii")


def told(chains: Chains) -> Iterator[str]:
    """What a file holds."""
    if chains.trail.entries:
        trail = chains.trail
        yield f"audit: {trail.entries} entries, head {trail.heads[trail.head]}:{trail.head}"
    for vote in chains.votes.values():
        yield f"{vote.name}: {len(vote.casts)} votes, opened with {vote.codes[0]}"
        yield f"{vote.name}: code {vote.codes[-1]}"


def checked(asked: argparse.Namespace) -> tuple[list[str], list[str]]:
    """What to say, and what does not fit."""
    chains = Chains(records(asked.file))
    said, problems = list(told(chains)), list(chains.problems())
    for code in asked.code:
        found = chains.with_code(code)
        (said if found else problems).append(f"code {code}: {found or 'fits nothing here'}")
    if asked.head and not chains.trail.holds(asked.head):
        problems.append(f"head {asked.head}: it is not in this trail")
    if asked.since:
        problems += chains.since(Chains(records(asked.since)))
    return said, problems


def main() -> int:
    """Read the arguments, check, and say what was found."""
    parser = argparse.ArgumentParser(description="Checks a file of chains of Mashwara.")
    parser.add_argument("file")
    parser.add_argument("--code", action="append", default=[], help="a code that you have kept")
    parser.add_argument("--head", default="", help="a head of the audit trail that you have kept")
    parser.add_argument(
        "--since", default="", help="an earlier file, to see that all is still there"
    )
    try:
        said, problems = checked(parser.parse_args())
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        sys.stdout.write(f"This is no file of chains, or it is damaged: {plain(str(error))}\n")
        return 2
    sys.stdout.write("".join(f"{plain(line)}\n" for line in said))
    sys.stdout.write("".join(f"WRONG: {plain(line)}\n" for line in problems))
    sys.stdout.write("Everything fits.\n" if not problems else f"{len(problems)} wrong.\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
