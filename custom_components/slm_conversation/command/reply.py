"""What really happened, in one spoken sentence: pure, and true to the outcome.

A question back ends in "?", which keeps the conversation open; a statement never does, whatever the devices are called.
"""

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from itertools import groupby

from ..home.abilities import GONE, Ability
from ..home.model import Entity, Home
from .outcome import Acted, Answered, Asked, AskKind, Failure, Nothing, Outcome, Why
from .plan import Action, Ask, Device, Group, Question, Target
from .speech.english import English
from .speech.facts import Places, Subject, only_group, target_of, value_of, verb_of
from .speech.korean import Korean
from .speech.voice import Voice

_NAMED = 3  # a group of at most so many, of which some were so already, is spoken by names


class Style(StrEnum):
    """How the reply sounds."""

    SHORT = "short"
    FRIENDLY = "friendly"


def reply(outcome: Outcome, language: str, style: Style, home: Home) -> str:
    """Return what to say about an outcome, in "en" or "ko"."""
    is_korean = language == "ko"
    voice: Voice = (Korean if is_korean else English)(Places.of(home, hangul=is_korean))
    sentences: list[str] = []
    clauses: list[str] = []
    question = ""
    for step in outcome.steps:
        match step:
            case Acted():
                clauses += _done(step, voice)
                rest = [*_under_way(step, voice), *_failures(step, voice)]
                if not step.done and not step.failed:
                    rest = [voice.idle(only_group(step.action.targets))]
                if rest:
                    sentences += _close(clauses, voice, style) + rest
                    clauses = []
            case Answered():
                sentences += [*_close(clauses, voice, style), *_answered(step, voice)]
                clauses = []
            case Asked():
                question = _question(step, voice)
            case Nothing():
                sentences += [*_close(clauses, voice, style), voice.nothing(step, _sought(step))]
                clauses = []
    sentences += _close(clauses, voice, style)
    if not sentences and not question:
        sentences = [voice.nothing(Nothing(Why.UNSURE), None)]
    return " ".join([*dict.fromkeys(sentences), *([question] if question else [])])


def _close(clauses: list[str], voice: Voice, style: Style) -> list[str]:
    return [voice.join(clauses, friendly=style is Style.FRIENDLY)] if clauses else []


def _answered(step: Answered, voice: Voice) -> Iterator[str]:
    """Yield the answer, and apart from it which devices could not be asked: a lock out of reach is not unlocked."""
    silent = tuple(reading for reading in step.readings if reading.state in GONE)
    if step.question.state is None or not silent:
        yield voice.answer(step.question, step.readings, step.matching)
        return
    heard = tuple(reading for reading in step.readings if reading.state not in GONE)
    if heard:
        named = tuple(Device(reading.entity.entity_id) for reading in heard)
        yield voice.answer(replace(step.question, targets=named), heard, step.matching)
    yield voice.answer(replace(step.question, ask=Ask.WHAT, state=None), silent, ())


def _done(acted: Acted, voice: Voice) -> list[str]:
    """Say what was changed; what was so already only where nothing else is to be said of it."""
    already = set(acted.already)
    moving = {reading.entity for reading in acted.moving}
    changed = tuple(entity for entity in acted.done if entity not in already | moving)
    if not changed and not already:
        return []
    group = only_group(acted.action.targets)
    if not changed:
        return [voice.already(acted.action, _subject(acted.already, group, whole=not acted.failed and not moving))]
    # Of "the kitchen lights" only those that changed are counted; they are all of them if none was so already.
    whole = not already and not moving and not acted.failed and not acted.action.excluded
    by_name = bool(already) and len(changed) <= _NAMED
    cleaned = voice.cleaned(_places(acted.action.targets)) if acted.action.ability is Ability.CLEAN else ""
    spoken = Subject(changed) if by_name else _subject(changed, group, whole=whole)
    clauses = [voice.done(verb_of(acted.action, changed), spoken, value_of(acted), cleaned)]
    if already and group is None:
        clauses.append(voice.already(acted.action, Subject(tuple(e for e in acted.done if e in already))))
    return clauses


def _under_way(acted: Acted, voice: Voice) -> Iterator[str]:
    """Say what is still locking, or opening: that it was asked is not that it has happened."""
    if acted.moving:
        targets = tuple(Device(reading.entity.entity_id) for reading in acted.moving)
        yield voice.answer(Question(Ask.WHAT, targets), acted.moving, ())


def _subject(entities: tuple[Entity, ...], group: Group | None, *, whole: bool) -> Subject:
    return Subject(entities, group if len(entities) > 1 else None, whole)


def _places(targets: tuple[Target, ...]) -> tuple[Group, ...]:
    return tuple(target for target in targets if isinstance(target, Group))


def _failures(acted: Acted, voice: Voice) -> Iterator[str]:
    """Yield one sentence for each reason, with the entities that share it."""

    def reason(item: tuple[Failure, str]) -> tuple[str, str]:
        return item[0].value, item[1]

    # Only a range is spoken, so it alone tells failures of one kind apart.
    keyed = [
        ((failed.failure, failed.detail if failed.failure is Failure.OUT_OF_RANGE else ""), failed.entity)
        for failed in acted.failed
    ]
    keyed.sort(key=lambda pair: reason(pair[0]))
    for (failure, detail), pairs in groupby(keyed, key=lambda pair: pair[0]):
        entities = tuple(entity for _, entity in pairs)
        group = only_group(acted.action.targets) if len(entities) > _NAMED else None
        whole = len(entities) == len(acted.failed) and not acted.done
        yield voice.failed(
            failure,
            verb_of(acted.action, entities),
            _subject(entities, group, whole=whole),
            detail,
            acted.action.value,
        )


def _question(asked: Asked, voice: Voice) -> str:
    subject = Subject(asked.candidates)
    verb = verb_of(asked.action, asked.candidates)
    if asked.kind is AskKind.CONFIRM:
        whole = _subject(asked.candidates, only_group(asked.action.targets), whole=True)
        return voice.confirm(verb, whole, target_of(asked.action))
    return voice.which(verb, subject)


def _sought(nothing: Nothing) -> Group | None:
    """Return the group that was not found."""
    if isinstance(nothing.step, Action | Question):
        return only_group(nothing.step.targets)
    return None
