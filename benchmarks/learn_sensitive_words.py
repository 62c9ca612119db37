"""Learns which parts of words speak for sensitive matters, and measures how well on unseen text.

Run `python -m benchmarks.learn_sensitive_words` after adding examples to tests/data; it rewrites
civic/data/sensitive_weights.csv from those marked "tuning" and reports on those held out.
"""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from civic.likeness import learn

ROOT = Path(__file__).parent.parent
DATA = ROOT / "tests" / "data"
WEIGHTS = ROOT / "civic" / "data" / "sensitive_weights.csv"


def examples(half: str) -> Iterator[tuple[str, str]]:
    """Yield (text, topic or "") of the invented phrases, and of everyday needs as ordinary ones."""
    with (DATA / "sensitive_phrases.csv").open(encoding="utf-8", newline="") as file:
        yield from (
            (row["text"], row["topic"]) for row in csv.DictReader(file) if row["half"] == half
        )
    for line in (DATA / "resident_messages.jsonl").read_text(encoding="utf-8").splitlines():
        message = json.loads(line)
        if message["half"] == half and not {"detainees", "protection"} & {*message["sectors"]}:
            yield message["text"], ""


def weights() -> list[tuple[str, int, int]]:
    """Return (part, how it speaks for sensitive matters, and for violence among these)."""
    known = list(examples("tuning"))
    sensitive = learn(
        (text for text, topic in known if topic), (text for text, topic in known if not topic)
    )
    violence = learn(
        (text for text, topic in known if topic == "violence"),
        (text for text, topic in known if topic == "detained_or_missing"),
    )
    return [(part, weight, violence.get(part, 0)) for part, weight in sensitive.items()]


def main() -> None:
    """Rewrite the weights."""
    with WEIGHTS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("part", "sensitive", "violence"))
        writer.writerows(weights())


if __name__ == "__main__":
    main()
