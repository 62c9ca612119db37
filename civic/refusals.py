"""The one way in which a civic rule says no: a code with its facts."""


class Refusal(Exception):
    """A rule refused; the words for people are found in the catalogues by `code`.

    `code` is a dotted name such as "place-file.unknown-parent"; `facts` are what a
    sentence about it needs (numbers, codes, names), never anything secret.
    """

    def __init__(self, code: str, **facts: object) -> None:
        self.code = code
        self.facts = facts
        super().__init__(code)

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        return f"{self.code} ({told})" if told else self.code
