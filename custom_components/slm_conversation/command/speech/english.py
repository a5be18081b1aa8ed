"""Replies in English."""

from dataclasses import replace
from typing import override

from homeassistant.util import dt as dt_util

from ...home.abilities import GONE
from ...home.kinds import Kind
from ...home.model import Entity, Value, ValueType
from ..outcome import Failure, Nothing, Reading, Why
from ..plan import Action, Ask, Group, Place, Question, State
from .english_states import ASKED_STATES, STATES
from .english_words import ALREADY, FAILURES, KINDS, NOTHING, OPTIONS, RELATIVE, UNITS, VERBS
from .facts import Subject, Verb, clean, number, only_group, percent_of, said_as, spoken_name, target_of, twins
from .state_keys import HVAC_DOMAINS, LOCATED_DOMAINS, state_keys
from .voice import ASKED_OF_ALL, Voice

_SPOKEN_NAMES = 3
_ASKED_NAMES = 4
# Rooms that are common nouns are spoken in the middle of a sentence, so they lose their capitals.
_ROOM_NOUNS = frozenset(
    [
        *(
            "kitchen",
            "living",
            "room",
            "bed",
            "bedroom",
            "bath",
            "bathroom",
            "office",
            "hall",
            "hallway",
            "garage",
            "garden",
        ),
        *("study", "dining", "master", "guest", "kids", "utility", "laundry", "balcony", "entrance", "porch", "attic"),
        *("basement", "nursery", "closet", "toilet", "front", "back", "upstairs", "downstairs", "first", "second"),
        *("ground", "floor"),
    ]
)
_NO_ARTICLE = ("the ", "my ", "our ", "your ", "a ")


class English(Voice):
    """English sentences."""

    @override
    def done(self, verb: Verb, subject: Subject, value: Value | None, cleaned: str) -> str:
        spoken = cleaned if verb is Verb.CLEAN else _value(value)
        clause = VERBS[verb].past.format(it=self.names(subject), value=spoken)
        return f"{clause} to {spoken}" if verb in RELATIVE and spoken else clause

    @override
    def already(self, action: Action, subject: Subject) -> str:
        target = target_of(action)
        so = ALREADY.get(said_as(action, subject.entities)) or (f"set to {_value(target)}" if target else "as you want")
        return f"{self.names(subject)} {_was(subject)} already {so}"

    @override
    def failed(self, failure: Failure, verb: Verb, subject: Subject, detail: str, value: Value | None) -> str:
        one = len(subject.entities) == 1
        it = self.names(subject)
        low, _, high = detail.partition("..")
        if failure is Failure.OUT_OF_RANGE and low:
            most = _value(replace(value, data=high)) if value else high
            return _sentence(f"{it} only {'goes' if one else 'go'} from {low} to {most}")
        return _sentence(
            FAILURES[failure].format(
                it=it,
                do=_base(verb, it, value),
                cannot=VERBS[verb].cannot,
                is_=_is(len(subject.entities)),
                has="has" if one else "have",
            )
        )

    @override
    def idle(self, group: Group | None) -> str:
        if group is None or group.state is None:
            return "There was nothing to change."
        return self._none((), group, ASKED_STATES[group.state])

    @override
    def which(self, verb: Verb, subject: Subject) -> str:
        names = self._each(subject.entities)
        rooms = self.places.of_entities(subject.entities)
        if len(names) <= _ASKED_NAMES:
            return f"Do you mean {_either(names)}?"
        if 1 < len(rooms) <= _ASKED_NAMES:
            return f"Do you mean {_either([f'the {_room(room)}' for room in rooms])}?"
        return f"There are {len(names)} of those. Which one do you mean?"

    @override
    def confirm(self, verb: Verb, subject: Subject, value: Value | None) -> str:
        return f"Should I {_base(verb, self.names(subject), value)}?"

    @override
    def answer(self, question: Question, readings: tuple[Reading, ...], matching: tuple[Reading, ...]) -> str:
        group = only_group(question.targets)
        so = ASKED_STATES[question.state] if question.state else ""
        if question.ask is Ask.COUNT:
            return self._count(matching if so else readings, group, so)
        if not readings:
            return self.nothing(Nothing(Why.ABSENT, question), group)
        if question.ask is Ask.WHICH:
            return self._which(readings, matching, group, so)
        if question.ask is Ask.IS and question.state:
            return self._yes_or_no(readings, matching, group, question.state)
        return self._states(readings, group)

    def _count(self, counted: tuple[Reading, ...], group: Group | None, so: str) -> str:
        noun = _noun(group.kind if group else Kind.THING, len(counted))
        many = f"{len(counted) or 'no'} {noun}{self._in(group)}"
        return _sentence(f"{many} {_is(len(counted))} {so}" if so else f"there {_is(len(counted))} {many}")

    def _which(self, readings: tuple[Reading, ...], matching: tuple[Reading, ...], group: Group | None, so: str) -> str:
        if not so:
            return _sentence(self._names(readings))
        return (
            _sentence(f"{self._names(matching)} {_is(len(matching))} {so}")
            if matching
            else self._none(readings, group, so)
        )

    def _none(self, readings: tuple[Reading, ...], group: Group | None, so: str) -> str:
        if group is None:
            return _sentence(f"{self._names(readings)} {_is(len(readings))} not {so}")
        return _sentence(f"no {_noun(group.kind, 2)}{self._in(group)} are {so}")

    def _yes_or_no(
        self, readings: tuple[Reading, ...], matching: tuple[Reading, ...], group: Group | None, state: State
    ) -> str:
        so = ASKED_STATES[state]
        if len(readings) == 1:
            return f"{'Yes' if matching else 'No'}, {self._state(readings[0])}."
        if not matching:
            return "No, " + _uncapital(self._none(readings, group, so))
        if len(matching) == len(readings):
            return f"Yes, {self.names(Subject(tuple(r.entity for r in readings), group))} are {so}."
        if state in ASKED_OF_ALL:
            others = tuple(reading for reading in readings if reading not in matching)
            return f"No, {self._names(others)} {_is(len(others))} not {so}."
        return f"Yes, {self._names(matching)} {_is(len(matching))} {so}."

    def _states(self, readings: tuple[Reading, ...], group: Group | None) -> str:
        if len(readings) == 1:
            return _sentence(self._climate_of_room(readings[0], group) or self._state(readings[0]))
        if not group or group.kind not in {Kind.TEMPERATURE, Kind.HUMIDITY}:
            states = {_state_words(reading) for reading in readings}
            if len(states) == 1 and readings[0].entity.domain != "sensor":
                subject = Subject(tuple(reading.entity for reading in readings), group)
                return _sentence(f"{self.names(subject)} {_is(len(readings))} {states.pop()}")
        parts = self._clauses(readings, group)
        more = len(parts) - _SPOKEN_NAMES
        if more > 0:
            return f"{_capital(', '.join(parts[:_SPOKEN_NAMES]))}, and there {_is(more)} {more} more."
        return _sentence(", ".join(parts[:-1]) + " and " + parts[-1])

    @override
    def _climate_of_room(self, reading: Reading, group: Group | None) -> str:
        if group is None or group.kind not in {Kind.TEMPERATURE, Kind.HUMIDITY}:
            return ""
        key = "current_temperature" if group.kind is Kind.TEMPERATURE else "current_humidity"
        figure = number(reading.attributes.get(key) if reading.entity.domain != "sensor" else reading.state)
        where = self.places.areas.get(reading.entity.area_id or "")
        if figure is None or where is None:
            return ""
        room = f"in the {_room(where)}"
        return (
            f"it is {figure} degrees {room}" if group.kind is Kind.TEMPERATURE else f"the humidity {room} is {figure}%"
        )

    @override
    def _state(self, reading: Reading) -> str:
        """Return a clause such as "the desk lamp is on at 60%"."""
        name = self._one(reading.entity)
        words = _state_words(reading)
        if reading.entity.domain in HVAC_DOMAINS:
            target, current = (number(reading.attributes.get(key)) for key in ("temperature", "current_temperature"))
            words += f", set to {target} degrees" if target and reading.state != "off" else ""
            words += f", and it is {current} degrees now" if current else ""
        return f"{name} is {words}"

    @override
    def nothing(self, nothing: Nothing, group: Group | None) -> str:
        if nothing.why is not Why.ABSENT or group is None:
            return NOTHING[nothing.why]
        what = f"{_noun(group.kind, 2)}{self._in(group)}"
        return f"I found no {what} that are {ASKED_STATES[group.state]}." if group.state else f"I found no {what}."

    @override
    def join(self, clauses: list[str], *, friendly: bool) -> str:
        # What was already so begins with its subject; what we did gets one behind that, and where "okay" begins.
        theirs = [" already " in clause for clause in clauses]
        before = [friendly, *theirs]
        said = [
            f"I {clause}" if before[number] and not theirs[number] else clause for number, clause in enumerate(clauses)
        ]
        text = said[0] if len(said) == 1 else ", ".join(said[:-1]) + " and " + said[-1]
        return _sentence(f"okay, {text}" if friendly else text)

    @override
    def names(self, subject: Subject) -> str:
        group, count = subject.group, len(subject.entities)
        if group is None or count == 1:
            return _list(self._each(subject.entities))
        article = "the " if subject.whole else ""
        if group.area_id:
            return f"{article}{count} {_room(self.places.of_group(group))} {_noun(group.kind, count)}"
        return f"{article}{count} {_noun(group.kind, count)}{self._in(group)}"

    @override
    def cleaned(self, groups: tuple[Group, ...]) -> str:
        return (
            _list([f"the {_room(place)}" for group in groups if (place := self.places.of_group(group))]) or "the home"
        )

    def _names(self, readings: tuple[Reading, ...]) -> str:
        return _list(self._each(tuple(reading.entity for reading in readings)))

    def _each(self, entities: tuple[Entity, ...]) -> list[str]:
        same = twins([spoken_name(entity.names, hangul=False) for entity in entities])
        return [self._one(entity, same) for entity in entities]

    def _one(self, entity: Entity, same: set[str] | frozenset[str] = frozenset()) -> str:
        """Return the name with its article, and with its room if another has the same name."""
        name = spoken_name(entity.names, hangul=False) or "unnamed device"
        bare = entity.domain in {"scene", "script", "person"} or name.lower().startswith(_NO_ARTICLE) or "'s " in name
        where = self.places.areas.get(entity.area_id or "") if name in same else None
        return (name if bare else f"the {name}") + (f" in the {_room(where)}" if where else "")

    def _in(self, group: Group | None) -> str:
        if group is None:
            return ""
        if group.area_id:
            return f" in the {_room(self.places.of_group(group))}"
        if group.floor_id:
            return f" on the {_room(self.places.of_group(group))}"
        words = {
            Place.HERE: " here",
            Place.THERE: " there",
            Place.UPSTAIRS: " upstairs",
            Place.DOWNSTAIRS: " downstairs",
        }
        return words.get(group.place, "") if group.place else ""


def _state_words(reading: Reading) -> str:
    """Return what follows "is": "on at 60%", "23.5 degrees", "closed"."""
    if reading.state in GONE:
        return STATES[reading.state]
    figure = number(reading.state)
    if figure is not None:
        unit = str(reading.attributes.get("unit_of_measurement") or "")
        singular, plural = UNITS.get(unit, (f" {unit}", f" {unit}") if unit else ("", ""))
        return figure + (singular if figure == "1" else plural)
    if reading.entity.device_class == "timestamp" and (moment := dt_util.parse_datetime(reading.state)):
        return f"at {dt_util.as_local(moment):%H:%M}"
    where = f"at {clean(reading.state)}" if reading.entity.domain in LOCATED_DOMAINS else clean(reading.state)
    words = next((STATES[key] for key in state_keys(reading) if key in STATES), where)
    if percent := percent_of(reading):
        words += f" at {percent}%"
    title = reading.attributes.get("media_title")
    if reading.state == "playing" and isinstance(title, str) and clean(title):
        words += f" {clean(title)}"
    if reading.entity.domain == "weather" and (degrees := number(reading.attributes.get("temperature"))):
        words += f" at {degrees} degrees"
    return words


def _base(verb: Verb, it: str, value: Value | None) -> str:
    """Return "move the garage door to 50%"."""
    base = VERBS[verb].base.format(it=it)
    return f"{base} to {_value(value)}" if value and "{value}" in VERBS[verb].past else base


def _value(value: Value | None) -> str:
    if value is None:
        return ""
    figure = number(value.data)
    match value.type:
        case ValueType.PERCENT if figure:
            return f"{figure}%"
        case ValueType.DEGREE if figure:
            return f"{figure} degree{'' if figure == '1' else 's'}"
        case ValueType.KELVIN if figure:
            return f"{figure} kelvin"
        case ValueType.OPTION:
            return OPTIONS.get(str(value.data), clean(str(value.data)))
    return figure or clean(str(value.data))


def _noun(kind: Kind, count: int) -> str:
    spoken = kind.value.replace("_", " ")
    singular, plural = KINDS.get(kind, (spoken, f"{spoken}s"))
    return singular if count == 1 else plural


def _room(name: str) -> str:
    return name.lower() if set(name.lower().split()) <= _ROOM_NOUNS else name


def _list(names: list[str]) -> str:
    """Return "A", "A and B", "A, B and C", "A, B, C and 4 more"; one more is named as well."""
    more = len(names) - _SPOKEN_NAMES
    shown = [*names[:_SPOKEN_NAMES], f"{more} more"] if more > 1 else names
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1] if shown else ""


def _either(names: list[str]) -> str:
    return ", ".join(names[:-1]) + " or " + names[-1] if len(names) > 1 else names[0]


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _was(subject: Subject) -> str:
    return "was" if len(subject.entities) == 1 else "were"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _uncapital(text: str) -> str:
    return text[:1].lower() + text[1:]


def _sentence(text: str) -> str:
    return f"{_capital(text)}."
