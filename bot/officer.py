"""`mashwara officer`: what an officer does on a machine of their own, without a network.

Neither command needs settings or a database, and neither writes an opened text to a disk.
"""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Final

import typer

from civic.refusals import Refusal
from civic.text import clean
from conversations.wording import DOMAIN, LANGUAGES, LOCALES, Code, Text, Wording, _, lines
from storage.officer_files import Referral, import_line, open_referral
from storage.officer_keys import unlock_private, write_pair
from storage.seals import PrivateKey

officer = typer.Typer(
    name="officer",
    help="Keys and sealed referrals, on an officer's own machine, without a network.",
    no_args_is_help=True,
)

_REASONS: Final[dict[str, Text]] = {
    "officer-file.bad-name": _("A name is made of letters, digits, spaces and hyphens."),
    "officer-file.exists": _("There is a key of this name already. It was left as it is."),
    "officer-file.short-passphrase": _("The passphrase needs at least 12 characters."),
    "officer-file.unreadable": _("This is not a key file, or it is damaged."),
    "officer-file.wrong-passphrase": _("The passphrase does not fit, or the file is damaged."),
    "seal.not-for-this-key": _("This was not sealed to this key."),
    "seal.unreadable": _("This was changed after it was sealed, and was not opened."),
    "referral-file.bad-line": _("A line of the file cannot be read. Ask for a new export."),
    "referral-file.unknown-content": _("This was opened but is not a referral we know."),
}
_OTHER_REASON: Final = _("This could not be done.")

Language = Annotated[str, typer.Option(envvar="MASHWARA_LOCALE", help="ar or en")]
PassphraseFile = Annotated[
    Path | None, typer.Option(exists=True, dir_okay=False, help="Read it here instead of asking")
]


@officer.command()
def keygen(
    name: Annotated[str, typer.Option(help="The officer's name, or that of the recovery key")],
    out: Annotated[Path, typer.Option(exists=True, file_okay=False)] = Path(),
    *,
    recovery: Annotated[bool, typer.Option(help="Make the offline recovery key")] = False,
    passphrase_file: PassphraseFile = None,
    language: Language = "ar",
) -> None:
    """Make NAME.private, which stays here, and NAME.public, which the service is given."""
    screen = _Screen(language)
    passphrase = _passphrase(screen, passphrase_file, new=True)
    with screen.refusals():
        public = write_pair(out, name, passphrase, recovery=recovery)
        screen.show(
            lines(
                _("Keep this file and its passphrase: {file}", file=Code(f"{name}.private")),
                _("Hand this file over: {file}", file=Code(f"{name}.public")),
                _(
                    "Read these digits aloud to one another: {digits}",
                    digits=Code(public.fingerprint),
                ),
                _("Whoever loses the file or the passphrase can open nothing sealed to it."),
            )
        )


@officer.command("open")
def open_file(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    key: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="NAME.private")],
    passphrase_file: PassphraseFile = None,
    language: Language = "ar",
) -> None:
    """Show the sealed referrals of an exported file on the screen, and nowhere else."""
    screen = _Screen(language)
    passphrase = _passphrase(screen, passphrase_file, new=False)
    with screen.refusals():
        private_key = unlock_private(key.read_bytes(), passphrase)
        with file.open("rb") as content:
            outcomes = [_show(screen, line, private_key) for line in content if line.strip()]
    if not all(outcomes):
        raise typer.Exit(1)


class _Screen:
    """Words for the terminal in one language; untranslated where no catalogue is installed."""

    def __init__(self, language: str) -> None:
        self._language = language if language in LANGUAGES else "en"
        catalogue = gettext.translation(DOMAIN, str(LOCALES), [self._language], fallback=True)
        self._wording = Wording({self._language: catalogue})

    def said(self, text: Text) -> str:
        """The text without marks of direction, which many terminals show as boxes."""
        return self._wording.label(text, self._language)

    def show(self, text: Text, *, trouble: bool = False) -> None:
        """Writes a text to the screen."""
        typer.echo(self.said(text), err=trouble)

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Says why something was refused, and ends with code 1."""
        try:
            yield
        except Refusal as refusal:
            self.show(_reason(refusal), trouble=True)
            raise typer.Exit(1) from None


def _reason(refusal: Refusal) -> Text:
    return _REASONS.get(refusal.code, _OTHER_REASON)


def _passphrase(screen: _Screen, file: Path | None, *, new: bool) -> str:
    if file is not None:
        return file.read_text("utf-8").rstrip("\r\n")
    asked = screen.said(_("Passphrase"))
    typed: str = typer.prompt(asked, hide_input=True, confirmation_prompt=new)
    return typed


def _show(screen: _Screen, line: bytes, private_key: PrivateKey) -> bool:
    title = None
    try:
        sealed = import_line(line)
        title = _("Referral {number}", number=Code(clean(sealed.id)))
        referral = open_referral(sealed, private_key)
    except Refusal as refusal:
        screen.show(lines(title, _reason(refusal), ""), trouble=True)
        return False
    screen.show(lines(title, *_fields(referral), ""))
    return True


def _fields(referral: Referral) -> Iterator[Text | None]:
    # What a stranger wrote is cleaned: a terminal obeys control characters.
    yield _("Topic: {topic}", topic=clean(referral.topic))
    yield _(
        "Contact: {account} ({channel})",
        account=Code(clean(referral.account)),
        channel=clean(referral.channel),
    )
    yield _("When: {when}", when=clean(referral.when)) if referral.when else None
    yield _("How: {how}", how=clean(referral.how)) if referral.how else None
