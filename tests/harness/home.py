"""A running home that one can talk to."""

from collections.abc import AsyncGenerator, Iterable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Literal

from homeassistant.auth.const import GROUP_ID_ADMIN, GROUP_ID_USER
from homeassistant.auth.models import Group, User
from homeassistant.config_entries import SOURCE_IMPORT, ConfigEntry, ConfigEntryState
from homeassistant.core import Context, HomeAssistant

from .paths import DEMO_HOME, make_importable
from .record import Calls, Record, changes, intents_without_service, log_length, snapshot
from .start import AGENT_DOMAIN, HarnessError, install_agent, running_core

if TYPE_CHECKING:
    from custom_components.home_file import HomeFileData
    from custom_components.home_file.home import HomeFile

type Agent = Literal["ours", "builtin"]
type HomeSource = HomeFile | Mapping[str, Any] | str | Path

BUILTIN_AGENT = "conversation.home_assistant"


def read_home(source: HomeSource) -> HomeFile:
    """Return a home from a file's path, a mapping, or as it is. Blocking. Raises HarnessError."""
    make_importable()
    from custom_components.home_file.home import HomeFile, HomeFileError  # noqa: PLC0415 (importable only from here on)

    try:
        if isinstance(source, HomeFile):
            return source
        return HomeFile.from_dict(source) if isinstance(source, Mapping) else HomeFile.load(source)
    except HomeFileError as err:
        raise HarnessError(f"home file: {err}") from err


class RunningHome:
    """A home in a running core. ``hass`` is there for tests that look further."""

    def __init__(self, hass: HomeAssistant, file: HomeFile, entry: ConfigEntry[HomeFileData]) -> None:
        self.hass = hass
        self.file = file
        self.users: dict[str, User] = {}
        self.agent_entry: ConfigEntry[Any] | None = None
        self._entry = entry
        self._entity_ids = [entity.id for entity in file.entities]

    async def say(  # noqa: PLR0913 (one sentence has that many circumstances)
        self,
        text: str,
        *,
        language: str | None = None,
        area: str | None = None,
        satellite: str | None = None,
        user: str | None = None,
        before: Iterable[str] = (),
        answers: Iterable[str] = (),
        agent: Agent = "ours",
        conversation_id: str | None = None,
        restore: bool = True,
        id: object = None,  # noqa: A002 (the name of the field)
    ) -> Record:
        """Say a sentence and return what it brought about.

        The home is put back to its file's state first, unless ``restore`` is false. ``before`` is said earlier in the
        same conversation (its calls are not recorded), ``answers`` reply to questions back, in turn (theirs are). The
        speaker is at a ``satellite`` (its id or name) or in an ``area`` (id, name or alias). Raises HarnessError on
        unknown names.
        """
        language = language or self.hass.config.language
        device_id, satellite_id = await self._where(area, satellite)
        user_id = self._user(user).id if user else None
        agent_id = self.agent_id(agent)
        record = Record(text=text, language=language, id=id)
        if restore:
            self.restore()

        async def turn(said: str, conversation: str | None) -> tuple[str | None, str, bool, list[dict[str, Any]]]:
            from homeassistant.components import conversation as component  # noqa: PLC0415 (is set up by now)

            context = Context(user_id=user_id)
            start = log_length(self.hass, conversation)
            with Calls(self.hass, context) as calls:
                result = await component.async_converse(
                    self.hass,
                    said,
                    conversation,
                    context,
                    language,
                    agent_id,
                    device_id=device_id,
                    satellite_id=satellite_id,
                )
            reply = str(result.response.speech.get("plain", {}).get("speech", ""))
            asks = result.continue_conversation or reply.rstrip().endswith(("?", "？"))
            made = calls.made + intents_without_service(self.hass, result.conversation_id, start)
            return result.conversation_id, reply, asks, made

        for earlier in before:
            conversation_id, *_ = await turn(earlier, conversation_id)
        states = snapshot(self.hass, self._entity_ids)
        earlier_turn = self._last_turn()
        began = perf_counter()
        conversation_id, record.reply, record.asks, record.calls = await turn(text, conversation_id)
        record.ms["total"] = round((perf_counter() - began) * 1000, 2)
        # An agent that failed leaves the turn before this one behind.
        if agent == "ours" and (own := self._last_turn()) is not earlier_turn:
            _add_agents_own(record, own)
        for answer in answers:
            if not record.asks:
                break
            record.turns.append({"asked": record.reply, "answered": answer})
            conversation_id, record.reply, record.asks, made = await turn(answer, conversation_id)
            record.calls += made
        record.conversation_id = conversation_id
        record.changed = changes(states, snapshot(self.hass, self._entity_ids))
        return record

    def restore(self) -> None:
        """Put all entities back to their states in the file, and forget timers."""
        self._entry.runtime_data.restore()
        from homeassistant.components.intent.const import TIMER_DATA  # noqa: PLC0415

        manager = self.hass.data.get(TIMER_DATA)
        if manager is not None:
            for timer_id in list(manager.timers):
                manager.cancel_timer(timer_id)

    def agent_id(self, agent: Agent) -> str:
        """Return the entity id of an agent. Raises HarnessError where ours is not installed."""
        if agent == "builtin":
            return BUILTIN_AGENT
        from homeassistant.helpers import entity_registry as er  # noqa: PLC0415

        for entry in er.async_get(self.hass).entities.values():
            if entry.platform == AGENT_DOMAIN and entry.domain == "conversation":
                return entry.entity_id
        raise HarnessError("our agent is not installed in this home")

    def _last_turn(self) -> object:
        """Return what our agent keeps of its last turn, None where it is not installed."""
        return getattr(getattr(self.agent_entry, "runtime_data", None), "last_turn", None)

    def _user(self, name: str) -> User:
        if name not in self.users:
            raise HarnessError(f"there is no user {name!r}; there are: {', '.join(self.users) or 'none'}")
        return self.users[name]

    async def _where(self, area: str | None, satellite: str | None) -> tuple[str | None, str | None]:
        """Return device and entity id of the satellite that is spoken to."""
        known = self._entry.runtime_data.satellites
        if satellite is not None:
            for spec in self.file.satellites:
                if satellite in (spec.id, spec.name):
                    return known[spec.id]
            raise HarnessError(f"there is no satellite {satellite!r}")
        if area is None:
            return None, None
        wanted = area.casefold()
        for place in self.file.areas:
            if wanted in (place.id.casefold(), place.name.casefold(), *map(str.casefold, place.aliases)):
                break
        else:
            raise HarnessError(
                f"there is no area {area!r}; there are: {', '.join(a.name for a in self.file.areas) or 'none'}"
            )
        for spec in self.file.satellites:
            if spec.area == place.id:
                return known[spec.id]
        spare = f"spare_{place.id}"
        if spare not in known:
            await self._add_satellite(spare, place.id)
        return known[spare]

    async def _add_satellite(self, satellite_id: str, area_id: str) -> None:
        """Put a satellite where the file has none: it says that somebody speaks there."""
        from custom_components.home_file.home import SatelliteSpec  # noqa: PLC0415
        from custom_components.home_file.satellites import async_add_satellite  # noqa: PLC0415

        data = self._entry.runtime_data
        spec = SatelliteSpec(satellite_id, f"Satellite in {area_id}", area_id, timers=True)
        await async_add_satellite(self.hass, self._entry, data.platforms[-1], spec, data.satellites)


def _add_agents_own(record: Record, turn: object) -> None:
    """Add what only our agent knows: the plan, and the time each stage took."""
    record.understood = str(getattr(turn, "plan_text", ""))
    timings = getattr(turn, "timings", None) or {}
    record.ms = {**{str(stage): round(float(ms), 2) for stage, ms in timings.items()}, **record.ms}


@asynccontextmanager
async def running_home(
    home: HomeSource = DEMO_HOME, *, language: str | None = None, ours: bool = True
) -> AsyncGenerator[RunningHome]:
    """Run a core with a home, and with our integration unless ``ours`` is false. Raises HarnessError."""
    file = read_home(home)
    core = running_core(
        language=language or file.language or "en", unit_system=file.unit_system, time_zone=file.time_zone
    )
    async with core as hass:
        entry = await _import_home(hass, file)
        running = RunningHome(hass, file, entry)
        await _add_users(running)
        if ours:
            running.agent_entry = await install_agent(hass)
        await hass.async_block_till_done()
        yield running


async def _import_home(hass: HomeAssistant, file: HomeFile) -> ConfigEntry[HomeFileData]:
    from custom_components.home_file.const import CONF_HOME  # noqa: PLC0415

    data = {CONF_HOME: dict(file.source)}
    result = await hass.config_entries.flow.async_init("home_file", context={"source": SOURCE_IMPORT}, data=data)
    await hass.async_block_till_done()
    entry = result.get("result")
    if entry is None or entry.state is not ConfigEntryState.LOADED:
        raise HarnessError(f"the home could not be set up: {result.get('reason') or getattr(entry, 'reason', None)}")
    return entry


async def _add_users(home: RunningHome) -> None:
    # The first user is the owner, who may do everything: nobody of the file should be that by accident.
    await home.hass.auth.async_create_user("Owner", group_ids=[GROUP_ID_ADMIN])
    for spec in home.file.users:
        group = GROUP_ID_ADMIN if spec.admin else GROUP_ID_USER
        user = await home.hass.auth.async_create_user(spec.name, group_ids=[group])
        if spec.may_not_control:
            allowed = {
                entity.id: {"read": True} if entity.id in spec.may_not_control else True
                for entity in home.file.entities
            }
            user.groups = [Group(name=spec.name, policy={"entities": {"entity_ids": allowed}})]
        home.users[spec.name] = user
