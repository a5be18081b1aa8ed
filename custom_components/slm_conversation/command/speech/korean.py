"""Replies in Korean, in 해요체."""

from dataclasses import replace
from typing import override

from homeassistant.util import dt as dt_util

from ...home.abilities import GONE
from ...home.kinds import Kind
from ...home.model import Entity, Value, ValueType
from ..outcome import Failure, Nothing, Reading, Why
from ..particles import Spoken
from ..plan import Action, Ask, Group, Place, Question, State
from .facts import Subject, Verb, clean, number, only_group, percent_of, said_as, spoken_name, target_of, twins
from .korean_states import ASKED_STATES, STATES
from .korean_words import ALREADY, COLORS, FAILURES, KINDS, MACHINES, NOTHING, OPTIONS, PREFIXES, RELATIVE, UNITS, VERBS
from .state_keys import HVAC_DOMAINS, LOCATED_DOMAINS, state_keys
from .voice import ASKED_OF_ALL, Voice

_SPOKEN_NAMES = 3
_ASKED_NAMES = 4
# A predicate's end -> the end that lets another clause follow.
_LINKS = (
    ("이에요", "이고"),
    ("니에요", "니고"),
    ("예요", "고"),
    ("해요", "하고"),
    ("돼요", "되고"),
    ("와요", "오고"),
    ("쳐요", "치고"),
    ("려요", "리고"),
    ("가워요", "갑고"),
    ("거워요", "겁고"),
    ("두워요", "둡고"),
    ("달라요", "다르고"),
    ("어요", "고"),
    ("아요", "고"),
)


class Korean(Voice):
    """Korean sentences."""

    @override
    def done(self, verb: Verb, subject: Subject, value: Value | None, cleaned: str) -> str:
        spoken = cleaned or (_value(value) if value else "")
        pattern = RELATIVE[verb] if verb in RELATIVE and spoken else VERBS[verb].past
        return pattern.format(it=Spoken(self.names(subject)), value=Spoken(spoken))

    @override
    def already(self, action: Action, subject: Subject) -> str:
        if so := ALREADY.get(said_as(action, subject.entities)):
            return f"{Spoken(self.names(subject)):은} 이미 {so}"
        if target := target_of(action):
            return f"{Spoken(self.names(subject)):은} 이미 {Spoken(_value(target)):로} 맞춰져 있었어요"
        return f"{Spoken(self.names(subject)):은} 이미 그렇게 되어 있었어요"

    @override
    def failed(self, failure: Failure, verb: Verb, subject: Subject, detail: str, value: Value | None) -> str:
        it = Spoken(self.names(subject))
        low, _, high = detail.partition("..")
        if failure is Failure.OUT_OF_RANGE and low:
            least, most = (_value(replace(value, data=end)) if value else end for end in (low, high))
            return f"{it:은} {least}에서 {most}까지만 맞출 수 있어요."
        return FAILURES[failure].format(it=it, able=_able(verb, it, None))

    @override
    def idle(self, group: Group | None) -> str:
        if group is None or group.state is None:
            return "바꿀 것이 없었어요."
        return f"{self._none(group, group.state)}."

    @override
    def which(self, verb: Verb, subject: Subject) -> str:
        names = self._each(subject.entities)
        rooms = self.places.of_entities(subject.entities)
        if len(names) <= _ASKED_NAMES:
            return f"{_among(names)} 중에 어느 것을 말씀하시는 건가요?"
        if 1 < len(rooms) <= _ASKED_NAMES:
            return f"{_among(rooms)} 중에 어디를 말씀하시는 건가요?"
        return f"모두 {len(names)}개가 있는데, 어느 것을 말씀하시는 건가요?"

    @override
    def confirm(self, verb: Verb, subject: Subject, value: Value | None) -> str:
        return _able(verb, Spoken(self.names(subject)), value) + "까요?"

    @override
    def answer(self, question: Question, readings: tuple[Reading, ...], matching: tuple[Reading, ...]) -> str:
        group = only_group(question.targets)
        if question.ask is Ask.COUNT:
            return self._count(matching if question.state else readings, group, question.state)
        if not readings:
            return self.nothing(Nothing(Why.ABSENT, question), group)
        if question.ask is Ask.WHICH:
            return self._which(readings, matching, group, question.state)
        if question.ask is Ask.IS and question.state:
            return self._yes_or_no(readings, matching, group, question.state)
        return self._states(readings, group)

    def _none(self, group: Group | None, state: State | None) -> str:
        before = _spaced(ASKED_STATES[state][0]) if state else ""
        return f"{self._in(group)}{before}{Spoken(KINDS[group.kind if group else Kind.THING]):은} 없어요"

    def _none_of(self, readings: tuple[Reading, ...], group: Group | None, state: State) -> str:
        return self._none(group, state) if group else self._not_so(readings, state)

    def _not_so(self, readings: tuple[Reading, ...], state: State) -> str:
        so = ASKED_STATES[state][1]
        denied = (
            so.removesuffix("이에요") + "이 아니에요"
            if so.endswith("이에요")
            else so.removesuffix("어요") + "지 않아요"
        )
        return f"{Spoken(self._names(readings)):은} {denied}"

    def _count(self, counted: tuple[Reading, ...], group: Group | None, state: State | None) -> str:
        if not counted:
            return f"{self._none(group, state)}."
        noun = KINDS[group.kind if group else Kind.THING]
        figure = Spoken(f"{len(counted)}{_counter(group)}")
        return f"{self._in(group)}{noun} {figure:이} {ASKED_STATES[state][1] if state else '있어요'}."

    def _which(
        self, readings: tuple[Reading, ...], matching: tuple[Reading, ...], group: Group | None, state: State | None
    ) -> str:
        if state is None:
            return f"{Spoken(self._names(readings)):이} 있어요."
        if not matching:
            return f"{self._none_of(readings, group, state)}."
        return f"{Spoken(self._names(matching)):이} {ASKED_STATES[state][1]}."

    def _yes_or_no(
        self, readings: tuple[Reading, ...], matching: tuple[Reading, ...], group: Group | None, state: State
    ) -> str:
        if len(readings) == 1:
            return f"{'네' if matching else '아니요'}, {self._state(readings[0])}."
        if not matching:
            return f"아니요, {self._none_of(readings, group, state)}."
        if len(matching) == len(readings):
            every = Spoken(self.names(Subject(tuple(reading.entity for reading in readings), group)))
            return f"네, {every:이} 모두 {ASKED_STATES[state][1]}."
        if state in ASKED_OF_ALL:
            return f"아니요, {self._not_so(tuple(r for r in readings if r not in matching), state)}."
        return f"네, {Spoken(self._names(matching)):이} {ASKED_STATES[state][1]}."

    def _states(self, readings: tuple[Reading, ...], group: Group | None) -> str:
        if len(readings) == 1:
            return (self._climate_of_room(readings[0], group) or self._state(readings[0])) + "."
        predicates = {_predicate(reading) for reading in readings}
        if len(predicates) == 1 and readings[0].entity.domain != "sensor":
            subject = Subject(tuple(reading.entity for reading in readings), group)
            return f"{Spoken(self.names(subject)):은} 모두 {predicates.pop()}."
        parts = self._clauses(readings, group)
        more = len(parts) - _SPOKEN_NAMES
        spoken = _chain(parts[:_SPOKEN_NAMES])
        return f"{link(spoken)}, {more}개가 더 있어요." if more > 0 else f"{spoken}."

    @override
    def _climate_of_room(self, reading: Reading, group: Group | None) -> str:
        if group is None or group.kind not in {Kind.TEMPERATURE, Kind.HUMIDITY}:
            return ""
        key = "current_temperature" if group.kind is Kind.TEMPERATURE else "current_humidity"
        figure = number(reading.attributes.get(key) if reading.entity.domain != "sensor" else reading.state)
        where = self.places.areas.get(reading.entity.area_id or "")
        if figure is None or where is None:
            return ""
        return (
            f"{Spoken(where):은} {figure}도예요" if group.kind is Kind.TEMPERATURE else f"{where} 습도는 {figure}%예요"
        )

    @override
    def _state(self, reading: Reading) -> str:
        """Return a clause such as "책상 램프는 60%로 켜져 있어요"."""
        clause = f"{Spoken(self._one(reading.entity)):은} {_predicate(reading)}"
        if reading.entity.domain in HVAC_DOMAINS:
            target, current = (number(reading.attributes.get(key)) for key in ("temperature", "current_temperature"))
            if target and reading.state != "off":
                clause = f"{link(clause)} 설정 온도는 {target}도예요"
            if current:
                clause = f"{link(clause)} 지금은 {current}도예요"
        return clause

    @override
    def nothing(self, nothing: Nothing, group: Group | None) -> str:
        if nothing.why is not Why.ABSENT or group is None:
            return NOTHING[nothing.why]
        return f"{self._none(group, group.state)}."

    @override
    def join(self, clauses: list[str], *, friendly: bool) -> str:
        return ("네, " if friendly else "") + _chain(clauses) + "."

    @override
    def names(self, subject: Subject) -> str:
        group, count = subject.group, len(subject.entities)
        if group is None or count == 1:
            return _list(self._each(subject.entities))
        return f"{self._in(group).replace('에 ', ' ')}{KINDS[group.kind]} {count}{_counter(group)}"

    @override
    def cleaned(self, groups: tuple[Group, ...]) -> str:
        return _list([place for group in groups if (place := self.places.of_group(group))]) or "집"

    def _names(self, readings: tuple[Reading, ...]) -> str:
        return _list(self._each(tuple(reading.entity for reading in readings)))

    def _each(self, entities: tuple[Entity, ...]) -> list[str]:
        same = twins([spoken_name(entity.names, hangul=True) for entity in entities])
        return [self._one(entity, same) for entity in entities]

    def _one(self, entity: Entity, same: set[str] | frozenset[str] = frozenset()) -> str:
        """Return the name, with its room if another has the same name."""
        name = spoken_name(entity.names, hangul=True) or "이름 없는 기기"
        where = self.places.areas.get(entity.area_id or "") if name in same else None
        return f"{where} {name}" if where else name

    def _in(self, group: Group | None) -> str:
        """Return the place with its particle and a space: "주방에 "."""
        if group is None:
            return ""
        if place := self.places.of_group(group):
            return f"{place}에 "
        words = {
            Place.HERE: "여기에 ",
            Place.THERE: "거기에 ",
            Place.UPSTAIRS: "위층에 ",
            Place.DOWNSTAIRS: "아래층에 ",
        }
        return words.get(group.place, "") if group.place else ""


def _predicate(reading: Reading) -> str:
    """Return the predicate: "60%로 켜져 있어요", "23.5도예요", "닫혀 있어요"."""
    if reading.state in GONE:
        return STATES[reading.state]
    figure = number(reading.state)
    if figure is not None:
        unit = str(reading.attributes.get("unit_of_measurement") or "")
        before, after = PREFIXES.get(unit, ""), UNITS.get(unit, f" {unit}" if unit else "")
        return f"{Spoken(before + figure + after):예요}"
    if reading.entity.device_class == "timestamp" and (moment := dt_util.parse_datetime(reading.state)):
        local = dt_util.as_local(moment)
        return f"{local.hour}시 {local.minute}분이에요" if local.minute else f"{local.hour}시예요"
    known = next((STATES[key] for key in state_keys(reading) if key in STATES), None)
    if known is None and reading.entity.domain in LOCATED_DOMAINS:
        return f"{clean(reading.state)}에 있어요"
    if known is None:
        return f"{Spoken(OPTIONS.get(reading.state) or clean(reading.state)):예요}"
    if percent := percent_of(reading):
        known = f"{percent}%로 {known}"
    title = reading.attributes.get("media_title")
    if reading.state == "playing" and isinstance(title, str) and clean(title):
        known = f"{Spoken(clean(title)):을} {known}"
    if reading.entity.domain == "weather" and (degrees := number(reading.attributes.get("temperature"))):
        known = f"{degrees}도이고 {known}"
    return known


def _able(verb: Verb, it: Spoken, value: Value | None) -> str:
    """Return "차고 문 위치를 50%로 맞출"."""
    return VERBS[verb].able.format(it=it, to=f"{Spoken(_value(value)):로} " if value else "")


def _value(value: Value) -> str:
    figure = number(value.data)
    text = str(value.data)
    match value.type:
        case ValueType.PERCENT if figure:
            return f"{figure}%"
        case ValueType.DEGREE if figure:
            return f"{figure}도"
        case ValueType.KELVIN if figure:
            return f"{figure}켈빈"
        case ValueType.COLOR:
            return COLORS.get(text, clean(text))
        case ValueType.OPTION:
            return OPTIONS.get(text, clean(text))
    return figure or clean(text)


def link(clause: str) -> str:
    """Return the clause so that another can follow: 껐어요 becomes 껐고."""
    for end, linked in _LINKS:
        if clause.endswith(end):
            return clause.removesuffix(end) + linked
    return clause


def _chain(clauses: list[str]) -> str:
    return " ".join([*(link(clause) for clause in clauses[:-1]), clauses[-1]])


def _list(names: list[str]) -> str:
    """Return "A", "A와 B", "A, B, C", "A, B, C 외 4개"; one more is named as well."""
    if len(names) == 2:
        return f"{Spoken(names[0]):와} {names[1]}"
    more = len(names) - _SPOKEN_NAMES
    return ", ".join(names[:_SPOKEN_NAMES]) + f" 외 {more}개" if more > 1 else ", ".join(names)


def _among(names: list[str]) -> str:
    return _list(names) if len(names) <= _SPOKEN_NAMES else ", ".join(names)


def _counter(group: Group | None) -> str:
    if group and group.kind is Kind.PERSON:
        return "명"
    return "대" if group and group.kind in MACHINES else "개"


def _spaced(word: str) -> str:
    return f"{word} " if word else ""
