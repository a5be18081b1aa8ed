"""The control tokens: one for each handle, kind, ability, place, state and piece of structure of prompt and plan."""

from ..home.abilities import Ability
from ..home.kinds import Kind
from ..home.model import ValueType
from .plan import Answer, Ask, No, Place, State, When

ENTITIES = tuple(f"<e{number}>" for number in range(24))
AREAS = tuple(f"<a{number}>" for number in range(16))
FLOORS = tuple(f"<f{number}>" for number in range(6))
VALUES = tuple(f"<v{number}>" for number in range(8))
KINDS = {kind: f"<k:{kind}>" for kind in Kind}
ABILITIES = {ability: f"<do:{ability}>" for ability in Ability}
PLACES = {place: f"<p:{place}>" for place in Place}
STATES = {state: f"<s:{state}>" for state in State}
ASKS = {ask: f"<ask:{ask}>" for ask in Ask}
WHENS = {when: f"<w:{when}>" for when in When}
NOS = {no: f"<no:{no}>" for no in No}
ANSWERS = {answer: f"<ans:{answer}>" for answer in Answer}
VALUE_TYPES = {value_type: f"<t:{value_type}>" for value_type in ValueType}

PAD, BEGIN, SPEAKER, SAID, ACT, END = "<pad>", "<begin>", "<speaker>", "<said>", "<act>", "<end>"
EXCEPT, REFERENT, THERE, ASKED, NOWHERE, ELSEWHERE = (
    "<except>",
    "<it>",
    "<there>",
    "<asked>",
    "<nowhere>",
    "<elsewhere>",
)
UPSTAIRS, DOWNSTAIRS = PLACES[Place.UPSTAIRS], PLACES[Place.DOWNSTAIRS]
RESERVED = tuple(f"<reserved{number}>" for number in range(32))
"""Room for later verbs, so that a trained vocabulary need not be renumbered."""

CONTROL: tuple[str, ...] = (
    PAD, BEGIN, SPEAKER, SAID, ACT, END, EXCEPT, REFERENT, THERE, ASKED, NOWHERE, ELSEWHERE,
    *ENTITIES, *AREAS, *FLOORS, *VALUES, *KINDS.values(), *ABILITIES.values(), *PLACES.values(), *STATES.values(), *ASKS.values(),
    *WHENS.values(), *NOS.values(), *ANSWERS.values(), *VALUE_TYPES.values(), *RESERVED,
)  # fmt: skip
"""All control tokens, in id order from 0."""
