"""A plan as tokens and back."""

from random import Random

import pytest

from custom_components.slm_conversation.command import vocabulary as v
from custom_components.slm_conversation.command.plan import (
    Action,
    Answer,
    Ask,
    Device,
    Group,
    No,
    Place,
    Plan,
    Question,
    Referent,
    Refusal,
    Reply,
    State,
    Step,
    When,
)
from custom_components.slm_conversation.command.spelling import SpellingError, describe, read, spell
from custom_components.slm_conversation.home.abilities import Ability
from custom_components.slm_conversation.home.index import build_index
from custom_components.slm_conversation.home.kinds import Kind
from custom_components.slm_conversation.home.model import Home, Value, ValueType
from custom_components.slm_conversation.home.shortlist import MOST_ENTITIES, shortlist
from tests.sample_home import FLAT
from tests.sample_plans import random_plan

SMALL = Home(FLAT.entities[:MOST_ENTITIES], FLAT.areas, FLAT.floors)
SHORT = shortlist(build_index(SMALL), "at 7:30 for 5 minutes 50% red 23 degrees")
FIFTY = Value(ValueType.PERCENT, 50.0)
MINUTES = Value(ValueType.DURATION, 300.0)
HALF_PAST = Value(ValueType.TIME, "07:30")


@pytest.fixture(autouse=True)
def _custom_integrations() -> None:
    """Nothing here needs Home Assistant."""


def value(wanted: Value) -> str:
    return f"<v{SHORT.values.index(wanted)}>"


@pytest.mark.parametrize(
    ("steps", "spelled"),
    [
        ((Action(Ability.ON, (Device("light.desk"),)),), "<do:on> <e0>"),
        ((Action(Ability.OFF, (Device("light.desk"), Device("light.floor"))),), "<do:off> <e0> <e1>"),
        ((Action(Ability.OFF, (Group(Kind.LIGHT, area_id="kitchen"),)),), "<do:off> <k:light> <a1>"),
        ((Action(Ability.OFF, (Group(Kind.LIGHT, floor_id="upper"),)),), "<do:off> <k:light> <f1>"),
        (
            (Action(Ability.OFF, (Group(Kind.LIGHT, Place.HERE, state=State.ON),)),),
            "<do:off> <k:light> <p:here> <s:on>",
        ),
        (
            (
                Action(
                    Ability.OFF, (Group(Kind.THING, Place.ALL),), (Device("light.desk"), Group(Kind.THING, Place.HERE))
                ),
            ),
            "<do:off> <k:thing> <p:all> <except> <e0> <k:thing> <p:here>",
        ),
        ((Action(Ability.SET, (Referent(),), value=FIFTY),), f"<do:set> <it> {value(FIFTY)}"),
        (
            (Action(Ability.ON, (Device("light.desk"),), when=When.AT, when_value=HALF_PAST),),
            f"<do:on> <e0> <w:at> {value(HALF_PAST)}",
        ),
        (
            (Action(Ability.SET, (Device("light.desk"),), (), FIFTY, When.FOR, MINUTES),),
            f"<do:set> <e0> {value(FIFTY)} <w:for> {value(MINUTES)}",
        ),
        (
            (Action(Ability.OFF, (Device("light.desk"),)), Action(Ability.ON, (Device("light.floor"),))),
            "<do:off> <e0> <do:on> <e1>",
        ),
        ((Question(Ask.IS, (Device("lock.front"),), State.LOCKED),), "<ask:is> <e15> <s:locked>"),
        (
            (Question(Ask.COUNT, (Group(Kind.LIGHT, Place.UPSTAIRS),), State.ON),),
            "<ask:count> <k:light> <p:upstairs> <s:on>",
        ),
        ((Question(Ask.WHAT, (Group(Kind.TEMPERATURE, Place.ANY),)),), "<ask:what> <k:temperature> <p:any>"),
        ((Refusal(No.CHAT),), "<no:chat>"),
        ((Reply(Answer.YES),), "<ans:yes>"),
        ((Reply(Answer.PICK, (Device("light.floor"),)),), "<ans:pick> <e1>"),
    ],
)
def test_spelling(steps: tuple[Step, ...], spelled: str) -> None:
    tokens = [*spelled.split(), v.END]
    assert spell(Plan(steps), SHORT) == tokens
    assert read(tokens, SHORT) == Plan(steps)
    assert read(tokens[:-1], SHORT, 0.25) == Plan(steps, 0.25)


@pytest.mark.parametrize("seed", range(20))
def test_any_plan_is_read_as_it_was_spelled(seed: int) -> None:
    rng = Random(seed)
    for _ in range(100):
        plan = random_plan(rng, SHORT)
        assert read(spell(plan, SHORT), SHORT) == plan


@pytest.mark.parametrize(
    "step",
    [
        Action(Ability.ON, (Device("light.elsewhere"),)),
        Action(Ability.ON, (Group(Kind.LIGHT, area_id="attic"),)),
        Action(Ability.ON, (Group(Kind.LIGHT, floor_id="cellar"),)),
        Action(Ability.SET, (Referent(),), value=Value(ValueType.PERCENT, 51.0)),
        Action(Ability.ON, (Referent(),), when=When.AT, when_value=None),
    ],
)
def test_what_is_not_on_the_list_cannot_be_spelled(step: Step) -> None:
    with pytest.raises(SpellingError):
        spell(Plan((step,)), SHORT)


@pytest.mark.parametrize(
    "tokens",
    [
        "",
        "<end>",
        "<do:on>",
        "<do:on> <end>",
        "<do:on> <k:light>",
        "<do:on> <k:light> <e0>",
        "<do:on> <e23>",
        "<do:on> <k:light> <a15>",
        "<do:set> <e0> <v7>",
        "<do:off> <e0> <except>",
        "<do:on> <e0> <w:at>",
        "<do:on> <e0> <e1> <s:on>",
        "<ask:is>",
        "<ask:is> <s:on>",
        "<ans:pick>",
        "<e0>",
        "<begin>",
        "<pad> <pad>",
        "<do:on> <e0> <said>",
        "<reserved0>",
    ],
)
def test_what_is_no_plan_or_was_cut_short_is_an_error(tokens: str) -> None:
    with pytest.raises(SpellingError):
        read(tokens.split(), SHORT)


@pytest.mark.parametrize("seed", range(5))
def test_any_beginning_of_a_plan_is_read_or_an_error(seed: int) -> None:
    """An answer cut short in the middle is a plan that can be shown, or it is refused; nothing else is raised."""
    rng = Random(seed)
    for _ in range(100):
        tokens = spell(random_plan(rng, SHORT), SHORT)
        for end in range(len(tokens)):
            try:
                plan = read(tokens[:end], SHORT)
            except SpellingError:
                continue
            assert describe(plan, SHORT)


@pytest.mark.parametrize(
    ("steps", "text"),
    [
        ((Action(Ability.ON, (Device("light.desk"),)),), "on [Desk lamp]"),
        (
            (Action(Ability.SET, (Group(Kind.LIGHT, area_id="kitchen"),), value=FIFTY), Refusal(No.CHAT)),
            "set light [주방] 50.0; chat",
        ),
    ],
)
def test_description(steps: tuple[Step, ...], text: str) -> None:
    assert describe(Plan(steps), SHORT) == text
