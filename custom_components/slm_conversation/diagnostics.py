"""Diagnostics: what the engine is and how the last turn went, without what was said and what things are called."""

from collections import Counter
from dataclasses import asdict
from typing import Any

from homeassistant.components.diagnostics import async_redact_data
from homeassistant.core import HomeAssistant

from .command.turn import Turn
from .const import CONF_HAND_ON
from .engine.errors import EngineError
from .runtime import SlmConfigEntry

_REDACTED = {CONF_HAND_ON}


async def async_get_config_entry_diagnostics(_hass: HomeAssistant, entry: SlmConfigEntry) -> dict[str, Any]:
    """Return diagnostics for a config entry."""
    runtime = entry.runtime_data
    home, engine = runtime.home_view.home, runtime.engine
    try:
        stats: Any = asdict(await engine.stats())
    except EngineError as err:
        stats = {"error": err.translation_key}
    return {
        "model": {"version": runtime.model.version, "sha256": runtime.model.sha256},
        "engine": {"state": engine.status.state, "info": asdict(engine.info) if engine.info else None, "stats": stats},
        "home": {
            "entities": len(home.entities),
            "areas": len(home.areas),
            "floors": len(home.floors),
            "kinds": dict(Counter(entity.kind.value for entity in home.entities)),
        },
        "agents": [async_redact_data(dict(subentry.data), _REDACTED) for subentry in entry.subentries.values()],
        "last_turn": _turn(runtime.last_turn) if runtime.last_turn else None,
    }


def _turn(turn: Turn) -> dict[str, Any]:
    """Return what can be told of a turn without its words."""
    return {
        "language": turn.language,
        "characters": len(turn.utterance.text),
        "confidence": turn.plan.confidence if turn.plan else None,
        "steps": [type(step).__name__ for step in turn.plan.steps] if turn.plan else [],
        "calls": [f"{call.domain}.{call.service}" for call in turn.outcome.calls],
        "outcome": [type(step).__name__ for step in turn.outcome.steps],
        "prompt_tokens": turn.prompt_tokens,
        "ms": turn.timings,
    }
