"""The home file: what a home for tests and demonstrations is made of. ``tests/homes/README.md`` documents it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import slugify
from homeassistant.util.yaml import load_yaml_dict

_SHORTHANDS = ("options", "range", "step", "unit")


class HomeFileError(Exception):
    """A home file that cannot be used; the message says where and why."""


@dataclass(frozen=True, slots=True)
class FloorSpec:
    """A floor; ``level`` counts from the ground floor at 0."""

    id: str
    name: str
    level: int | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AreaSpec:
    """An area; ``floor`` is a floor's id."""

    id: str
    name: str
    floor: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeviceSpec:
    """A device; ``area`` is an area's id."""

    id: str
    name: str
    area: str | None = None
    manufacturer: str | None = None
    model: str | None = None


@dataclass(frozen=True, slots=True)
class SatelliteSpec:
    """A voice satellite: a device with an ``assist_satellite`` entity; ``timers`` says whether it can keep timers."""

    id: str
    name: str
    area: str | None = None
    timers: bool = False


@dataclass(frozen=True, slots=True)
class UserSpec:
    """A user. Who is no admin may control everything but ``may_not_control`` (entity ids)."""

    name: str
    admin: bool = True
    may_not_control: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class EntitySpec:
    """An entity as the file says it is.

    ``attributes`` holds capabilities and state alike, under Home Assistant's own names. ``does`` is what a scene or
    script brings about: ``{entity_id: {"state": ..., attribute: ...}}``. ``stuck`` entities take a call and do not
    follow, ``slow`` ones follow after that many seconds, and those with ``fails`` raise it.
    """

    id: str
    name: str | None
    area: str | None = None
    device: str | None = None
    aliases: tuple[str, ...] = ()
    exposed: bool = True
    disabled: bool = False
    device_class: str | None = None
    supported_features: int | tuple[str, ...] | None = None
    platform: str = "home_file"
    translation_key: str | None = None
    category: str | None = None
    state: str | None = None
    attributes: Mapping[str, Any] = field(default_factory=dict)
    does: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    slow: float = 0
    stuck: bool = False
    fails: str | None = None

    @property
    def domain(self) -> str:
        """The part of the id before the dot."""
        return self.id.partition(".")[0]


@dataclass(frozen=True, slots=True)
class HomeFile:
    """A whole home."""

    name: str = "Home"
    language: str | None = None
    unit_system: str = "metric"
    time_zone: str | None = None
    floors: tuple[FloorSpec, ...] = ()
    areas: tuple[AreaSpec, ...] = ()
    devices: tuple[DeviceSpec, ...] = ()
    satellites: tuple[SatelliteSpec, ...] = ()
    users: tuple[UserSpec, ...] = ()
    entities: tuple[EntitySpec, ...] = ()
    source: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """The structure it was read from, as plain data."""

    @classmethod
    def load(cls, path: str | Path) -> HomeFile:
        """Read a YAML (or JSON) file. Blocking. Raises HomeFileError."""
        try:
            data = load_yaml_dict(str(path))
        except (HomeAssistantError, OSError, ValueError) as err:
            raise HomeFileError(f"{path}: {err}") from err
        return cls.from_dict(data)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> HomeFile:
        """Build a home from the file's structure. Raises HomeFileError."""
        return _Reader(_plain(data)).home()


class _Reader:
    """Turns the file's short forms into a HomeFile. Areas, floors and devices may be referred to by id or name."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        if not isinstance(data, Mapping):
            raise HomeFileError("a home is a mapping of areas, entities and so on")
        known = {*HomeFile.__dataclass_fields__} - {"source"}
        if unknown := set(data) - known:
            raise HomeFileError(
                f"unknown key {', '.join(sorted(map(str, unknown)))}; known: {', '.join(sorted(known))}"
            )
        self._data = data
        self._ids: dict[str, dict[str, str]] = {}

    def home(self) -> HomeFile:
        floors = tuple(FloorSpec(**row) for row in self._rows("floors", FloorSpec))
        areas = tuple(AreaSpec(**row) for row in self._rows("areas", AreaSpec))
        devices = tuple(DeviceSpec(**row) for row in self._rows("devices", DeviceSpec))
        satellites = tuple(SatelliteSpec(**row) for row in self._rows("satellites", SatelliteSpec))
        entities = self._entities()
        ids = {entity.id for entity in entities}
        for entity in entities:
            if missing := set(entity.does) - ids:
                raise HomeFileError(f"{entity.id}: does names {', '.join(sorted(missing))}, which is not in the file")
        return HomeFile(
            name=str(self._data.get("name", "Home")),
            language=self._data.get("language"),
            unit_system=self._data.get("unit_system", "metric"),
            time_zone=self._data.get("time_zone"),
            floors=floors,
            areas=areas,
            devices=devices,
            satellites=satellites,
            users=self._users(ids),
            entities=entities,
            source=self._data,
        )

    def _list(self, section: str) -> list[dict[str, Any]]:
        rows = self._data.get(section) or []
        if not isinstance(rows, list):
            raise HomeFileError(f"{section} is a list")
        return [{"name": row} if isinstance(row, str) else dict(row) for row in rows]

    def _rows(self, section: str, spec: type) -> Iterable[dict[str, Any]]:
        ids = self._ids[section] = {}
        for number, row in enumerate(self._list(section), 1):
            where = f"{section} {number}"
            if not row.get("name"):
                raise HomeFileError(f"{where} has no name")
            _check_keys(row, spec.__dataclass_fields__, where)
            row.setdefault("id", slugify(row["name"]))
            if row["id"] in ids.values():
                raise HomeFileError(f"{where}: the id {row['id']} is taken")
            ids[row["id"]] = ids[row["name"].casefold()] = row["id"]
            self._refer(row, where)
            if "aliases" in row:
                row["aliases"] = tuple(map(str, row["aliases"]))
            yield row

    def _refer(self, row: dict[str, Any], where: str) -> None:
        """Replace names of floors, areas and devices by their ids."""
        for key, section in (("floor", "floors"), ("area", "areas"), ("device", "devices")):
            if (wanted := row.get(key)) is None:
                continue
            ids = self._ids.get(section, {})
            found = ids.get(wanted) or ids.get(str(wanted).casefold())
            if found is None:
                raise HomeFileError(f"{where}: there is no {key} {wanted!r}")
            row[key] = found

    def _entities(self) -> tuple[EntitySpec, ...]:
        entities: dict[str, EntitySpec] = {}
        for number, row in enumerate(self._list("entities"), 1):
            if "id" not in row:
                if not row.get("domain") or not row.get("name"):
                    raise HomeFileError(f"entity {number} has neither an id nor a domain and a name")
                row["id"] = _free_id(f"{row['domain']}.{slugify(row['name'])}", entities)
            row.pop("domain", None)
            where = row["id"]
            if where in entities:
                raise HomeFileError(f"{where} is there twice")
            if "." not in where:
                raise HomeFileError(f"{where}: an entity's id is domain.object")
            _check_keys(row, (*EntitySpec.__dataclass_fields__, *_SHORTHANDS), where)
            self._refer(row, where)
            if row.get("name") is None and not row.get("device"):
                raise HomeFileError(f"{where} has no name (only the main entity of a device may have none)")
            entities[where] = _entity(row)
        return tuple(entities.values())

    def _users(self, ids: set[str]) -> tuple[UserSpec, ...]:
        users = []
        for row in self._list("users"):
            _check_keys(row, UserSpec.__dataclass_fields__, f"user {row.get('name')}")
            forbidden = frozenset(row.get("may_not_control", ()))
            if missing := forbidden - ids:
                raise HomeFileError(f"user {row['name']}: {', '.join(sorted(missing))} is not in the file")
            users.append(UserSpec(row["name"], row.get("admin", not forbidden), forbidden))
        return tuple(users)


def _plain(value: Any) -> Any:
    """Copy, and shed the YAML loader's own string and list types, which cannot be stored."""
    match value:
        case Mapping():
            return {_plain(key): _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case str():
            return str.__str__(value)
        case _:
            return value


def _entity(row: dict[str, Any]) -> EntitySpec:
    row.setdefault("name", None)
    row["attributes"] = dict(row.get("attributes") or {})
    for key in _SHORTHANDS:
        if key in row:
            row["attributes"][key] = row.pop(key)
    row["attributes"] = {key: _worded(key, value) for key, value in row["attributes"].items()}
    # The tiny homes of the open test sets write it among the attributes, as a state machine does.
    if (device_class := row["attributes"].pop("device_class", None)) is not None:
        row.setdefault("device_class", device_class)
    row["aliases"] = tuple(map(str, row.get("aliases") or ()))
    features = row.get("supported_features")
    row["supported_features"] = tuple(features) if isinstance(features, list) else features
    row["state"] = _state(row.get("state"))
    does = row.get("does") or {}
    row["does"] = {key: wish if isinstance(wish, Mapping) else {"state": wish} for key, wish in does.items()}
    for wish in row["does"].values():
        if "state" in wish:
            wish["state"] = _state(wish["state"])
    return EntitySpec(**row)


def _worded(key: str, value: Any) -> Any:
    """YAML reads a bare ``off`` as false, in option lists and modes too."""
    if isinstance(value, list):
        return [_state(item) if isinstance(item, bool) else item for item in value]
    return _state(value) if isinstance(value, bool) and key.endswith("mode") else value


def _state(value: object) -> str | None:
    """YAML reads a bare ``on`` as true."""
    if value is None:
        return None
    return {True: "on", False: "off"}[value] if isinstance(value, bool) else str(value)


def _check_keys(row: Mapping[str, Any], known: Iterable[str], where: str) -> None:
    if unknown := set(row) - set(known):
        raise HomeFileError(f"{where}: unknown key {', '.join(sorted(map(str, unknown)))}")


def _free_id(wanted: str, taken: Mapping[str, object]) -> str:
    number, free = 1, wanted
    while free in taken:
        number += 1
        free = f"{wanted}_{number}"
    return free
