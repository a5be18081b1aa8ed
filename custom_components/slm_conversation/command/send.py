"""Service calls sent to Home Assistant, and the wait until the states have followed."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
import logging

from homeassistant.core import Context, Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.exceptions import Unauthorized
from homeassistant.helpers.event import async_track_state_change_event

from ..home.abilities import LiveState
from ..home.model import Entity
from .levels import Call
from .outcome import Failed, Failure, ServiceCall

_LOGGER = logging.getLogger(__name__)

CALL_LIMIT = 5.0
"""Seconds that a service call may take before the speaker is told that nothing is known of it yet."""
FOLLOW_LIMIT = 3.0
"""Seconds after the first call in which a state has to follow."""
_FOLLOW_LEAST = 0.5


@dataclass(frozen=True, slots=True)
class Job:
    """The calls for one entity, in order, and the state it had before them."""

    entity: Entity
    calls: tuple[Call, ...]
    before: LiveState

    @property
    def already(self) -> bool:
        """Whether the entity was as asked before anything was called."""
        needed = [call for call in self.calls if call.needed]
        return all(call.expects.visible and call.expects.met(self.before) for call in needed)

    def done(self, now: LiveState | None) -> bool:
        """Return whether the state shows that all calls worked."""
        if now is None:
            return not any(call.expects.visible for call in self.calls)
        return all(call.expects.met(now, self.before) for call in self.calls)

    def moves(self, now: LiveState | None) -> bool:
        """Return whether the state is on its way to what was asked."""
        return now is not None and all(
            now.state in call.expects.moving or call.expects.met(now, self.before) for call in self.calls
        )


def live_state(hass: HomeAssistant, entity_id: str) -> LiveState | None:
    """Return the present state of an entity, None where there is none."""
    state = hass.states.get(entity_id)
    return None if state is None else LiveState(state.state, state.attributes)


def merged(jobs: Sequence[Job]) -> tuple[tuple[ServiceCall, ...], ...]:
    """Return the calls in rounds: what each entity needs first, then second; equal calls of a round are one."""
    rounds = max((len(job.calls) for job in jobs), default=0)
    return tuple(_round([(job.entity, job.calls[at]) for job in jobs if at < len(job.calls)]) for at in range(rounds))


def _round(calls: Sequence[tuple[Entity, Call]]) -> tuple[ServiceCall, ...]:
    """Return the calls as service calls, each with all entities it is for."""
    groups: dict[tuple[str, str, str], tuple[Call, list[str]]] = {}
    for entity, call in calls:
        if call.needed:
            key = (call.domain, call.service, repr(sorted(call.data.items())))
            groups.setdefault(key, (call, []))[1].append(entity.entity_id)
    return tuple(ServiceCall(call.domain, call.service, tuple(ids), call.data) for call, ids in groups.values())


async def send(hass: HomeAssistant, jobs: Sequence[Job], context: Context) -> Mapping[str, Failed]:
    """Make the calls and wait until the states follow; return the entities on which this failed, by id.

    Calls of a round run side by side. A call that takes too long goes on by itself: half a command is worse than a
    late one.
    """
    started = hass.loop.time()
    raised: dict[str, BaseException] = {}
    hopeless: set[str] = set()  # a call that raised for several may yet have worked on some of them
    unfinished: set[str] = set()
    for calls in merged(jobs):
        tasks = {hass.async_create_task(_call(hass, call, context), eager_start=True): call for call in calls}
        if not tasks:
            continue
        finished, late = await asyncio.wait(tasks, timeout=CALL_LIMIT)
        for task in finished:
            if (error := task.exception()) is not None:
                raised.update(dict.fromkeys(tasks[task].entity_ids, error))
                if len(tasks[task].entity_ids) == 1:
                    hopeless.update(tasks[task].entity_ids)
        for task in late:
            task.add_done_callback(_log_late)
            unfinished.update(tasks[task].entity_ids)
    deadline = max(started + FOLLOW_LIMIT, hass.loop.time() + _FOLLOW_LEAST)
    await _followed(hass, [job for job in jobs if job.entity.entity_id not in hopeless], deadline)
    failed: dict[str, Failed] = {}
    for job in jobs:
        entity_id = job.entity.entity_id
        error = raised.get(entity_id)
        shown = any(call.expects.visible for call in job.calls)
        told = error is None and entity_id not in unfinished
        now = live_state(hass, entity_id)
        if (job.done(now) or job.moves(now)) and (told or shown):
            continue  # one device of a merged call may have failed while this one worked
        failed[entity_id] = _failed(job.entity, error)
    return failed


async def _call(hass: HomeAssistant, call: ServiceCall, context: Context) -> None:
    """Make one service call and wait for it."""
    data = {**call.data, "entity_id": list(call.entity_ids)}
    await hass.services.async_call(call.domain, call.service, data, blocking=True, context=context)


def _failed(entity: Entity, error: BaseException | None) -> Failed:
    """Return the failure of a call, or of a state that did not follow."""
    if error is None:
        return Failed(entity, Failure.NOT_FOLLOWED)
    if isinstance(error, Unauthorized):
        return Failed(entity, Failure.FORBIDDEN)
    _LOGGER.warning("The call on %s failed: %s", entity.entity_id, error, exc_info=error)
    return Failed(entity, Failure.ERROR, str(error))


def _log_late(task: asyncio.Task[None]) -> None:
    """Log how a call ended that nobody waits for any more."""
    if not task.cancelled() and (error := task.exception()) is not None:
        _LOGGER.warning("A service call failed after its time was over: %s", error)


async def _followed(hass: HomeAssistant, jobs: Sequence[Job], deadline: float) -> None:
    """Wait until all states show what was asked, or the deadline (in loop time) has passed."""
    changed = asyncio.Event()

    @callback
    def note(_event: Event[EventStateChangedData]) -> None:
        changed.set()

    def unmet() -> bool:
        return any(not job.done(live_state(hass, job.entity.entity_id)) for job in jobs)

    if not unmet():
        return
    stop = async_track_state_change_event(hass, [job.entity.entity_id for job in jobs], note)
    try:
        async with asyncio.timeout_at(deadline):
            while unmet():
                changed.clear()
                await changed.wait()
    except TimeoutError:
        return
    finally:
        stop()
