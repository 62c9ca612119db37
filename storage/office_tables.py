"""The tables of offices: who holds them, how they are opened, and what they made."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
)

from storage.tables import metadata

office = Table(  # a body that stands for a place, vacant or not
    "office",
    metadata,
    Column("id", String, primary_key=True),
    Column("place", String, ForeignKey("place.code"), nullable=False, index=True),
    Column("kind", String, nullable=False),  # representative, administration
    Column("name_ar", String, nullable=False),
    Column("name_en", String, nullable=False),
    Column("seats", Integer, nullable=False),
    Column("valid_from", BigInteger, nullable=False),
    Column("valid_to", BigInteger),
)

mandate = Table(  # who sits in an office, since and until when, appointed by whom
    "mandate",
    metadata,
    Column("id", String, primary_key=True),
    Column("office", String, ForeignKey("office.id"), nullable=False, index=True),
    Column("person", String, ForeignKey("person.id"), index=True),  # none once forgotten
    Column("gender", String, nullable=False),  # f, m, or empty when not told
    Column("since", BigInteger, nullable=False),
    Column("until", BigInteger),
    Column("appointed_by", String, nullable=False),  # a mandate, or "operator"
)

invitation = Table(  # a one-use link that activates a mandate
    "invitation",
    metadata,
    Column("mark", LargeBinary, primary_key=True),  # blind index of what the link carries
    Column("office", String, ForeignKey("office.id"), nullable=False),
    Column("gender", String, nullable=False),
    Column("made_by", String, nullable=False),
    Column("until", BigInteger, nullable=False),
)

pin = Table(
    "pin",
    metadata,
    Column("person", String, ForeignKey("person.id"), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("blocked_until", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),  # salt and hash
)

unlock = Table(  # an office that is open in one chat, for ten minutes at most
    "unlock",
    metadata,
    Column("mark", LargeBinary, primary_key=True),  # the identity it was opened in
    Column("mandate", String, ForeignKey("mandate.id"), nullable=False, index=True),
    Column("until", BigInteger, nullable=False),
    Column("asked", LargeBinary),  # the last search there, sealed; for its further pages
)

nomination = Table(
    "nomination",
    metadata,
    Column("id", String, primary_key=True),
    Column("office", String, ForeignKey("office.id"), nullable=False, index=True),
    Column("person", String, ForeignKey("person.id")),  # none once forgotten
    Column("gender", String, nullable=False),
    Column("state", String, nullable=False),  # open, appointed, refused, withdrawn
    Column("opened", BigInteger, nullable=False),
    Column("closes", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),  # statement and competence, the person's key
)

nomination_voice = Table(
    "nomination_voice",
    metadata,
    Column("nomination", String, ForeignKey("nomination.id"), primary_key=True),
    Column("person", String, ForeignKey("person.id"), primary_key=True),
    Column("stance", String, nullable=False),  # support, object
    Column("body", LargeBinary, nullable=False),  # the reason
)

viewing = Table(  # how many details a mandate has seen on a day
    "viewing",
    metadata,
    Column("mandate", String, ForeignKey("mandate.id"), primary_key=True),
    Column("day", String, primary_key=True),
    Column("seen", Integer, nullable=False),
)

export = Table(  # a file that an office-holder asked for; the file lies sealed beside the data
    "export",
    metadata,
    Column("id", String, primary_key=True),
    Column("office", String, nullable=False),
    Column("person", String, ForeignKey("person.id"), nullable=False),
    Column("kind", String, nullable=False),  # xlsx, csv, geojson
    Column("state", String, nullable=False),  # asked, waiting, running, ready, taken, failed
    Column("made", BigInteger, nullable=False),
    Column("until", BigInteger, nullable=False, index=True),
    Column("mark", LargeBinary, unique=True),  # blind index of what the link carries
    Column("owner", String, nullable=False),  # the export's own key, gone with the file
    Column("body", LargeBinary, nullable=False),  # what was asked for, what the file is
    Column("asked", BigInteger),  # when people's words were asked for, to which a second agrees
    Column("agreed_by", String),  # that second person
    Column("agreed", BigInteger),
)
