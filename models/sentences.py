"""Sentences with their plans, for one home: what is meant is chosen first, then said in the words of the banks."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from random import Random

from custom_components.slm_conversation.command.plan import (
    Action, Answer, Ask, Device, Group, No, Place, Question, Refusal, Reply, State, Step, Target, When,
)  # fmt: skip
from custom_components.slm_conversation.home.abilities import Ability
from custom_components.slm_conversation.home.index import is_common
from custom_components.slm_conversation.home.kinds import Kind, includes
from custom_components.slm_conversation.home.model import Entity, Value
from custom_components.slm_conversation.home.shortlist import Shortlist
from custom_components.slm_conversation.home.text import fold, key_of, singular, words_of
from custom_components.slm_conversation.home.words import ROOM_WORDS

from . import quantities
from .banks import Family
from .noise import mannered, noisy
from .targets import Pointed, Scene, as_said, point

_ABILITIES = {
    "on": 15, "off": 15, "set": 16, "up": 7, "down": 7, "open": 5, "close": 5, "stop": 2, "toggle": 1.5, "lock": 3, "unlock": 3, "mute": 2, "unmute": 1.5,
    "play": 2.5, "pause": 2.5, "next": 2, "previous": 2, "start": 3, "dock": 2, "locate": 1.5, "clean": 2,
}  # fmt: skip
_ASKS = {"what": 5, "is": 5, "which": 3, "count": 2}
_CATEGORIES = {"action": 58, "situation": 5, "several": 12, "question": 14, "chat": 8, "absent": 4}
_TRIES = 5
_ANSWERS = {"yes": 4, "no": 4, "pick": 3}


@dataclass(frozen=True, slots=True)
class Draft:
    """A step as it was meant, before the shortlist says how it is spelled; ``pointed`` is None where no target was said."""

    step: Step
    pointed: Pointed | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, what was meant by it, and the name of its category and family."""

    text: str
    drafts: tuple[Draft, ...]
    category: str
    family: str


class Unsayable(Exception):
    """This home or this draw of chance has nothing to say here; another is drawn."""


class Speaker:
    """Makes sentences for a scene."""

    def __init__(self, scene: Scene, *, asked: bool = False) -> None:
        """Take the scene; ``asked`` when the speaker was just asked something back."""
        self.scene = scene
        self.rng: Random = scene.rng
        self.families = scene.bank.families
        self.asked = asked

    def sentence(self) -> Said:
        """One sentence. Raises ``Unsayable`` where the draw does not work out."""
        category = self._draw(_CATEGORIES)
        if self.asked and self.rng.random() < 0.75:
            category = "answer"
        makers: dict[str, Callable[[], Said]] = {
            "action": self._action, "situation": self._situation, "several": self._several, "question": self._question, "chat": self._chat,
            "absent": self._absent, "answer": self._answer,
        }  # fmt: skip
        said = _tried(makers[category])
        text = said.text if category == "answer" else mannered(self.rng, self.scene.bank, said.text)
        return replace(said, text=noisy(self.rng, text), category=category)

    def _draw(self, weights: dict[str, float]) -> str:
        return self.rng.choices(list(weights), list(weights.values()))[0]

    def _family(self, group: str, name: str, accept: Callable[[Family], bool] = lambda _: True) -> Family:
        found = [family for family in self.families.get((group, name), ()) if accept(family)]
        if not found:
            raise Unsayable
        return self.rng.choice(found)

    def _action(self) -> Said:
        text, draft, family = self._one_action(linked=False)
        if self.rng.random() < 0.05 and isinstance(draft.step, Action):
            text, step = self._later(text, draft.step)
            draft = replace(draft, step=step)
        return Said(text, (draft,), "action", family)

    def _one_action(self, *, linked: bool, ability: str = "") -> tuple[str, Draft, str]:
        ability = ability or self._draw(_ABILITIES)
        family = self._family("ability", ability, lambda family: not family.implied and (bool(family.linked) or not linked))
        wording = self.rng.choice(family.linked if linked else family.say)
        slots: dict[str, str] = {}
        pointed = None
        targets: tuple[Target, ...] = ()
        if "{x" in wording:
            pointed = point(self.scene, family.kinds)
            if pointed is None:
                raise Unsayable
            slots["x"], targets = pointed.text, pointed.targets
        if "{area" in wording:
            area = self._some_area()
            slots["area"] = self.scene.area_words(area)
            targets = (*targets, Group(Kind.THING if ability == "clean" else self._only_kind(family), area_id=area.area_id))
        elif pointed is None:
            targets = (Group(self._only_kind(family), Place.ANY),)
        value = self._value(family, wording, slots, pointed)
        excluded = pointed.excluded if pointed else ()
        return self._fill(wording, slots), Draft(Action(Ability(ability), targets, excluded, value), pointed), family.name

    def _only_kind(self, family: Family) -> Kind:
        if family.implied:
            return Kind(family.implied)
        if len(family.kinds) == 1:
            return Kind(family.kinds[0])
        raise Unsayable

    def _some_area(self):  # noqa: ANN202
        if not self.scene.home.areas:
            raise Unsayable
        return self.rng.choice(self.scene.home.areas)

    def _value(self, family: Family, wording: str, slots: dict[str, str], pointed: Pointed | None) -> Value | None:
        if "{v" not in wording:
            return None
        sample: Entity | None = pointed.sample if pointed else None
        relative = family.means[1] in {"up", "down"}
        said = quantities.said(self.rng, self.scene.bank.language, family.value, sample, relative=relative)
        if said is None:
            raise Unsayable
        slots["v"] = said[0]
        return said[1]

    def _fill(self, wording: str, slots: dict[str, str]) -> str:
        try:
            return wording.format(**{name: as_said(self.rng, text) for name, text in slots.items()})
        except (KeyError, IndexError) as err:
            raise Unsayable from err

    def _later(self, text: str, step: Action) -> tuple[str, Action]:
        manner = self.scene.bank.manner
        when = self.rng.choice(list(manner.get("when") or [])) if manner.get("when") else None
        if when is None:
            raise Unsayable
        said, value = (quantities.clock if when == "at" else quantities.duration)(self.rng, self.scene.bank.language)
        phrase = self._fill(str(self.rng.choice(manner["when"][when])), {"t": said})
        before = self.rng.choice(manner.get("later_position") or ["before"]) == "before"
        return (f"{phrase} {text}" if before else f"{text} {phrase}"), replace(step, when=When(when), when_value=value)

    def _situation(self) -> Said:
        ability = self._draw(_ABILITIES)
        family = self._family("ability", ability, lambda family: bool(family.implied))
        wording = self.rng.choice(family.say)
        slots: dict[str, str] = {}
        kind = Kind(family.implied)
        group = Group(kind, Place.ANY)
        if "{area" in wording:
            area = self._some_area()
            slots["area"] = self.scene.area_words(area)
            group = Group(Kind.THING if ability == "clean" else kind, area_id=area.area_id)
        value = self._value(family, wording, slots, None)
        return Said(self._fill(wording, slots), (Draft(Action(Ability(ability), (group,), value=value)),), "situation", family.name)

    def _several(self) -> Said:
        count = 2 if self.rng.random() < 0.85 else 3
        korean = self.scene.bank.language == "ko"
        glued = korean and self.rng.random() < 0.8
        parts = [_tried(partial(self._one_action, linked=glued and number < count - 1)) for number in range(count)]
        joins = [" "] if glued else [str(join) for join in self.scene.bank.manner.get("join", [" "])]
        text = parts[0][0]
        for part in parts[1:]:
            text += self.rng.choice(joins) + part[0]
        return Said(text, tuple(part[1] for part in parts), "several", parts[0][2])

    def _question(self) -> Said:
        ask = self._draw(_ASKS)
        family = self._family("ask", ask)
        wording = self.rng.choice(family.say)
        slots: dict[str, str] = {}
        pointed = None
        targets: tuple[Target, ...] = ()
        if "{x" in wording:
            pointed = point(self.scene, family.kinds, question=ask)
            if pointed is None or pointed.excluded or any(isinstance(target, Group) and target.state for target in pointed.targets):
                raise Unsayable
            slots["x"], targets = pointed.text, pointed.targets
        if "{area" in wording:
            area = self._some_area()
            slots["area"] = self.scene.area_words(area)
            if not targets:
                targets = (Group(self._only_kind(family), area_id=area.area_id),)
        elif not targets:
            targets = (Group(self._only_kind(family), Place.ANY),)
        state = State(family.state) if family.state else None
        return Said(self._fill(wording, slots), (Draft(Question(Ask(ask), targets, state), pointed),), "question", family.name)

    def _chat(self) -> Said:
        family = self._family("no", "chat")
        wording = self.rng.choice(family.say)
        slots: dict[str, str] = {}
        if "{x" in wording:
            pointed = point(self.scene, family.kinds or ("light", "fan", "tv", "ac", "vacuum", "washer", "heater", "speaker"), plain=True)
            if pointed is None:
                raise Unsayable
            slots["x"] = pointed.text
        if "{area" in wording:
            slots["area"] = self.scene.area_words(self._some_area())
        if "{v" in wording:
            slots["v"] = quantities.said(self.rng, self.scene.bank.language, family.value or "percent", None, relative=False)[0]  # type: ignore[index]
        return Said(self._fill(wording, slots), (Draft(Refusal(No.CHAT)),), "chat", family.name)

    def _answer(self) -> Said:
        answer = self._draw(_ANSWERS)
        family = self._family("answer", answer)
        wording = self.rng.choice(family.say)
        if "{x" not in wording:
            return Said(self._fill(wording, {}), (Draft(Reply(Answer(answer))),), "answer", family.name)
        pointed = point(self.scene, family.kinds or tuple(Kind), plain=True)
        if pointed is None:
            raise Unsayable
        text = self._fill(wording, {"x": pointed.text})
        return Said(text, (Draft(Reply(Answer(answer), pointed.targets), pointed),), "answer", family.name)

    def _absent(self) -> Said:
        """A command for a room or a device that this home does not have."""
        ability = self._draw(_ABILITIES)
        family = self._family("ability", ability, lambda family: not family.implied)
        wording = self.rng.choice(family.say)
        if "{x" not in wording and "{area" not in wording:
            raise Unsayable
        slots: dict[str, str] = {}
        language = self.scene.bank.language
        held = {key_of(fold(name)) for area in self.scene.home.areas for name in area.names}
        groups = [group for group in ROOM_WORDS if not any(key_of(fold(word)) in held for word in group)]
        words = [word for word in self.rng.choice(groups) if word.isascii() == (language == "en")] if groups else []
        if not words:
            raise Unsayable
        if "{area" in wording:
            slots["area"] = self.rng.choice(words)
        if "{x" in wording:
            if "area" in slots:
                raise Unsayable
            slots["x"] = self._absent_target(family, words)
        sample = next(iter(self.scene.fitting(family.kinds)), None)
        if "{v" in wording:
            said = quantities.said(self.rng, language, family.value, sample, relative=False)
            if said is None:
                raise Unsayable
            slots["v"] = said[0]
        return Said(self._fill(wording, slots), (Draft(Refusal(No.ABSENT)),), "absent", family.name)

    def _absent_target(self, family: Family, rooms: list[str]) -> str:
        kind = Kind(self.rng.choice(family.kinds or ("light",)))
        korean = self.scene.bank.language == "ko"
        if self.rng.random() < 0.5:
            found = self.scene.noun(kind, plural=self.rng.random() < 0.5)
            room = self.rng.choice(rooms)
            return f"{room} {found[0] if found else kind}" if korean or self.rng.random() < 0.6 else f"the {found[0] if found else kind} in the {room}"
        names = [name for split in ("train",) for name in self.scene.bank.listed("devices", split, kind) if "{" not in name]
        if not names:
            raise Unsayable
        name = self.rng.choice(names)
        words = [word.text for word in words_of(fold(name))]
        own = [word for word in words if not is_common(word) and not is_common(singular(word)) and not word.isdigit()]
        home_words = {word.text for entity in self.scene.home.entities for alias in entity.names for word in words_of(fold(alias))}
        if not own or any(word in home_words for word in own) or is_common(key_of("".join(words))):
            raise Unsayable
        return name if korean or self.rng.random() < 0.4 else f"the {name}"


def _tried[T](maker: Callable[[], T]) -> T:
    """Draw again where a draw cannot be said, so that what is harder to say is not said less."""
    for _ in range(_TRIES):
        try:
            return maker()
        except Unsayable:
            continue
    raise Unsayable


def settle(said: Said, short: Shortlist) -> tuple[Step, ...] | None:
    """The steps as they are spelled with this shortlist; None where it lacks what was meant, so that nobody could know."""
    return _settled([_settle(draft, short) for draft in said.drafts])


def _settled(steps: list[Step | None]) -> tuple[Step, ...] | None:
    found = tuple(step for step in steps if step is not None)
    return found if len(found) == len(steps) else None


def _settle(draft: Draft, short: Shortlist) -> Step | None:
    step, pointed = draft.step, draft.pointed
    match step:
        case Action():
            targets, excluded = _targets(step.targets, pointed, short), _targets(step.excluded, pointed, short)
            value = _value(step.value, short) if step.value else None
            when_value = _value(step.when_value, short) if step.when_value else None
            if targets is None or excluded is None or (step.value and value is None) or (step.when_value and when_value is None):
                return None
            return replace(step, targets=targets, excluded=excluded, value=value, when_value=when_value)
        case Question() | Reply():
            targets = _targets(step.targets, pointed, short)
            return replace(step, targets=targets) if targets is not None else None
        case Refusal():
            # What the shortlist knows is not absent.
            marked = any(isinstance(reference, Entity) for mark in short.marks for reference in mark.references)
            elsewhere = any(not isinstance(reference, Entity | Kind | Value) for mark in short.marks for reference in mark.references)
            return None if step.reason is No.ABSENT and marked and not elsewhere else step
    return None


def _value(meant: Value, short: Shortlist) -> Value | None:
    return next((found for found in short.values if quantities.same_value(meant, found)), None)


def _targets(targets: tuple[Target, ...], pointed: Pointed | None, short: Shortlist) -> tuple[Target, ...] | None:
    out: list[Target] = []
    for target in targets:
        match target:
            case Device(entity_id):
                named = _named(entity_id, short)
                if named is None:
                    return None
                out.extend(named)
            case Group(area_id=str(area_id)) if not any(area.area_id == area_id for area in short.areas):
                return None
            case Group(floor_id=str(floor_id)) if not any(floor.floor_id == floor_id for floor in short.floors):
                return None
            case Group() if pointed is not None and target.state is None and not pointed.excluded:
                out.extend(_pointed_out(target, pointed, short))
            case _:
                out.append(target)
    return tuple(dict.fromkeys(out))


def _named(entity_id: str, short: Shortlist) -> tuple[Target, ...] | None:
    """A device said by name; where several of that very name were marked, it takes a question back to know which."""
    entity = next((entity for entity in short.entities if entity.entity_id == entity_id), None)
    if entity is None:
        return None
    keys = {key_of(fold(name)) for name in entity.names}
    for mark in short.marks:
        others = [found for found in mark.references if isinstance(found, Entity)]
        if entity in others and len(others) > 1:
            twins = [other for other in others if other is not entity and any(key_of(fold(name)) in keys for name in other.names)]
            if twins:
                kinds = [found for found in mark.references if isinstance(found, Kind)]
                return (Group(kinds[0], Place.ANY),) if kinds and includes(kinds[0], entity.kind) else None
    return (Device(entity_id),)


def _pointed_out(group: Group, pointed: Pointed, short: Shortlist) -> tuple[Target, ...]:
    """A kind said where the shortlist marked devices behind the very word: a single one is that device."""
    if group.place not in {None, Place.ANY}:
        return (group,)
    for mark in short.marks:
        if group.kind in mark.references:
            found = [
                reference
                for reference in mark.references
                if isinstance(reference, Entity) and includes(group.kind, reference.kind) and (group.area_id is None or reference.area_id == group.area_id)
            ]
            if (found and pointed.specific) or (len(found) == 1 and not pointed.plural):
                return tuple(Device(entity.entity_id) for entity in found)
    return (group,)
