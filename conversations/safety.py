"""Words that may save a life: read by a specialist partner before they are changed."""

from __future__ import annotations

from conversations.wording import Text, _, lines

EXPLOSIVE_ADVICE: Text = lines(
    _("⚠️ Do not come near. Do not touch or move anything. Do not take a photo from close by."),
    _(
        "Go back in your own footsteps. If you cannot see them, stand still and call for help "
        "with your voice."
    ),
    _("Keep children away and tell the neighbours. Mark the place from afar, where you are safe."),
    _("We cannot promise a date for removal."),
)

EMERGENCY: Text = _(
    "This service does not answer emergencies. In danger, get away first and ask whoever is "
    "nearest for help."
)
