"""What somebody is told before anything of them is kept, and the question for consent."""

from __future__ import annotations

from conversations.wording import Code, Lines, Text, _, counted, lines

VERSION = 1
"""The version of the consent's words; raised with every change of meaning."""

LANGUAGE_NAMES = {"ar": "العربية", "en": "English"}

CONSENT: Text = lines(
    _(
        "We keep your answers and the account of this chat to pass the need on and follow it. "
        "You can stop or delete at any time."
    ),
    _("Do you agree?"),
)
AGREE: Text = _("Yes, I agree")
DECLINE: Text = _("I do not agree")
MORE: Text = _("More information")
SAY_YES: Text = _("To be sure: please choose the button, or write «yes, I agree».")
DECLINED: Text = _("That is fine. Nothing of you was kept. You are welcome back at any time.")
NOTHING_HELD: Text = _("We hold nothing of you here.")
NO_DETAILS: Text = lines(
    _("We did not keep what you wrote. Please no names or details here."),
    _("After you agree, choose «A private matter»; nobody will ask what happened."),
)
NOTHING_KEPT_YET: Text = _(
    "We have not kept your message yet. After you agree, you can send it again."
)

SEEN_BY: dict[str, Text] = {
    "telegram": _(
        "Telegram keeps this chat and can read it, and it knows your number. The internet "
        "company knows that you use the app. Whoever opens your phone sees the chat."
    ),
    "whatsapp": _(
        "The messages of this service pass through the company behind WhatsApp, which can read "
        "them and knows your number. Whoever opens your phone sees the chat."
    ),
    "web": _(
        "The internet company knows that you opened this page. "
        "Whoever opens your phone while the page is open sees the chat."
    ),
}


def welcome(public_name: str) -> Lines:
    """Say what this is and what it is not."""
    return lines(
        _("Welcome to {name}.", name=public_name),
        _(
            "Here you can pass on what your area needs and follow what happens afterwards. "
            "A voice message is welcome too."
        ),
        _(
            "It is no security body, gives out no aid and does not answer emergencies. "
            "To register is no promise."
        ),
        _(
            "Whoever represents your area reads your request; they do not see your account. "
            "Taking part is voluntary."
        ),
    )


def more() -> Lines:
    """Say more, for those who ask before they agree."""
    return lines(
        _(
            "What is kept: your answers, the account of this chat, and your language. "
            "We ask no names."
        ),
        _("Everything you write is kept encrypted, under a key of your own."),
        _("Who reads it: whoever represents your area. Only totals are published."),
        _("To see what is kept, write: my data. To delete it, write: delete my data."),
        _("For anyone under 18 it is better that an adult whom they trust writes."),
        _("Please do not write names of people, identity numbers or telephone numbers."),
    )


def link_code(code: str, minutes: int) -> Lines:
    """Say how to bring this chat together with an earlier one."""
    return lines(
        _("Your code: {code}", code=Code(code)),
        counted(
            "In your earlier chat with us, write: /link and this code, within {count} minute.",
            "In your earlier chat with us, write: /link and this code, within {count} minutes.",
            minutes,
        ),
        _("Give this code to nobody."),
    )
