"""The homes that the cases of ``intents_*`` are said in.

A case brings a little home, often an empty one. ``home_of`` makes a home file of it, by rules that look at nothing but
the case's gold intent and slots:

1. An area or floor that the slots or the entities name and the home does not list is added.
2. Where no entity is what the slots name (name, area, floor, domain, device class), one is added: of that domain and
   device class, in that area, able to do what is asked; and a distractor elsewhere. The distractor is of the same kind
   where the place decides, of another device class where only the kind does.
3. A case whose slots name neither device nor place takes the place from the context: the speaker is in the target's
   area. Where the slots do not even name a kind, a target that has no area is put into one, with a distractor
   elsewhere, so that being there matters.
4. Where a row gives no state, the state is one in which the order makes sense: playing before pause, on before off.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TIMERS = frozenset({
    "HassStartTimer", "HassCancelTimer", "HassCancelAllTimers", "HassIncreaseTimer", "HassDecreaseTimer", "HassPauseTimer",
    "HassUnpauseTimer", "HassTimerStatus",
})  # fmt: skip
QUESTIONS = frozenset(
    {"HassGetState", "HassClimateGetTemperature", "HassGetWeather", "HassGetCurrentTime", "HassGetCurrentDate"}
)
LISTS = frozenset({
    "HassListAddItem", "HassListCompleteItem", "HassListRemoveItem", "HassShoppingListAddItem", "HassShoppingListCompleteItem",
    "HassShoppingListLastItems",
})  # fmt: skip
OTHERS = LISTS | {"HassMediaSearchAndPlay", "HassRespond", "HassNevermind"}

_DOMAINS = {
    "HassLightSet": "light", "HassFanSetSpeed": "fan", "HassSetPosition": "cover", "HassClimateSetTemperature": "climate",
    "HassClimateGetTemperature": "climate", "HassGetWeather": "weather", "HassMediaNext": "media_player", "HassMediaPrevious": "media_player",
    "HassMediaPause": "media_player", "HassMediaUnpause": "media_player", "HassMediaPlayerMute": "media_player",
    "HassMediaPlayerUnmute": "media_player", "HassSetVolume": "media_player", "HassSetVolumeRelative": "media_player",
    "HassMediaSearchAndPlay": "media_player", "HassVacuumCleanArea": "vacuum", "HassVacuumReturnToBase": "vacuum", "HassVacuumStart": "vacuum",
    "HassLawnMowerDock": "lawn_mower", "HassLawnMowerStartMowing": "lawn_mower",
} | dict.fromkeys(LISTS, "todo")  # fmt: skip
# "Are any lights on" is given as the state alone: what is asked about stands only in the sentence.
_ASKED_ABOUT = {
    "light": "light", "fan": "fan", "switch": "switch", "door": "lock", "people": "person", "anyone": "person", "everyone": "person", "who": "person",
}  # fmt: skip
_READY = {
    "HassMediaPause": "playing", "HassMediaUnpause": "paused", "HassMediaNext": "playing", "HassMediaPrevious": "playing",
    "HassSetVolume": "playing", "HassSetVolumeRelative": "playing", "HassMediaPlayerMute": "playing", "HassMediaPlayerUnmute": "playing",
    "HassVacuumReturnToBase": "cleaning", "HassLawnMowerDock": "mowing",
}  # fmt: skip
_READY_TO_SWITCH = {
    "HassTurnOn": {
        "light": "off",
        "fan": "off",
        "switch": "off",
        "cover": "closed",
        "valve": "closed",
        "lock": "unlocked",
    },
    "HassTurnOff": {"light": "on", "fan": "on", "switch": "on", "cover": "open", "valve": "open", "lock": "locked"},
}
_NOUNS = {
    "light": ("Light", "조명"), "fan": ("Fan", "선풍기"), "switch": ("Switch", "스위치"), "cover": ("Shutter", "셔터"), "curtain": ("Curtain", "커튼"),
    "garage": ("Garage Door", "차고문"), "window": ("Window", "창문"), "blind": ("Blind", "블라인드"), "climate": ("Thermostat", "온도조절기"),
    "media_player": ("Speaker", "스피커"), "vacuum": ("Vacuum", "로봇청소기"), "lawn_mower": ("Mower", "잔디깎이"), "weather": ("Home", "우리 집"),
    "todo": ("Shopping List", "장보기 목록"), "lock": ("Lock", "잠금장치"),
}  # fmt: skip
_ROOMS = {"en": ("Living Room", "Study"), "ko": ("거실", "서재")}
_USUAL_RANGE = (16, 32)


@dataclass(frozen=True, slots=True)
class Case:
    """A row of the set in its home. ``area`` is the speaker's; ``domain`` and ``context`` are what the loader read from it."""

    text: str
    language: str
    intent: str
    name: str
    slots: Mapping[str, Any]
    home: Mapping[str, Any]
    area: str | None
    domain: str | None
    context: bool

    @property
    def group(self) -> str:
        """What the case is scored as."""
        if self.intent in TIMERS:
            return "timer"
        if self.intent in QUESTIONS:
            return "question"
        return "other" if self.intent in OTHERS else "action"


def case_of(row: Mapping[str, Any]) -> Case:
    """Make a case of a row of the set."""
    maker = _Maker(row)
    maker.furnish()
    return Case(
        row["sentence"],
        row["language"],
        row["intent"],
        row["case"],
        maker.slots,
        maker.home(),
        maker.speaker,
        maker.domain,
        maker.context,
    )


class _Maker:
    """One home in the making; rows are those of a home file."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        self.language = row["language"]
        self.intent = row["intent"]
        self.text = row["sentence"]
        self.slots: dict[str, Any] = dict(row["slots"] or {})
        given = row["home"] or {}
        self.floors = [dict(floor) for floor in given.get("floors", ())]
        self.areas = [dict(area) for area in given.get("areas", ())]
        self.entities = [
            {**entity, "attributes": dict(entity.get("attributes", {}))} for entity in given.get("entities", ())
        ]
        self.speaker: str | None = None
        self.context = False
        self.domain = self._domain()

    def home(self) -> dict[str, Any]:
        """The home file."""
        return {"floors": self.floors, "areas": self.areas, "entities": self.entities}

    def furnish(self) -> None:
        """Apply the rules of the module."""
        if floor := self.slots.get("floor"):
            self._add_floor(floor)
        for area in [*self.areas]:
            if area.get("floor"):
                self._add_floor(area["floor"])
        if self.intent != "HassStartTimer" and self.slots.get("area"):
            self._area(self.slots["area"])
        if self.domain is None or self.intent in TIMERS:
            self._inhabit()
        else:
            self._provide(self.domain)
        self._make_ready()

    def _inhabit(self) -> None:
        """A case that is about no device still is said somewhere, and something is there."""
        if self.slots.get("area"):
            self._area(self.slots["area"])
        if not self.entities:
            self._add("light", None, self.areas[0]["name"] if self.areas else self._area(_ROOMS[self.language][0]))
        if self.areas:
            self.speaker = self.areas[0]["name"]

    def _provide(self, domain: str) -> None:
        nowhere = not any(self.slots.get(key) for key in ("name", "area", "floor"))
        kindless = nowhere and not any(self.slots.get(key) for key in ("domain", "device_class"))
        acting = self.intent not in QUESTIONS
        targets = [entity for entity in self.entities if self._is_target(entity)]
        if not targets:
            area = self._target_area()
            name = self.slots.get("name") or (_noun(domain, self.language) if domain == "todo" else None)
            targets = [self._add(domain, self.slots.get("device_class"), area, name)]
            if domain == "vacuum":
                self._elsewhere(area)  # a second vacuum would be sent out as well
            elif domain != "todo":
                self._distract(targets[0], same_kind=kindless or not nowhere)
        elif (
            kindless
            and acting
            and not any(target.get("area") for target in targets)
            and len(targets) == 1
            and domain != "vacuum"
        ):
            targets[0]["area"] = self._target_area()
            self._distract(targets[0], same_kind=True)
        if nowhere and acting:
            self.context = kindless
            places = [target["area"] for target in targets if target.get("area")] or [
                area["name"] for area in self.areas
            ]
            self.speaker = places[0] if places else None

    def _domain(self) -> str | None:
        """What is meant by the slots, else by the intent, else by the home's entity of that name."""
        if domain := self.slots.get("domain"):
            return str(domain)
        if domain := _DOMAINS.get(self.intent):
            named = self._named_domain()
            return named if named and self.intent == "HassSetPosition" else domain
        if self.slots.get("device_class"):
            return "cover"
        if domain := self._named_domain():
            return domain
        if self.intent == "HassGetState":
            return next((domain for word, domain in _ASKED_ABOUT.items() if word in self.text), None)
        return None

    def _named_domain(self) -> str | None:
        wanted = str(self.slots.get("name", "")).casefold()
        return next((str(entity["domain"]) for entity in self.entities if entity["name"].casefold() == wanted), None)

    def _is_target(self, entity: Mapping[str, Any]) -> bool:
        slots = self.slots
        if entity["domain"] != self.domain:
            return False
        if self.intent == "HassVacuumCleanArea":
            return True  # the area is what is cleaned, not where the vacuum stands
        if "name" in slots and entity["name"].casefold() != slots["name"].casefold():
            return False
        if "area" in slots and str(entity.get("area", "")).casefold() != slots["area"].casefold():
            return False
        if (
            "device_class" in slots
            and entity["attributes"].get("device_class", entity.get("device_class")) != slots["device_class"]
        ):
            return False
        return "floor" not in slots or self._floor_of(entity.get("area")) == slots["floor"]

    def _floor_of(self, area: str | None) -> str | None:
        return next((row.get("floor") for row in self.areas if row["name"] == area), None)

    def _target_area(self) -> str:
        """The area that the target is in: the one named, one on the floor named, or the home's first."""
        if area := self.slots.get("area"):
            return self._area(area)
        if floor := self.slots.get("floor"):
            on_floor = [area["name"] for area in self.areas if area.get("floor") == floor]
            return on_floor[0] if on_floor else self._area(_ROOMS[self.language][0], floor)
        return self.areas[0]["name"] if self.areas else self._area(_ROOMS[self.language][0])

    def _distract(self, target: Mapping[str, Any], *, same_kind: bool) -> None:
        """Add something like the target elsewhere, that the gold slots do not mean."""
        area = self._elsewhere(target["area"])
        device_class = target.get("device_class")
        if not same_kind:
            device_class = "blind" if device_class != "blind" else "curtain"
        self._add(target["domain"], device_class, area)

    def _elsewhere(self, area: str) -> str:
        """Another area than this one, and on another floor than the one named."""
        floor = self.slots.get("floor")
        others = [row["name"] for row in self.areas if row["name"] != area and (not floor or row.get("floor") != floor)]
        return others[0] if others else self._area(_ROOMS[self.language][1])

    def _add(self, domain: str, device_class: str | None, area: str, name: str | None = None) -> dict[str, Any]:
        noun = _noun(device_class or domain, self.language) or _noun(domain, self.language)
        entity: dict[str, Any] = {"domain": domain, "name": name or f"{area} {noun}", "area": area, "attributes": {}}
        if device_class:
            entity["device_class"] = device_class
        self.entities.append(entity)
        return entity

    def _area(self, name: str, floor: str | None = None) -> str:
        found = next((area for area in self.areas if area["name"].casefold() == name.casefold()), None)
        if found is None:
            found = {"name": name} | ({"floor": floor} if floor else {})
            self.areas.append(found)
        return str(found["name"])

    def _add_floor(self, name: str) -> None:
        if all(floor["name"] != name for floor in self.floors):
            self.floors.append({"name": name})

    def _make_ready(self) -> None:
        for entity in self.entities:
            domain, attributes = entity["domain"], entity["attributes"]
            state = _READY_TO_SWITCH.get(self.intent, {}).get(domain)
            if domain == self.domain:
                state = state or _READY.get(self.intent)
                if self.intent == "HassMediaPlayerUnmute":
                    attributes["is_volume_muted"] = True
                if self.intent == "HassSetPosition" and domain == "valve":
                    attributes["current_position"] = 0
                if self.intent == "HassClimateSetTemperature":
                    wanted = float(self.slots["temperature"])
                    attributes["range"] = [min(_USUAL_RANGE[0], wanted), max(_USUAL_RANGE[1], wanted)]
                    attributes["unit"] = "°C"
                if self.intent == "HassLightSet" and "temperature" in self.slots:
                    attributes["range"] = [min(2000, self.slots["temperature"]), 6535]
            if state and "state" not in entity:
                entity["state"] = state


def _noun(kind: str, language: str) -> str:
    return _NOUNS.get(kind, ("", ""))[language == "ko"]
