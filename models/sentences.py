"""Sentences with their plans, for one home: what is meant is chosen first, then said in the words of the banks."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from random import Random

from custom_components.slm_conversation.command.plan import (
    Action,
    Answer,
    Ask,
    Group,
    No,
    Place,
    Question,
    Refusal,
    Reply,
    State,
    Step,
    Target,
    When,
)  # fmt: skip
from custom_components.slm_conversation.home.abilities import Ability
from custom_components.slm_conversation.home.kinds import Kind
from custom_components.slm_conversation.home.model import Area, Entity, Value

from . import quantities
from .absent import absent_rooms, absent_target
from .banks import Family, Form, Split, commands
from .noise import mannered, noisy
from .scene import Pointed, Scene, as_said
from .targets import point

_ABILITIES = {
    "on": 15, "off": 15, "set": 16, "up": 7, "down": 7, "open": 5, "close": 5, "stop": 2, "toggle": 1.5, "lock": 3, "unlock": 3, "mute": 2, "unmute": 1.5,
    "play": 2.5, "pause": 2.5, "next": 2, "previous": 2, "start": 3, "dock": 2, "locate": 1.5, "clean": 2,
}  # fmt: skip
_FRAMED, _FRAMED_CHAT = 0.15, 0.28
"""Share of the commands, and of what is no command, that training says in a frame of ``manner.yaml``."""
_ASIDE = 0.08
"""Share of the sentences that training says with something beside the point before or after, and of chat that is only that."""
_LATER, _FIGURELESS = 0.06, 0.5
"""Share of single commands that say when, and of the times of day among these that are no figure ("tonight")."""
_ASKS = {"what": 5, "is": 5, "which": 3, "count": 2}
# What is said, in a hundred sentences. In training, what is harder is practised more.
_CATEGORIES: dict[Split, dict[str, float]] = {
    "train": {"action": 36, "situation": 6, "several": 28, "question": 11, "chat": 13, "absent": 6},
    "evaluate": {"action": 58, "situation": 5, "several": 12, "question": 14, "chat": 8, "absent": 4},
}
_TRIES = 5
_ANSWERS = {"yes": 4, "no": 4, "pick": 3}


@dataclass(frozen=True, slots=True)
class Draft:
    """A step as it was meant, before the shortlist says how it is spelled; ``pointed`` is None where no target was said.

    ``text`` is its wording, as written.
    """

    step: Step
    pointed: Pointed | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, what was meant by it, and the name of its category and family."""

    text: str
    drafts: tuple[Draft, ...]
    category: str
    family: str


class Unsayable(Exception):  # noqa: N818 (no error: another is drawn)
    """This home or this draw of chance has nothing to say here; another is drawn."""


class Speaker:
    """Makes sentences for a scene."""

    def __init__(self, scene: Scene, *, asked: bool = False, noise: bool = True) -> None:
        """Take the scene; ``asked`` when the speaker was just asked something back, ``noise`` when a microphone heard it."""
        self.scene = scene
        self.rng: Random = scene.rng
        self.families = scene.bank.families
        self.asked = asked
        self.noise = noise

    def sentence(self) -> Said:
        """One sentence. Raises ``Unsayable`` where the draw does not work out."""
        category = self._draw(_CATEGORIES[self.scene.bank.split])
        if self.asked and self.rng.random() < 0.75:
            category = "answer"
        makers: dict[str, Callable[[], Said]] = {
            "action": self._action, "situation": self._situation, "several": self._several, "question": self._question, "chat": self._chat,
            "absent": self._absent, "answer": self._answer,
        }  # fmt: skip
        said = _tried(makers[category])
        text = said.text
        if category != "answer":
            if self._practises() and self.rng.random() < _ASIDE:
                text = self._with_aside(text)
            text = mannered(self.rng, self.scene.bank, text)
        return replace(said, text=noisy(self.rng, text) if self.noise else text, category=category)

    def _draw(self, weights: dict[str, float]) -> str:
        return self.rng.choices(list(weights), list(weights.values()))[0]

    def _family(self, group: str, name: str, accept: Callable[[Family], bool] = lambda _: True) -> Family:
        found = [family for family in self.families.get((group, name), ()) if accept(family)]
        if not found:
            raise Unsayable
        return self.rng.choice(found)

    def _action(self) -> Said:
        framed = self._practises() and self.rng.random() < _FRAMED
        text, draft, family = self._framed("command") if framed else self._one_action("say")
        if self.rng.random() < _LATER and isinstance(draft.step, Action):
            text, step = self._later(text, draft.step)
            draft = replace(draft, step=step)
        return Said(text, (draft,), "action", family)

    def _practises(self) -> bool:
        """Whether this is for training, where whole families are said in frames that they were not written in."""
        return self.scene.bank.split == "train"

    def _with_aside(self, text: str) -> str:
        """Add what people say beside the point, which changes nothing of what they want."""
        where = self.rng.choice(("before", "after"))
        aside = self.rng.choice(self.scene.bank.manner["asides"][where])
        return f"{aside}, {text}" if where == "before" else f"{text}, {aside}"

    def _framed(self, what: str) -> tuple[str, Draft, str]:
        """A command inside a frame ("it's time to ..."), or what only sounds like one ("how do i ...")."""
        text, draft, family = self._one_action("phrase")
        frame = str(self.rng.choice(self.scene.bank.manner["frames"][what]))
        if "{ving}" in frame:
            verb, _, rest = text.partition(" ")
            text = f"{self.scene.bank.manner['verbs'][verb]} {rest}"
        return frame.replace("{ving}", text).replace("{vp}", text), draft, family

    def _one_action(self, form: Form) -> tuple[str, Draft, str]:
        ability = self._draw(_ABILITIES)
        found = commands(self.scene.bank.language, self.scene.bank.split, ability, form)
        if not found:
            raise Unsayable
        family, wordings = self.rng.choice(found)
        wording = self.rng.choice(wordings)
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
            targets = (
                *targets,
                Group(Kind.THING if ability == "clean" else self._only_kind(family), area_id=area.area_id),
            )
        elif pointed is None:
            targets = (Group(self._only_kind(family), Place.ANY),)
        value = self._value(family, wording, slots, pointed)
        excluded = pointed.excluded if pointed else ()
        text = self._fill(wording, slots)
        return text, Draft(Action(Ability(ability), targets, excluded, value), pointed, text), family.name

    def _only_kind(self, family: Family) -> Kind:
        if family.implied:
            return Kind(family.implied)
        if len(family.kinds) == 1:
            return Kind(family.kinds[0])
        raise Unsayable

    def _some_area(self) -> Area:
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
        language = self.scene.bank.language
        if when == "at" and self.rng.random() < _FIGURELESS:
            phrase, value = quantities.part_of_day(self.rng, language)
        else:
            said, value = (quantities.clock if when == "at" else quantities.duration)(self.rng, language)
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
        text = self._fill(wording, slots)
        draft = Draft(Action(Ability(ability), (group,), value=value), text=text)
        return Said(text, (draft,), "situation", family.name)

    def _several(self) -> Said:
        count = 2 if self.rng.random() < 0.85 else 3
        korean = self.scene.bank.language == "ko"
        glued = korean and self.rng.random() < 0.8
        forms: list[Form] = ["linked" if glued else "say"] * (count - 1) + ["say"]
        parts = [_tried(partial(self._one_action, form)) for form in forms]
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
            if (
                pointed is None
                or pointed.excluded
                or any(isinstance(target, Group) and target.state for target in pointed.targets)
            ):
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
        text = self._fill(wording, slots)
        return Said(text, (Draft(Question(Ask(ask), targets, state), pointed, text),), "question", family.name)

    def _chat(self) -> Said:
        if self._practises() and self.rng.random() < _FRAMED_CHAT:
            text, _, name = self._framed("chat")
            return Said(text, (Draft(Refusal(No.CHAT)),), "chat", name)
        if self._practises() and self.rng.random() < _ASIDE:
            return Said(
                self.rng.choice(self.scene.bank.manner["asides"]["before"]), (Draft(Refusal(No.CHAT)),), "chat", "aside"
            )
        family = self._family("no", "chat")
        wording = self.rng.choice(family.say)
        slots: dict[str, str] = {}
        if "{x" in wording:
            pointed = point(
                self.scene,
                family.kinds or ("light", "fan", "tv", "ac", "vacuum", "washer", "heater", "speaker"),
                plain=True,
            )
            if pointed is None:
                raise Unsayable
            slots["x"] = pointed.text
        if "{area" in wording:
            slots["area"] = self.scene.area_words(self._some_area())
        if "{v" in wording:
            said = quantities.said(self.rng, self.scene.bank.language, family.value or "percent", None, relative=False)
            if said is None:
                raise Unsayable
            slots["v"] = said[0]
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
        if ("{x" in wording) == ("{area" in wording):
            raise Unsayable
        rooms = absent_rooms(self.scene)
        if not rooms:
            raise Unsayable
        slots: dict[str, str] = {}
        if "{area" in wording:
            slots["area"] = self.rng.choice(rooms)
        else:
            target = absent_target(self.scene, family, rooms)
            if target is None:
                raise Unsayable
            slots["x"] = target
        if "{v" in wording:
            sample = next(iter(self.scene.fitting(family.kinds)), None)
            said = quantities.said(self.rng, self.scene.bank.language, family.value, sample, relative=False)
            if said is None:
                raise Unsayable
            slots["v"] = said[0]
        return Said(self._fill(wording, slots), (Draft(Refusal(No.ABSENT)),), "absent", family.name)


def _tried[T](maker: Callable[[], T]) -> T:
    """Draw again where a draw cannot be said, so that what is harder to say is not said less."""
    for _ in range(_TRIES):
        try:
            return maker()
        except Unsayable:
            continue
    raise Unsayable
