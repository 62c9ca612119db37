"""What is said of words that are longer than where they go."""

from __future__ import annotations

from conversations.wording import Text, counted


def longer_than(most: int) -> Text:
    """Say how long words may be here, in characters."""
    return counted(
        "This is longer than {count} character. Please say it in fewer words.",
        "This is longer than {count} characters. Please say it in fewer words.",
        most,
    )
