"""Recall of the shortlist by itself: is what was meant on the list, and is it marked in the sentence?

    .venv/bin/python -m models.recall --sentences 4000 [--split train] [--misses FILE]

Sentences are made as for training, with names and phrase families of the evaluation split, and with the same noise; unlike
there, none is left out where the list lacks what was meant. Three sizes of home are measured apart: up to 16 entities,
which are all listed; 17 to 200; and 2,000. Counted are the devices, areas and floors that a sentence means:

- *listed*: the device (area, floor) has a handle on the list. A kind without a place is always on it.
- *marked*: its handle is written into the sentence; of a group its kind is marked, and its place where it has one.

Devices of the same name are one here, for the sentence does not tell them apart; where they are more than four, their kind
is what the shortlist lists and marks.

What a sentence does not say cannot be marked: "them", upstairs, and kinds that no noun stands for ("it is dark in here",
"will I need an umbrella") are left out. Values (numbers, colours, options) are counted in a row of their own.

Causes of what is not marked: *misheard*, *respaced* and *cut off* (the first word was lost) are marked in the sentence before
the noise; *word not known* is a noun for a kind; *other word* a name said otherwise than it is written; *said whole* and
*partial name* are there in letters.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
import json
from pathlib import Path
from random import Random
import sys
from unittest.mock import patch

from . import standalone  # noqa: F401  # isort: skip (comes before what it makes importable)

from custom_components.slm_conversation.command.plan import Action, Device, Group, Question, Target
from custom_components.slm_conversation.home.index import MatchIndex, build_index
from custom_components.slm_conversation.home.kinds import Kind, includes
from custom_components.slm_conversation.home.model import Area, Entity, Floor, Home
from custom_components.slm_conversation.home.shortlist import MOST_ENTITIES, Shortlist, shortlist
from custom_components.slm_conversation.home.text import fold, key_of, stems, words_of

from . import quantities, sentences
from .banks import Language, Split, load
from .homes import random_home
from .noise import noisy
from .sentences import Said, Speaker, Unsayable
from .targets import Scene

_SIZES = {"small": (2, MOST_ENTITIES), "large": (MOST_ENTITIES + 1, 200), "huge": (2000, 2000)}
_PER_HOME = {"small": 12, "large": 25, "huge": 200}
_SHARES = {"small": 0.5, "large": 0.35, "huge": 0.15}
_MOST_NAMESAKES = 4
_BEGINNING = 8
_LEFT_OUT = frozenset({"situation", "chat", "absent", "answer"})


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that a sentence means. ``words`` point at it, ``clean`` is the sentence before noise."""

    language: str
    size: str
    what: str
    meant: str
    words: str
    text: str
    clean: str
    listed: bool
    marked: bool
    cause: str
    marks: str


def found(count: int, seed: int, split: Split) -> Iterator[Found]:
    """Everything meant in about ``count`` sentences."""
    rng = Random(f"recall {split} {seed}")
    for size, (least, most) in _SIZES.items():
        wanted = round(count * _SHARES[size])
        while wanted > 0:
            drawn = random_home(rng, split, rng.randint(least, most))
            index = build_index(drawn.home)
            for number in range(min(wanted, _PER_HOME[size])):
                language: Language = drawn.language if number % 4 else ("ko" if drawn.language == "en" else "en")  # type: ignore[assignment]
                yield from _sentence(rng, split, drawn.home, index, language, size)
            wanted -= _PER_HOME[size]


def _sentence(
    rng: Random, split: Split, home: Home, index: MatchIndex, language: Language, size: str
) -> Iterator[Found]:
    """Say one sentence and look for what it means; draws that do not work out are drawn again."""
    area_id = rng.choice(home.areas).area_id if home.areas and rng.random() < 0.6 else None
    scene = Scene(rng, home, load(language, split), area_id, (), None)
    for _ in range(200):
        heard = _Heard()
        try:
            with patch.object(sentences, "noisy", heard):
                said = Speaker(scene).sentence()
        except Unsayable:
            continue
        if said.category not in _LEFT_OUT:
            judge = _Judge(
                shortlist(index, said.text, area_id=area_id),
                heard.clean,
                shortlist(index, heard.clean, area_id=area_id),
                home,
            )
            yield from judge.judged(said, language, size)
            return


class _Heard:
    """The noise, noting what was said before it."""

    clean = ""

    def __call__(self, rng: Random, text: str) -> str:
        self.clean = text
        return noisy(rng, text)


@dataclass(frozen=True, slots=True)
class _Judge:
    """What the shortlist makes of a sentence; ``quiet`` is what it makes of the same without noise."""

    short: Shortlist
    clean: str
    quiet: Shortlist
    home: Home

    def judged(self, said: Said, language: str, size: str) -> Iterator[Found]:
        """Everything that the sentence means in words."""
        readable = _readable(self.short)
        for draft in said.drafts:
            step, pointed = draft.step, draft.pointed
            if not isinstance(step, Action | Question):
                continue
            for target in (*step.targets, *(step.excluded if isinstance(step, Action) else ())):
                if pointed is None and isinstance(target, Group) and target.kind is not Kind.THING:
                    continue  # no noun stands for it
                if judged := _target(target, self.short, self.home):
                    what, meant, listed, marked = judged
                    cause = "" if marked else self._cause(target)
                    yield Found(
                        language,
                        size,
                        what,
                        meant,
                        pointed.text if pointed else "",
                        self.short.text,
                        self.clean,
                        listed,
                        marked,
                        cause,
                        readable,
                    )
            for value in (step.value, step.when_value) if isinstance(step, Action) else ():
                if value is not None:
                    there = any(quantities.same_value(value, other) for other in self.short.values)
                    quiet = any(quantities.same_value(value, other) for other in self.quiet.values)
                    cause = "" if there else self._noise() if quiet else "not read"
                    yield Found(
                        language,
                        size,
                        "value",
                        f"{value.type} {value.data}",
                        "",
                        self.short.text,
                        self.clean,
                        there,
                        there,
                        cause,
                        readable,
                    )

    def _noise(self) -> str:
        if fold(self.clean).partition(" ")[2].startswith(self.short.text[:_BEGINNING]):
            return "cut off"
        return "respaced" if key_of(fold(self.clean)) == key_of(self.short.text) else "misheard"

    def _cause(self, target: Target) -> str:
        again = _target(target, self.quiet, self.home)
        if again is not None and again[3]:
            return self._noise()
        folded = fold(self.clean)
        if isinstance(target, Device):
            names = next(entity.names for entity in self.home.entities if entity.entity_id == target.entity_id)
        elif isinstance(target, Group) and target.area_id is not None:
            names = next(area.names for area in self.home.areas if area.area_id == target.area_id)
            if target.kind is not Kind.THING and any(key_of(fold(name)) in key_of(folded) for name in names):
                return "word not known"
        else:
            return "word not known"
        if any(key_of(fold(name)) in key_of(folded) for name in names):
            return "said whole"
        said = {stem for word in words_of(folded) for stem in stems(word.text)}
        own = {word.text for name in names for word in words_of(fold(name))}
        return "partial name" if own & said else "other word"


type _Judged = tuple[str, str, bool, bool]


def _target(target: Target, short: Shortlist, home: Home) -> _Judged | None:
    """What is meant, in words, whether it is listed and whether it is marked; None for what is not said in words."""
    references = [reference for mark in short.marks for reference in mark.references]
    kinds = {reference for reference in references if isinstance(reference, Kind)}
    match target:
        case Device(entity_id):
            entity = next(entity for entity in home.entities if entity.entity_id == entity_id)
            same = _namesakes(entity, home)
            by_kind = len(same) > _MOST_NAMESAKES and any(includes(kind, entity.kind) for kind in kinds)
            listed = by_kind or not same.isdisjoint(other.entity_id for other in short.entities)
            marked = by_kind or not same.isdisjoint(
                reference.entity_id for reference in references if isinstance(reference, Entity)
            )
            return "device", entity.name, listed, marked
        case Group(kind=kind, area_id=area_id, floor_id=floor_id):
            named = any(includes(other, kind) or includes(kind, other) for other in kinds) or kind is Kind.THING
            if area_id is not None:
                area = next(area for area in home.areas if area.area_id == area_id)
                what = "area" if kind is Kind.THING else "kind in area"
                return what, f"{kind} in {area.names[0]}", area in short.areas, named and area in references
            if floor_id is not None:
                floor = next(floor for floor in home.floors if floor.floor_id == floor_id)
                return (
                    "kind on floor",
                    f"{kind} on {floor.names[0]}",
                    floor in short.floors,
                    named and floor in references,
                )
            return ("kind", str(kind), True, named) if kind is not Kind.THING else None
        case _:
            return None


def _namesakes(entity: Entity, home: Home) -> set[str]:
    """The entities that carry one of the entity's names, itself among them."""
    keys = {key_of(fold(name)) for name in entity.names}
    return {other.entity_id for other in home.entities if any(key_of(fold(name)) in keys for name in other.names)}


def _readable(short: Shortlist) -> str:
    text = short.text
    for mark in reversed(short.marks):
        names = [
            reference.names[0]
            if isinstance(reference, Entity | Area | Floor)
            else str(getattr(reference, "data", reference))
            for reference in mark.references
        ]
        text = f"{text[: mark.end]}⟨{'|'.join(names)}⟩{text[mark.end :]}"
    return text


def report(everything: list[Found]) -> None:
    """Print recall per language and size, and the causes of what was not marked."""
    rows: defaultdict[tuple[str, str, str], list[Found]] = defaultdict(list)
    for item in everything:
        rows[item.language, item.size, item.what].append(item)
        if item.what != "value":
            rows[item.language, item.size, "all but values"].append(item)
            rows[item.language, "any", "all but values"].append(item)
            if item.what == "device":
                rows[item.language, "any", "device"].append(item)
    sys.stdout.write(f"{'':5}{'home':7}{'what':17}{'meant':>8}{'listed':>9}{'marked':>9}\n")
    for (language, size, what), items in sorted(rows.items()):
        listed, marked = (
            100 * sum(getattr(item, field) for item in items) / len(items) for field in ("listed", "marked")
        )
        sys.stdout.write(f"{language:5}{size:7}{what:17}{len(items):8}{listed:8.1f}%{marked:8.1f}%\n")
    causes = Counter((item.language, item.what, item.cause) for item in everything if not item.marked)
    sys.stdout.write("\nnot marked, by cause\n")
    for (language, what, cause), number in causes.most_common(40):
        sys.stdout.write(f"{number:6} {language} {what:15} {cause}\n")
    unknown = Counter(
        (item.language, item.meant.partition(" ")[0], item.words)
        for item in everything
        if item.cause == "word not known"
    )
    sys.stdout.write("\nwords not known, most frequent first\n")
    for (language, kind, words), number in unknown.most_common(60):
        sys.stdout.write(f"{number:6} {language} {kind:15} {words}\n")


def main() -> None:
    """Run the command of the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--split", choices=("train", "evaluate"), default="evaluate")
    parser.add_argument("--misses", type=Path, help="a file for everything that is not listed or not marked")
    options = parser.parse_args()
    everything = list(found(options.sentences, options.seed, options.split))
    report(everything)
    if options.misses:
        lines = [
            json.dumps(asdict(item), ensure_ascii=False) for item in everything if not (item.listed and item.marked)
        ]
        options.misses.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
