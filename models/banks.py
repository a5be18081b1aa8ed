"""The phrase banks as data, with what is held out from training.

A quarter of the families of each ability (question, refusal, answer) is held out by a hash of the family's name, but for those in
``practice/``, which are for training alone; areas, devices, people and odd words have their own evaluation lists.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import yaml

BANKS = Path(__file__).parent / "banks"
LANGUAGES = ("en", "ko")
_NO_FAMILIES = ("targets", "manner", "names")
type Split = Literal["train", "evaluate"]
type Language = Literal["en", "ko"]
type Form = Literal["say", "linked", "phrase"]


@dataclass(frozen=True, slots=True)
class Family:
    """One way of putting one thing. ``means`` is (group, name): ("ability", "on"), ("ask", "is"), ("no", "chat"), ("answer", "yes")."""

    name: str
    means: tuple[str, str]
    say: tuple[str, ...]
    linked: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    value: str = ""
    state: str = ""
    implied: str = ""


@dataclass(frozen=True, slots=True)
class Bank:
    """One language's banks. ``families`` is keyed by ``means``; ``targets``, ``manner`` and ``names`` are the files as they are."""

    language: Language
    split: Split
    families: Mapping[tuple[str, str], tuple[Family, ...]]
    targets: Mapping[str, Any]
    manner: Mapping[str, Any]
    names: Mapping[str, Any]

    def listed(self, key: str, split: Split, kind: str = "") -> Sequence[str]:
        """A list of names of the split: ``areas``, ``floors``, ``brands``, ``people``, ``words`` or ``devices`` of a kind."""
        lists = self.names.get(key, {})
        if key == "devices":
            lists = lists.get(kind, {})
        return [str(name) for name in lists.get(split, ())]


def held_out(family: str) -> bool:
    """Whether a family is kept from training."""
    return sha256(family.encode()).digest()[0] % 4 == 0


def _read(path: Path) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same in C where PyYAML was built with it
    return yaml.load(path.read_text(encoding="utf-8"), loader) if path.exists() else None  # noqa: S506 (it is safe)


def _families(path: Path) -> Iterator[Family]:
    return (_family(entry) for entry in _read(path) or ())


def _family(entry: Mapping[str, Any]) -> Family:
    # YAML reads a bare ``no`` as false.
    entry = {"no" if key is False else key: value for key, value in entry.items()}
    group = next(group for group in ("ability", "ask", "no", "answer") if group in entry)
    return Family(
        name=entry["family"],
        means=(group, str(entry[group])),
        say=tuple(str(wording) for wording in entry["say"]),
        linked=tuple(str(wording) for wording in entry.get("linked", ())),
        kinds=tuple(entry.get("kinds", ())),
        value=entry.get("value", ""),
        state=str(entry.get("state", "")),
        implied=entry.get("implied", ""),
    )


@cache
def load(language: Language, split: Split) -> Bank:
    """The bank of a language with the families of one side of the hold-out."""
    folder = BANKS / language
    families: defaultdict[tuple[str, str], list[Family]] = defaultdict(list)
    for path in sorted(set(folder.glob("*.yaml")) - {folder / f"{name}.yaml" for name in _NO_FAMILIES}):
        for family in _families(path):
            if held_out(family.name) == (split == "evaluate"):
                families[family.means].append(family)
    if split == "train":
        for path in sorted((folder / "practice").glob("*.yaml")):
            for family in _families(path):
                families[family.means].append(family)
    return Bank(
        language,
        split,
        {means: tuple(found) for means, found in families.items()},
        _read(folder / "targets.yaml") or {},
        _read(folder / "manner.yaml") or {},
        _read(folder / "names.yaml") or {},
    )


@cache
def commands(language: Language, split: Split, ability: str, form: Form) -> tuple[tuple[Family, Sequence[str]], ...]:
    """The families that say what they are about, with their wordings in a form. Kept: looking takes longer than drawing."""
    bank = load(language, split)
    families = bank.families.get(("ability", ability), ())
    found = ((family, _wordings(bank, family, form)) for family in families if not family.implied)
    return tuple((family, wordings) for family, wordings in found if wordings)


def _wordings(bank: Bank, family: Family, form: Form) -> Sequence[str]:
    """The family's wordings as they are, as they let another command follow, or as a frame takes them."""
    if form == "say":
        return family.say
    if form == "linked":
        return family.linked
    if bank.language == "ko":
        return [wording for wording in family.linked if wording.endswith("고") and not wording.endswith("그리고")]
    verbs = bank.manner["verbs"]
    return [wording for wording in family.say if wording.partition(" ")[0] in verbs and "," not in wording]
