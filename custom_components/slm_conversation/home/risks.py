"""What is asked about before it is done."""

from collections.abc import Mapping
from enum import StrEnum

from .abilities import Ability
from .classify import worked_kind
from .kinds import Kind
from .model import Entity


class Risk(StrEnum):
    """What can go wrong with a wrong guess: someone gets in, or something gets hot."""

    UNLOCK = "unlock"
    OPEN_ENTRANCE = "open_entrance"
    START_COOKING = "start_cooking"


_OPENING = frozenset({Ability.OPEN, Ability.ON, Ability.TOGGLE, Ability.SET, Ability.UP, Ability.START})
# The next programme of an oven may start it as well as one that is named.
_STARTING = frozenset(
    {
        Ability.ON,
        Ability.START,
        Ability.SET,
        Ability.UP,
        Ability.TOGGLE,
        Ability.PLAY,
        Ability.NEXT,
        Ability.PREVIOUS,
    }
)

RISKY: Mapping[Risk, tuple[frozenset[Kind], frozenset[Ability]]] = {
    # Of a relay that works a lock, nobody knows which way it is wired.
    Risk.UNLOCK: (
        frozenset({Kind.LOCK}),
        frozenset({Ability.UNLOCK, Ability.OPEN, Ability.ON, Ability.OFF, Ability.TOGGLE, Ability.START}),
    ),
    Risk.OPEN_ENTRANCE: (frozenset({Kind.GARAGE, Kind.GATE, Kind.DOOR}), _OPENING),
    Risk.START_COOKING: (frozenset({Kind.OVEN, Kind.COOKTOP, Kind.MICROWAVE, Kind.KETTLE}), _STARTING),
}
"""What needs a yes by default: the kinds of device, and what is wanted of them."""


def risk_of(entity: Entity, ability: Ability) -> Risk | None:
    """Return the risk of doing this, if there is one."""
    if entity.domain == "lock" and ability is Ability.ON:
        return None  # which locks it
    kind = worked_kind(entity.kind, entity.names)
    return next((risk for risk, (kinds, abilities) in RISKY.items() if kind in kinds and ability in abilities), None)


def needs_yes(entity: Entity, ability: Ability, allowed_risks: frozenset[Risk] = frozenset()) -> bool:
    """Return whether to ask first; ``allowed_risks`` are those that the user has agreed to once and for all."""
    risk = risk_of(entity, ability)
    return risk is not None and risk not in allowed_risks
