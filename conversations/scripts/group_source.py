"""A member of a group adds a source, with a line on what it is good for."""

from __future__ import annotations

from typing import Final

from civic.group_acts import LONGEST_WORDS, AddSource, SourceKind
from conversations.engine.play import conversation
from conversations.engine.questions import Choice, Free, Picture
from conversations.engine.verbs import Ask
from conversations.group_texts import NO_ADDRESS
from conversations.group_words import SOURCE, options
from conversations.wording import Text, Words, _, lines

_WHAT: Final[dict[SourceKind, Words]] = {
    SourceKind.LINK: _("What is the address? A title can stand before it."),
    SourceKind.QUOTATION: _("What does it say, and who said it where?"),
    SourceKind.NOTE: _("What is known, and from where?"),
    SourceKind.FILE: _("What is it, and from where? Its title stands in the paper."),
}
_KIND: Final = Choice(name="kind", text=_("What kind of source is it?"), choices=options(SOURCE))
_FILE: Final = Picture(
    name="file",
    text=lines(
        _("Please send the photo or the document."),
        _("Members can open it. In the paper stand its title and a fingerprint, not the file."),
    ),
    document=True,
    public=True,
)
_WHY: Final = Free(
    name="why",
    text=_("What is it good for? One line; it stands with the reference."),
    longest=200,
    public=True,
    voice=False,
)


@conversation("group_source")
async def add_source(ask: Ask) -> AddSource:
    """Ask what it is, for the file itself where it is one, for its words, and why."""
    kind = SourceKind(await ask(_KIND))
    file = await ask(_FILE) if kind is SourceKind.FILE else {}
    question: Text = _WHAT[kind]
    what = await ask(
        Free(
            name="what",
            text=question,
            longest=LONGEST_WORDS,
            public=True,
            voice=False,
            objects=_no_address if kind is SourceKind.LINK else None,
        )
    )
    why = await ask(_WHY)
    return AddSource(
        group=str(ask.opening["group"]),
        kind=kind,
        what=what["typed"],
        why=why["typed"],
        attachment=file.get("document", file.get("photo", "")),
    )


def _no_address(answer: dict[str, str]) -> Text | None:
    if any(word.startswith(("https://", "http://")) for word in answer["typed"].split()):
        return None
    return NO_ADDRESS
