"""The sentences with which the command line refuses, each saying what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from civic.refusals import Refusal
from conversations.wording import Bare, Text, Wording, Words, _

SENTENCES: Mapping[str, Words] = MappingProxyType(
    {
        "settings.wrong": _("The setting MASHWARA_{name} is wrong: {reason}."),
        "settings.unknown-governorate": _(
            "The setting MASHWARA_GOVERNORATE names no place that we know: {place}. Try SY09."
        ),
        "master-key.inside-data-dir": _(
            "The master key may not lie among the data. Set MASHWARA_MASTER_KEY_FILE to a path "
            "outside MASHWARA_DATA_DIR."
        ),
        "master-key.missing-with-data": _(
            "There are data but no master key. Put the key file back, or set "
            "MASHWARA_MASTER_KEY_FILE to where it is. Without it nothing can be read."
        ),
        "master-key.readable-by-others": _(
            "Others on this machine can read the master key. Make it yours alone: "
            "chmod 600 on the file of MASHWARA_MASTER_KEY_FILE."
        ),
        "master-key.missing": _(
            "There is no master key at {path}. Set MASHWARA_MASTER_KEY_FILE to where it is."
        ),
        "master-key.not-a-file": _("{path} is no file. Set MASHWARA_MASTER_KEY_FILE to the key."),
        "master-key.unreadable": _("The master key at {path} cannot be read by this user."),
        "master-key.wrong-length": _(
            "The master key has {have} bytes and needs {need}. Put the right file back."
        ),
        "master-key.not-base64": _("The setting MASHWARA_MASTER_KEY is not base64 of 32 bytes."),
        "keys.wrong-master": _(
            "This master key does not open these data. Set MASHWARA_MASTER_KEY_FILE to the "
            "key with which they were made."
        ),
        "keys.missing": _("There are data without their keys. Restore the key database first."),
        "database.too-new": _(
            "The database is of a later release ({have}). Install that release, or restore a "
            "back-up of this one."
        ),
        "place-file.not-found": _("There is no such file. Nothing was changed."),
        "place-file.not-a-table": _("This is no table we can read. Nothing was changed."),
        "place-file.empty": _("The file has no places in it. Nothing was changed."),
        "place-file.too-long": _("The file is too long for a table of places."),
        "place-file.missing-column": _(
            "The column {column} is missing. Nothing was changed. docs/places.md lists the layouts."
        ),
        "place-file.not-a-pcode": _("Row {row}: {column} is no P-code. Nothing was changed."),
        "place-file.unknown-parent": _(
            "Row {row}: the place above it is unknown ({column}). Nothing was changed."
        ),
        "place-file.two-parents": _("Row {row}: a place lies in two others. Nothing was changed."),
        "place-file.duplicate": _("Row {row}: this code stands twice. Nothing was changed."),
        "place-file.cycle": _("Row {row}: a place lies in itself. Nothing was changed."),
        "place-file.no-name": _("Row {row}: a place has no name. Nothing was changed."),
        "place-file.coordinates": _(
            "Row {row}: the point in {column} does not lie in the country. Nothing was changed."
        ),
        "place-file.date": _("Row {row}: {column} is no date. Nothing was changed."),
        "keys.taken": _("Another process made the same key just now. Please try again."),
        "audit.bad-head": _("This is no head of the chain. It looks like 17:4f2a…"),
        "places.duplicate": _("A place stands twice in the gazetteer. Nothing was changed."),
        "places.orphan": _("A place lies in one that does not exist. Nothing was changed."),
        "places.cycle": _("A place lies in itself. Nothing was changed."),
        "seal.bad-public-key": _("The key of {name} is damaged. Ask for the file anew."),
        "officer-file.unreadable": _("This is not a key file, or it is damaged."),
        "parked.unknown": _("Nothing with the number {number} can be handled again."),
        "office.unknown": _("There is no office {office}. mashwara office list shows them."),
        "office.full": _(
            "All seats of the office {office} are taken, or links to them are still good. End a "
            "mandate first: mashwara office revoke."
        ),
        "office.unknown-place": _(
            "No single place is called {place}. Give its code, as in the table of places."
        ),
        "mandate.unknown": _(
            "There is no running mandate {mandate}. mashwara office list shows them."
        ),
        "officer.unknown": _("There is no officer called {name}."),
    }
)


def sentence(refusal: Refusal, language: str = "ar") -> str:
    """Return what to tell the operator; the code itself where there are no words yet."""
    found = SENTENCES.get(refusal.code)
    if found is None:
        return str(refusal)
    facts = {name: Bare(value) for name, value in refusal.facts.items()}
    text: Text = Words(found.text, facts)
    return Wording.load().say(text, language)
