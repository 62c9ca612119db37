"""The words for the codes of civic/returns.py, short enough for a button or a row.

At most 24 characters, unlike one another within a question; where a label on somebody's phone
could harm its owner it says less than the code.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from civic.returns import (
    Condition,
    Document,
    Help,
    Horizon,
    House,
    Intention,
    Obstacle,
    Papers,
    Remained,
    Shelter,
    Source,
    Special,
    Tenure,
    Topic,
    Visited,
)
from conversations.wording import Words, _

HORIZON: Final[Mapping[Horizon, Words]] = {
    Horizon.MONTHS_3: _("Return within 3 months"),
    Horizon.MONTHS_6: _("Return in 3 to 6 months"),
    Horizon.MONTHS_12: _("Return in 6 to 12 months"),
    Horizon.LATER: _("Return after a year"),
    Horizon.CONDITIONAL: _("Return on conditions"),
}
"""By when they mean to return; each says by itself that they do."""

INTENTION: Final[Mapping[Intention, Words]] = {
    Intention.RETURN: _("Return"),
    Intention.RETURNED: _("Already returned"),
    Intention.STAY: _("Stay where we are"),
    Intention.ELSEWHERE: _("Move to another place"),
    Intention.UNDECIDED: _("Not decided yet"),
    Intention.WITHHELD: _("Prefer not to say"),
}
"""What they mean to do; of a return its time is said instead."""

OBSTACLE: Final[Mapping[Obstacle, Words]] = {
    Obstacle.HOUSE_DESTROYED: _("House destroyed"),
    Obstacle.HOUSE_OCCUPIED: _("House not free"),
    Obstacle.NO_SHELTER: _("No shelter there"),
    Obstacle.SECURITY: _("Security situation"),
    Obstacle.MINES: _("Mines"),
    Obstacle.WATER_POWER: _("No water or power"),
    Obstacle.SERVICES: _("No services"),
    Obstacle.SCHOOL: _("No schools"),
    Obstacle.HEALTH: _("No health centre"),
    Obstacle.WORK: _("No work or income"),
    Obstacle.DOCUMENTS: _("No civil documents"),
    Obstacle.OWNERSHIP: _("No proof of ownership"),
    Obstacle.COST: _("Cost of the way there"),
    Obstacle.ROAD: _("Road or bridge cut"),
    Obstacle.LAND: _("Land cannot be farmed"),
    Obstacle.ARREST: _("Fear for our safety"),
    Obstacle.REVENGE: _("Old disputes"),
    Obstacle.PERMISSION: _("Leave for the road"),
    Obstacle.STIGMA: _("How people look at us"),
    Obstacle.LOOTING: _("Fear of theft"),
    Obstacle.FAMILY_SPLIT: _("Family is apart"),
    Obstacle.FAMILY_DISAGREE: _("Family has not agreed"),
    Obstacle.MISSING: _("Waiting for news"),
    Obstacle.DEBT: _("Debts"),
    Obstacle.ILLNESS: _("Illness or disability"),
    Obstacle.SCHOOL_YEAR: _("Until school ends"),
    Obstacle.AID_LOSS: _("Losing present aid"),
    Obstacle.INFO: _("Too little information"),
    Obstacle.OTHER: _("Another obstacle"),
    Obstacle.NONE: _("Nothing is in the way"),
}
"""What stands in the way; some labels say less than the code, for whoever searches a phone."""

CONDITION: Final[Mapping[Condition, Words]] = {
    Condition.SAFETY: _("Safety guarantees"),
    Condition.HOUSE: _("House repair help"),
    Condition.DEMINING: _("Mines cleared"),
    Condition.SERVICES: _("Water and power"),
    Condition.WORK: _("Chance of a job"),
    Condition.SCHOOL: _("Schools open"),
    Condition.HEALTH: _("Health centre nearby"),
    Condition.DOCUMENTS: _("Documents issued"),
    Condition.RESTITUTION: _("House or land given back"),
    Condition.SHELTER: _("Housing for a while"),
    Condition.BRIDGE: _("Bridges, roads repaired"),
    Condition.TRANSPORT: _("Transport provided"),
    Condition.CASH: _("Help in cash"),
    Condition.COMPENSATION: _("Money for losses"),
    Condition.LAND: _("Land and water for it"),
    Condition.NEIGHBOURS: _("Neighbours return"),
    Condition.RECONCILE: _("Local reconciliation"),
    Condition.NEWS: _("Reliable information"),
    Condition.VISIT: _("A visit to see first"),
    Condition.POLITICAL: _("General stability"),
    Condition.OTHER: _("Another condition"),
}
"""What would have to be there."""

VISITED: Final[Mapping[Visited, Words]] = {
    Visited.DONE: _("Yes, somebody went"),
    Visited.WANTED: _("No, but we want to"),
    Visited.NO: _("No, no wish to"),
}
"""Whether somebody went to see."""

SOURCE: Final[Mapping[Source, Words]] = {
    Source.FAMILY: _("Relatives and neighbours"),
    Source.VISIT: _("Our own visits"),
    Source.PHONE_GROUPS: _("Groups on the phone"),
    Source.MEDIA: _("Radio, television, press"),
    Source.NOTABLES: _("Elders and notables"),
    Source.COUNCIL: _("Local offices"),
    Source.AID: _("Aid organisations"),
    Source.NOWHERE: _("No news reaches us"),
}
"""Where news of the place of origin comes from."""

HOUSE: Final[Mapping[House, Words]] = {
    House.INTACT: _("Intact, fit to live in"),
    House.MINOR: _("Minor damage"),
    House.PARTIAL: _("Damage in some rooms"),
    House.MAJOR: _("Major damage, unfit"),
    House.DESTROYED: _("Wholly destroyed"),
    House.LOOTED: _("Standing but looted"),
    House.OCCUPIED: _("Others live in it"),
    House.UNFINISHED: _("Not finished"),
    House.NO_ACCESS: _("Cannot be reached"),
    House.UNKNOWN: _("We have no information"),
    House.LAND_ONLY: _("Land without a house"),
    House.SOLD: _("It was sold"),
    House.NEVER: _("We had no house there"),
}
"""How the house stands."""

TENURE: Final[Mapping[Tenure, Words]] = {
    Tenure.OWNED: _("Our own"),
    Tenure.RENTED: _("Rented"),
    Tenure.HOSTED: _("Lent, without rent"),
    Tenure.NO_AGREEMENT: _("Without an agreement"),
}
"""By which right they lived there."""

PAPERS: Final[Mapping[Papers, Words]] = {
    Papers.HAVE: _("Ours, with the paper"),
    Papers.COPY: _("Ours, with a copy"),
    Papers.LOST: _("Ours, the paper is lost"),
    Papers.NEVER: _("Ours, never had a paper"),
}
"""Whether a paper proves the property."""

DOCUMENT: Final[Mapping[Document, Words]] = {
    Document.ID_CARD: _("Identity card"),
    Document.FAMILY_BOOK: _("Family book"),
    Document.BIRTH: _("Register of a birth"),
    Document.MARRIAGE: _("Register of a marriage"),
    Document.DEATH: _("Register of a death"),
    Document.PASSPORT: _("A passport"),
    Document.DIPLOMA: _("School certificate"),
    Document.NONE: _("None is missing"),
}
"""Civil documents that are missing."""

HELP: Final[Mapping[Help, Words]] = {
    Help.CASH: _("A sum of money"),
    Help.HOUSE: _("Repair of the house"),
    Help.SHELTER: _("A roof for the start"),
    Help.TRANSPORT: _("The way there"),
    Help.DOCUMENTS: _("Getting documents"),
    Help.LEGAL: _("Legal advice"),
    Help.WORK: _("Work or tools"),
    Help.FARMING: _("Seeds and livestock"),
    Help.SCHOOL: _("School for children"),
    Help.HEALTH: _("Treatment"),
    Help.VISIT: _("A visit to see"),
    Help.NEWS: _("Information"),
    Help.NONE: _("No help needed"),
}
"""What help they wish for."""

TOPIC: Final[Mapping[Topic, Words]] = {
    Topic.NEWS: _("What changes there"),
    Topic.HELP: _("Help we wished for"),
    Topic.QUESTIONS: _("Questions of our office"),
}
"""About what they may be written to."""

SPECIAL: Final[Mapping[Special, Words]] = {
    Special.FEMALE_HEAD: _("A woman provides"),
    Special.ELDER_HEAD: _("An elder provides"),
    Special.CHILD_HEAD: _("Provider is under 18"),
    Special.DISABILITY: _("Somebody with disability"),
    Special.CHRONIC: _("Long illness"),
    Special.PREGNANT: _("Pregnant or nursing"),
    Special.NONE: _("None of these apply"),
}
"""Circumstances that are counted."""

SHELTER: Final[Mapping[Shelter, Words]] = {
    Shelter.OWNED: _("A house of our own"),
    Shelter.RENTED: _("A rented house"),
    Shelter.HOSTED: _("With relatives or others"),
    Shelter.CAMP: _("A camp"),
    Shelter.TENT: _("A tent elsewhere"),
    Shelter.COLLECTIVE: _("A collective centre"),
    Shelter.UNFINISHED: _("An unfinished building"),
    Shelter.OTHER: _("Other housing"),
}
"""In what they live now."""

REMAINED: Final[Mapping[Remained, Words]] = {
    Remained.STAYED: _("Yes, we live there"),
    Remained.LEFT: _("No, we left again"),
}
"""Whether those who returned have stayed."""
