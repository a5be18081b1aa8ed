"""A turn in Home Assistant's terms: the intent response, and calls with their results."""

from typing import Any

from homeassistant.helpers.intent import (
    IntentResponse,
    IntentResponseErrorCode,
    IntentResponseTarget,
    IntentResponseTargetType,
    IntentResponseType,
)

from .command.outcome import Acted, Answered, Asked, Nothing, Outcome, ServiceCall, Why
from .command.turn import Turn
from .home.model import Entity

_ERRORS = {
    Why.ABSENT: IntentResponseErrorCode.NO_VALID_TARGETS,
    Why.NO_REFERENT: IntentResponseErrorCode.NO_VALID_TARGETS,
    Why.LATER: IntentResponseErrorCode.FAILED_TO_HANDLE,
}
# Nothing went wrong with these: the speaker got what was asked for.
_FINE = frozenset({Why.CANCELLED, Why.NOTHING_ASKED})


def response_to(turn: Turn) -> IntentResponse:
    """Return one response over all actions of the turn, with its speech."""
    response = IntentResponse(language=turn.language)
    steps = turn.outcome.steps
    done = [entity for step in steps if isinstance(step, Acted) for entity in step.done]
    failed = [failure.entity for step in steps if isinstance(step, Acted) for failure in step.failed]
    answered = [
        reading.entity for step in steps if isinstance(step, Answered) for reading in step.matching or step.readings
    ]
    response.async_set_results(_targets(done + answered), _targets(failed))
    nothing = [step.why for step in steps if isinstance(step, Nothing) and step.why not in _FINE]
    if (nothing or failed) and not (done or answered or turn.asks):
        code = _ERRORS.get(nothing[0], IntentResponseErrorCode.NO_INTENT_MATCH) if nothing else None
        response.async_set_error(code or IntentResponseErrorCode.FAILED_TO_HANDLE, turn.reply)
    elif answered and not (done or failed):
        response.response_type = IntentResponseType.QUERY_ANSWER
    response.async_set_speech(turn.reply)
    return response


def _targets(entities: list[Entity]) -> list[IntentResponseTarget]:
    unique = {entity.entity_id: entity for entity in entities}
    return [IntentResponseTarget(e.name, IntentResponseTargetType.ENTITY, e.entity_id) for e in unique.values()]


def calls_of(turn: Turn) -> list[tuple[str, dict[str, Any]]]:
    """Return name and arguments of each call, and of each look at the states, in order."""
    calls: list[tuple[str, dict[str, Any]]] = []
    for step in turn.outcome.steps:
        if isinstance(step, Acted):
            calls += [(f"{call.domain}.{call.service}", _arguments(call)) for call in step.calls]
        elif isinstance(step, Answered):
            calls.append(("get_state", {"entity_id": [reading.entity.entity_id for reading in step.readings]}))
    return calls


def results_of(turn: Turn) -> list[dict[str, Any]]:
    """Return a result for each of ``calls_of``."""
    results: list[dict[str, Any]] = []
    for step in turn.outcome.steps:
        if isinstance(step, Acted):
            failures = {failed.entity.entity_id: failed.failure.value for failed in step.failed}
            for call in step.calls:
                failed = {entity_id: failures[entity_id] for entity_id in call.entity_ids if entity_id in failures}
                results.append({"success": not failed, "failed": failed})
        elif isinstance(step, Answered):
            states = {reading.entity.entity_id: reading.state for reading in step.readings}
            results.append({"success": True, "states": states})
    return results


def _arguments(call: ServiceCall) -> dict[str, Any]:
    return {"target": {"entity_id": list(call.entity_ids)}, "data": dict(call.data)}


def call_as_dict(call: ServiceCall) -> dict[str, Any]:
    """Return a call as JSON."""
    return {"domain": call.domain, "service": call.service, **_arguments(call)}


def outcome_as_list(outcome: Outcome) -> list[dict[str, Any]]:
    """Return an outcome as JSON, one object a step."""
    return [_step_as_dict(step) for step in outcome.steps]


def _step_as_dict(step: Acted | Answered | Asked | Nothing) -> dict[str, Any]:
    match step:
        case Acted():
            return {
                "type": "acted",
                "ability": step.action.ability.value,
                "done": _ids(step.done),
                "already": _ids(step.already),
                "failed": {failed.entity.entity_id: failed.failure.value for failed in step.failed},
            }
        case Answered():
            return {
                "type": "answered",
                "states": {reading.entity.entity_id: reading.state for reading in step.readings},
                "matching": _ids(tuple(reading.entity for reading in step.matching)),
            }
        case Asked():
            return {"type": "asked", "kind": step.kind.value, "candidates": _ids(step.candidates)}
        case Nothing():
            return {"type": "nothing", "why": step.why.value}


def _ids(entities: tuple[Entity, ...]) -> list[str]:
    return [entity.entity_id for entity in entities]
