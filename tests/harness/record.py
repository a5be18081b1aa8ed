"""What one sentence brought about, and how it is observed."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar, Self

from homeassistant.components.conversation.chat_log import DATA_CHAT_LOGS, AssistantContent
from homeassistant.const import EVENT_CALL_SERVICE
from homeassistant.core import Context, Event, HomeAssistant, callback
from homeassistant.helpers.target import TargetSelection, async_extract_referenced_entity_ids

_TARGET_KEYS = ("entity_id", "device_id", "area_id", "floor_id", "label_id")
_INTENTS_WITHOUT_SERVICE = frozenset(
    {
        *("HassStartTimer", "HassCancelTimer", "HassCancelAllTimers", "HassIncreaseTimer", "HassDecreaseTimer"),
        *("HassPauseTimer", "HassUnpauseTimer", "HassTimerStatus"),
        *("HassListAddItem", "HassListCompleteItem", "HassListRemoveItem"),
        *("HassShoppingListAddItem", "HassShoppingListCompleteItem", "HassShoppingListLastItems"),
    }
)


@dataclass(slots=True)
class Record:
    """One line of ``scripts/say --batch``. ``ms`` is milliseconds by stage, and ``total``."""

    text: str
    language: str
    id: object = None
    calls: list[dict[str, Any]] = field(default_factory=list)
    changed: dict[str, dict[str, Any]] = field(default_factory=dict)
    reply: str = ""
    asks: bool = False
    understood: str = ""
    ms: dict[str, float] = field(default_factory=dict)
    error: str | None = None
    turns: list[dict[str, str]] = field(default_factory=list)
    """The questions back and the answers given; empty where there were none."""
    conversation_id: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return plain data, ``id`` first; how to go on with the conversation is left out."""
        fields = asdict(self)
        del fields["conversation_id"]
        if not self.turns:
            del fields["turns"]
        return {"id": fields.pop("id"), **fields}


class Calls:
    """Service calls of one turn, as they are fired. Use as a context manager.

    Some of HA's own intents call services without passing the context on, so what counts is what does not belong to
    another turn under way.
    """

    _under_way: ClassVar[set[str]] = set()

    def __init__(self, hass: HomeAssistant, context: Context) -> None:
        self._made: list[dict[str, Any]] = []
        self._hass = hass
        self._context = context

    def __enter__(self) -> Self:
        self._under_way.add(self._context.id)
        self._stop = self._hass.bus.async_listen(EVENT_CALL_SERVICE, self._on_call)
        return self

    def __exit__(self, *_: object) -> None:
        self._under_way.discard(self._context.id)
        self._stop()

    @property
    def made(self) -> list[dict[str, Any]]:
        """All calls in order, less those to ``homeassistant.*`` that HA passed on to the entities' own domains."""
        kept = []
        for number, call in enumerate(self._made):
            later = {entity_id for other in self._made[number + 1 :] for entity_id in other["target"]["entity_id"]}
            wanted = set(call["target"]["entity_id"])
            if call["domain"] != "homeassistant" or not wanted or not wanted <= later:
                kept.append(call)
        return kept

    @callback
    def _on_call(self, event: Event[Any]) -> None:
        theirs = self._under_way - {self._context.id}
        # A script's own doings are not the agent's; a home file's script has only this one.
        if {event.context.id, event.context.parent_id} & theirs or event.data["domain"] == "home_file":
            return
        data = dict(event.data.get("service_data") or {})
        domain, service = str(event.data["domain"]), str(event.data["service"])
        selection = {key: data.pop(key) for key in _TARGET_KEYS if key in data}
        if domain == "script" and service not in ("turn_on", "turn_off", "toggle", "reload"):
            selection = {"entity_id": [f"script.{service}"]}
        target = {"entity_id": self._expand(domain, selection)}
        self._made.append({"domain": domain, "service": service, "target": target, "data": _plain(data)})

    def _expand(self, domain: str, selection: Mapping[str, Any]) -> list[str]:
        if selection.get("entity_id") == "all":
            return sorted(state.entity_id for state in self._hass.states.async_all(domain))
        found = async_extract_referenced_entity_ids(self._hass, TargetSelection(dict(selection)))
        indirect = found.indirectly_referenced
        if domain != "homeassistant":
            indirect = {entity_id for entity_id in indirect if entity_id.startswith(f"{domain}.")}
        return sorted(found.referenced | indirect)


def log_length(hass: HomeAssistant, conversation_id: str | None) -> int:
    """Return how many entries the chat log of a conversation has."""
    log = hass.data.get(DATA_CHAT_LOGS, {}).get(conversation_id or "")
    return len(log.content) if log else 0


def intents_without_service(hass: HomeAssistant, conversation_id: str | None, start: int) -> list[dict[str, Any]]:
    """Return the timers, list items and so on of the chat log's entries from ``start`` on, written as calls."""
    log = hass.data.get(DATA_CHAT_LOGS, {}).get(conversation_id or "")
    made = []
    for content in log.content[start:] if log else ():
        for tool in (isinstance(content, AssistantContent) and content.tool_calls) or ():
            name = tool.tool_name.rpartition("__")[2]
            if name in _INTENTS_WITHOUT_SERVICE:
                made.append(
                    {"domain": "intent", "service": name, "target": {"entity_id": []}, "data": _plain(tool.tool_args)}
                )
    return made


type Snapshot = dict[str, tuple[str, dict[str, Any]]]


def snapshot(hass: HomeAssistant, entity_ids: Iterable[str]) -> Snapshot:
    """Return state and attributes of entities, for ``changes``."""
    states = ((entity_id, hass.states.get(entity_id)) for entity_id in entity_ids)
    return {entity_id: (state.state, dict(state.attributes)) for entity_id, state in states if state}


def changes(before: Snapshot, after: Snapshot) -> dict[str, dict[str, Any]]:
    """Return ``{entity_id: {from, to, attributes}}`` for what differs, with the new values of differing attributes."""
    changed = {}
    for entity_id, (state, attributes) in after.items():
        old_state, old = before.get(entity_id, ("unavailable", {}))
        keys = {*map(str, old), *map(str, attributes)}
        differing = {key: _plain(attributes.get(key)) for key in keys if old.get(key) != attributes.get(key)}
        if state != old_state or differing:
            changed[entity_id] = {"from": old_state, "to": state, "attributes": dict(sorted(differing.items()))}
    return changed


def _plain(value: Any) -> Any:
    """Return what JSON can hold."""
    match value:
        case Mapping():
            return {str(key): _plain(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_plain(item) for item in value]
        case bool() | int() | float() | None:
            return value
        case _:
            return str(value)
