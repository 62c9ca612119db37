"""The words for the codes of civic/needs.py, short enough for a button or a row.

At most 24 characters, the length of a row in the tightest channel; unlike one another
within a question, since some channels refuse two rows with one title.
"""

from collections.abc import Mapping
from typing import Final

from civic.needs import OTHER, Affected, Scope, Severity, Since, Status, Urgency
from conversations.wording import Words, _

GROUP: Final[Mapping[str, Words]] = {
    "water_power": _("Water, power, sanitation"),
    "bread_food": _("Bread, food, prices"),
    "fuel": _("Fuel and gas"),
    "health": _("Health and care"),
    "education": _("School, children, youth"),
    "housing": _("Housing, papers, camps"),
    "work": _("Farming and work"),
    "roads": _("Roads, crossings, phones"),
    "people": _("Safety, women, missing"),
    "admin": _("Administration and other"),
}
"""The ten rows of the first question."""

SECTOR: Final[Mapping[str, Words]] = {
    "water": _("Drinking water"),
    "electricity": _("Electricity"),
    "sanitation": _("Sanitation and waste"),
    "environment": _("Pollution, environment"),
    "bread": _("Bread and bakeries"),
    "food": _("Food and aid"),
    "prices": _("Prices and markets"),
    "nutrition": _("Child nutrition"),
    "fuel": _("Fuel and gas"),
    "health": _("Health"),
    "disability": _("Disability and injuries"),
    "elderly": _("Older people"),
    "education": _("Education"),
    "children": _("Children"),
    "youth": _("Youth"),
    "shelter": _("Shelter and housing"),
    "documents": _("Documents and legal"),
    "property": _("Property, compensation"),
    "camps": _("Camps"),
    "agriculture": _("Farming and irrigation"),
    "livelihood": _("Work and income"),
    "silos": _("Silos and grain"),
    "roads": _("Roads and bridges"),
    "transport": _("Transport"),
    "telecom": _("Phone and internet"),
    "crossings": _("Crossings"),
    "protection": _("Protection and safety"),
    "women": _("Women"),
    "detainees": _("Absent and missing"),
    "mines": _("Mines and war remnants"),
    "reconciliation": _("Reconciliation"),
    "municipal": _("Municipal services"),
    "governance": _("Offices and complaints"),
    "other": _("Something else"),
}
"""What a need is about."""

PROBLEM: Final[Mapping[str, Words]] = {
    # water
    "water_none": _("No water reaches us"),
    "water_station": _("Water station stopped"),
    "water_network": _("Network leak or break"),
    "water_truck": _("Water trucking"),
    "water_price": _("Water too expensive"),
    "water_quality": _("Dirty or salty water"),
    "well": _("Well or pump"),
    "river_pump": _("River intake pump"),
    # electricity
    "power_network": _("Power network"),
    "transformer": _("Transformer"),
    "power_hours": _("Few power hours"),
    "generator": _("Generator (amperes)"),
    "power_danger": _("Dangerous wires"),
    "solar": _("Solar power"),
    # sanitation
    "sewage": _("Sewage overflow"),
    "garbage": _("Garbage piling up"),
    "insects": _("Insects and spraying"),
    "latrine": _("Toilets"),
    "hygiene": _("Hygiene items"),
    # environment
    "river_low": _("Low river level"),
    "drought": _("Drought"),
    "oil_pollution": _("Oil and smoke pollution"),
    # bread
    "bakery_closed": _("Bakery closed"),
    "bakery_none": _("No bakery here"),
    "bakery_queue": _("Bread queues"),
    "flour": _("Flour shortage"),
    "bread_price": _("Bread price"),
    "bread_quality": _("Poor bread quality"),
    "bread_share": _("Bread ration too small"),
    "mill": _("Flour mill"),
    # food
    "food_basket": _("Food basket"),
    "aid_missed": _("Aid did not reach us"),
    "aid_unfair": _("Unfair distribution"),
    "cash": _("Cash assistance"),
    # prices
    "price_rise": _("Price rises"),
    "monopoly": _("Monopoly"),
    "exchange_rate": _("Exchange rate"),
    "consumer_shop": _("Consumer co-op shop"),
    "market": _("Public market"),
    # nutrition
    "malnutrition": _("Child malnutrition"),
    "baby_milk": _("Baby milk"),
    # fuel
    "diesel": _("Diesel"),
    "petrol": _("Petrol"),
    "gas": _("Cooking gas"),
    "heating": _("Heating fuel"),
    "kerosene": _("Kerosene"),
    "fuel_station": _("Fuel station"),
    "fuel_quality": _("Adulterated fuel"),
    # health
    "health_facility": _("Health centre, hospital"),
    "health_staff": _("Doctor or midwife"),
    "medicine": _("Medicine"),
    "chronic": _("Long illness medicine"),
    "ambulance": _("Ambulance"),
    "maternal": _("Maternal care"),
    "child_health": _("Vaccines, child health"),
    "outbreak": _("Disease outbreak"),
    "leishmania": _("Leishmaniasis"),
    "dialysis": _("Dialysis"),
    "mental_health": _("Psychosocial support"),
    # disability
    "sn_centre": _("Disability centre"),
    "prosthetics": _("Prosthetics, wheelchairs"),
    "wounded": _("Care of old injuries"),
    # elderly
    "elderly_care": _("Care of older people"),
    # education
    "school_building": _("School repair"),
    "teachers": _("Teacher shortage"),
    "school_supplies": _("Supplies and desks"),
    "school_far": _("School is far"),
    "education_gap": _("Years of school missed"),
    "dropout": _("School drop-out"),
    "certificates": _("Recognised certificates"),
    "exam_center": _("Exam centre"),
    "literacy": _("Adult literacy"),
    # children
    "kindergarten": _("Kindergarten"),
    "orphan": _("Orphan support"),
    "child_labour": _("Child labour"),
    "early_marriage": _("Early marriage"),
    "child_protection": _("Child protection"),
    # youth
    "youth_space": _("Youth centre"),
    "sports": _("Sports ground"),
    # shelter
    "tent": _("Tent or insulation"),
    "nfi": _("Blankets and housewares"),
    "house_repair": _("House repair"),
    "rent": _("High rent"),
    "eviction": _("Eviction risk"),
    "rubble": _("Rubble removal"),
    "new_arrivals": _("New displaced families"),
    # documents
    "id_card": _("ID card"),
    "family_book": _("Family booklet"),
    "birth_reg": _("Birth registration"),
    "marriage_reg": _("Marriage registration"),
    "death_cert": _("Death certificate"),
    "passport": _("Passport"),
    "newcomer_card": _("Residence paper"),
    "legal_aid": _("Legal aid"),
    "inheritance": _("Inheritance"),
    # property
    "house_occupied": _("House lived in by others"),
    "title_lost": _("Lost title deed"),
    "land_dispute": _("Land dispute"),
    "compensation": _("Damage compensation"),
    # camps
    "camp_service": _("Camp services"),
    "camp_exit": _("Leaving the camp"),
    # agriculture
    "irrigation": _("Irrigation and pumps"),
    "seeds": _("Seeds and fertiliser"),
    "fodder": _("Fodder"),
    "livestock": _("Livestock and vet care"),
    "crop_price": _("Crop price"),
    "pests": _("Pests or crop fires"),
    # livelihood
    "job": _("Job"),
    "salary": _("Late salaries"),
    "small_project": _("Small project"),
    "training": _("Vocational training"),
    # silos
    "silo_repair": _("Silo repair"),
    # roads
    "road": _("Damaged road"),
    "bridge": _("Bridge or ferry"),
    "flood": _("Flooding"),
    # transport
    "public_transport": _("No transport"),
    # telecom
    "network_down": _("No phone coverage"),
    "internet": _("Poor internet"),
    # crossings
    "crossing_open": _("Open a crossing"),
    "crossing_fees": _("Crossing fees"),
    "crossing_medical": _("Medical crossing"),
    # protection
    "safety": _("Fear for safety"),
    "robbery": _("Robbery"),
    "random_fire": _("Random gunfire"),
    "drugs": _("Harmful substances"),
    # women
    "women_items": _("Women's items"),
    "women_job": _("Work for women"),
    "women_space": _("Safe space for women"),
    "gbv": _("Support for women"),
    # detainees
    "detainee_news": _("News of someone absent"),
    "missing_news": _("News of a missing person"),
    "detainee_visit": _("Asking for a visit"),
    "detainee_office": _("Asking the proper office"),
    # mines
    "mine_seen": _("Mine or suspicious item"),
    "mine_clearance": _("Mine clearance"),
    "mine_victim": _("Mine victim"),
    # reconciliation
    "reconcile": _("Settling disputes"),
    # municipal
    "street_light": _("Street lighting"),
    "stray_dogs": _("Stray dogs"),
    "park": _("Public garden"),
    # governance
    "council_absent": _("Local council absent"),
    "slow_service": _("Slow paperwork"),
    "representation": _("Unfair representation"),
    "corruption": _("Money or favours asked"),
    "nepotism": _("Unequal treatment"),
    "staff_conduct": _("Conduct of staff"),
    OTHER: _("Another problem"),
}
"""What is wrong. Discreet where the codes are not: a phone may be searched."""

SEVERITY: Final[Mapping[str, Words]] = {
    Severity.MINIMAL: _("A small nuisance"),
    Severity.STRESS: _("Hard, but we cope"),
    Severity.SEVERE: _("Harm to our daily life"),
    Severity.EXTREME: _("Danger to health"),
    Severity.CATASTROPHIC: _("Danger to life"),
    Severity.UNKNOWN: _("Cannot judge"),
}
"""How much it harms, worded by consequence."""

SINCE: Final[Mapping[str, Words]] = {
    Since.TODAY: _("Since today"),
    Since.WEEK: _("For about a week"),
    Since.MONTH: _("For about a month"),
    Since.LONG: _("For a long time"),
}
"""For how long."""

SCOPE: Final[Mapping[str, Words]] = {
    Scope.ME: _("My family only"),
    Scope.STREET: _("The street or quarter"),
    Scope.VILLAGE: _("The whole village"),
    Scope.AREA: _("Several villages"),
}
"""How far it reaches."""

AFFECTED: Final[Mapping[str, Words]] = {
    Affected.CHILDREN: _("Children"),
    Affected.OLDER: _("Older people"),
    Affected.DISABILITY: _("People with disability"),
    Affected.PREGNANT: _("Pregnant, nursing women"),
    Affected.ALONE: _("Women running a home"),
}
"""Who bears it more than others."""

URGENCY: Final[Mapping[str, Words]] = {
    Urgency.NOW: _("Today"),
    Urgency.WEEK: _("Within a week"),
    Urgency.MONTH: _("Within a month"),
    Urgency.LATER: _("Can wait"),
}
"""By when something must happen."""

STATUS: Final[Mapping[str, Words]] = {
    Status.RECEIVED: _("Received"),
    Status.ACKNOWLEDGED: _("Seen by the office"),
    Status.TAKEN_ON: _("Being followed up"),
    Status.PLANNED: _("A date is set"),
    Status.PASSED_UP: _("Passed to the next level"),
    Status.REOPENED: _("Opened again"),
    Status.RESOLVED: _("Solved"),
    Status.DECLINED: _("Could not be done"),
    Status.WITHDRAWN: _("Withdrawn"),
    Status.MERGED: _("Joined with a like one"),
}
"""Where a report stands, on buttons and in lists."""
