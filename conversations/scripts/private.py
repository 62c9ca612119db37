"""A private matter: no story is asked or kept, only whether somebody trained may make contact."""

from __future__ import annotations

from civic.referrals import ContactWish
from conversations.engine.play import conversation
from conversations.engine.questions import Choice, Option
from conversations.engine.verbs import Ask, look_up, tell
from conversations.wording import Text, _, lines

YES, NO = "yes", "no"

FIRST_WORDS: dict[str, Text] = {
    "detained_or_missing": lines(
        _("We know how heavily this weighs."),
        _("Please no names, places or details here."),
    ),
    "violence": lines(
        _("What happened is not your fault."),
        _("There is no need to tell anything."),
    ),
    "": _("There is no need to tell what it is about. Please no names or details here."),
}

WHEN = {
    "morning": _("In the morning"),
    "afternoon": _("In the afternoon"),
    "evening": _("In the evening"),
    "any": _("At any time"),
}

HOW = {
    "message": _("A message here"),
    "neutral": _("Only: you have a message"),
    "call_first": _("Ask first if it is safe"),
}


@conversation("private", starts=["/private"], resumable=False)
async def ask_for_contact(ask: Ask) -> ContactWish | None:
    """Ask whether, when and how a trained person may make contact; None when not wanted."""
    topic = str(ask.opening.get("topic", ""))
    await tell(FIRST_WORDS.get(topic, FIRST_WORDS[""]))
    if ask.opening.get("guarded"):
        await tell(_("We did not keep what you wrote."))
    if not await look_up("officers_exist"):
        await tell(await _whom_to_turn_to())
        return None
    wanted = await ask(
        Choice(
            name="wanted",
            text=_("May a trained person contact you here? You may ignore this question."),
            choices=(
                Option(YES, _("Yes, you may contact me")),
                Option(NO, _("No contact")),
            ),
        )
    )
    if wanted == NO:
        await tell(_("That is fine. Nothing was kept."))
        referral = await look_up("referral")
        if referral:
            await tell(_("You can turn to: {referral}", referral=referral))
        return None
    when = await ask(
        Choice(
            name="when",
            text=_("What time is safe?"),
            choices=tuple(Option(code, label) for code, label in WHEN.items()),
        )
    )
    how = await ask(
        Choice(
            name="how",
            text=_("Which way is safe?"),
            choices=tuple(Option(code, label) for code, label in HOW.items()),
        )
    )
    return ContactWish(topic, when, how)


async def _whom_to_turn_to() -> Text:
    referral = await look_up("referral")
    if not referral:
        return _(
            "We have no trained person at present. The International Committee of the Red Cross "
            "and the Syrian Arab Red Crescent help families of the missing and people harmed."
        )
    return _("We have no trained person at present. You can turn to: {referral}", referral=referral)
