"""Every conversation that is registered is written down: as a chat, and question by question."""

from __future__ import annotations

import ast
import re

import pytest

from conversations.control_words import read_intent
from conversations.scripts.registry import CONVERSATIONS
from handlers.lookups import _SUBJECTS
from tests.house.modules import ROOT, modules
from tests.house.questions import question_names, shape

PAGE = (ROOT / "docs" / "conversations.md").read_text("utf-8")
TRANSCRIPTS = ROOT / "tests" / "transcripts"


def _section(name: str) -> str:
    found = re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_every_conversation_has_a_transcript(name: str) -> None:
    """It can be read as a chat, and is played on both databases."""
    assert list(TRANSCRIPTS.glob(f"{name}*.txt"))


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_every_conversation_has_a_section(name: str) -> None:
    """The page of conversations tells how it starts and what it asks."""
    assert _section(name)
    for command in CONVERSATIONS[name].starts:
        assert f"`{command}`" in _section(name)


_SHARED = {"place": "need", "need_reason": "need_decline"}
"""Files of questions that several conversations ask, and one of those."""


def _conversation(script: str) -> str:
    """Return the conversation that a file of questions belongs to: the longest name it bears."""
    named = [name for name in CONVERSATIONS if script.startswith(name)]
    if script in _SHARED:
        return _SHARED[script]
    return max(named, key=len) if named else script


def test_every_question_is_in_its_section() -> None:
    """The tables name each question under which an answer is kept."""
    missing = [
        (script, ast.unparse(name))
        for script, name in question_names()
        if not any(
            re.fullmatch(shape(name), told)
            for told in re.findall(r"`([^`]+)`", _section(_conversation(script)))
        )
    ]
    assert missing == []


def test_no_conversation_is_left_out_of_the_registry() -> None:
    """What is marked as a conversation can be opened by its name."""
    marked = {
        decorator.args[0].value
        for module in modules("conversations")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.AsyncFunctionDef)
        for decorator in node.decorator_list
        if isinstance(decorator, ast.Call)
        and ast.unparse(decorator.func) == "conversation"
        and isinstance(decorator.args[0], ast.Constant)
    }
    assert marked == set(CONVERSATIONS)


def test_a_conversation_is_named_as_it_is_registered() -> None:
    """A journal finds its script again by the name that it was kept under."""
    assert all(name == conversation.name for name, conversation in CONVERSATIONS.items())


@pytest.mark.parametrize(
    "command", sorted(start for each in CONVERSATIONS.values() for start in each.starts)
)
def test_every_start_is_understood(command: str) -> None:
    """The command that a conversation names is one that is read as a wish."""
    assert read_intent(command) is not None


def test_every_look_up_is_answered() -> None:
    """What scripts and questions look up, the handlers know."""
    asked = {
        call.args[0].value
        for module in modules("conversations")
        for call, name in module.calls()
        if name == "look_up" and isinstance(call.args[0], ast.Constant)
    }
    asked |= {
        word.value.value
        for module in modules("conversations")
        for call, _ in module.calls()
        for word in call.keywords
        if word.arg in ("finds", "near_point") and isinstance(word.value, ast.Constant)
    }
    assert asked == set(_SUBJECTS)
