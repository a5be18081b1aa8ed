"""Names that several devices bear: which one is meant is not for the model to choose."""

import pytest

from custom_components.slm_conversation.command.plan import Action, Choice, Device, Group, Place, Plan
from custom_components.slm_conversation.command.resolve import Resolver
from custom_components.slm_conversation.command.understand import _told_apart
from custom_components.slm_conversation.home.abilities import Ability
from custom_components.slm_conversation.home.index import build_index
from custom_components.slm_conversation.home.kinds import Kind
from custom_components.slm_conversation.home.model import Area, Entity, Home
from custom_components.slm_conversation.home.shortlist import shortlist

HOME = Home(
    (
        Entity("light.den", ("Nanoleaf",), Kind.LIGHT, "den"),
        Entity("light.hall", ("Nanoleaf",), Kind.LIGHT, "hall"),
        Entity("light.desk", ("Desk lamp",), Kind.LIGHT, "den"),
    ),
    (Area("den", ("Den",)), Area("hall", ("Hall",))),
)


def targets(text: str, *picked: str, area_id: str | None = None) -> tuple[object, ...]:
    """What is left of the devices that the model picked."""
    short = shortlist(build_index(HOME), text, area_id=area_id)
    (step,) = _told_apart(Plan((Action(Ability.ON, tuple(map(Device, picked))),)), short).steps
    assert isinstance(step, Action)
    return step.targets


def test_namesakes_take_a_question() -> None:
    (target,) = targets("turn on the nanoleaf", "light.den")
    assert isinstance(target, Choice)
    found = Resolver(HOME, lambda _: None, ability=Ability.ON).resolve((target,))
    assert found.ambiguous
    assert {entity.entity_id for entity in found.candidates} == {"light.den", "light.hall"}


@pytest.mark.parametrize(
    ("text", "area_id"), [("turn on the nanoleaf in the den", None), ("turn on the nanoleaf", "den")]
)
def test_a_room_tells_them_apart(text: str, area_id: str | None) -> None:
    assert targets(text, "light.den", area_id=area_id) == (Device("light.den"),)


def test_both_may_be_meant() -> None:
    assert targets("turn on both nanoleafs", "light.den", "light.hall") == (Device("light.den"), Device("light.hall"))


def test_other_names_stay() -> None:
    assert targets("turn on the desk lamp", "light.desk") == (Device("light.desk"),)


def test_what_is_left_out_may_be_one_of_several_too() -> None:
    short = shortlist(build_index(HOME), "turn off all the lights except the nanoleaf")
    everything = Group(Kind.LIGHT, Place.ALL)
    (step,) = _told_apart(Plan((Action(Ability.OFF, (everything,), (Device("light.den"),)),)), short).steps
    assert isinstance(step, Action)
    left = Resolver(HOME, lambda _: None, ability=Ability.OFF).resolve(step.targets, step.excluded)
    assert [entity.entity_id for entity in left.entities] == ["light.desk"], "neither of the two is touched"


def test_a_device_that_was_named_is_no_question() -> None:
    home = Home(
        (
            Entity("light.desk", ("Desk lamp", "Lamp"), Kind.LIGHT, "den"),
            Entity("light.floor", ("Floor lamp", "Lamp"), Kind.LIGHT, "den"),
        ),
        (Area("den", ("Den",)),),
    )
    short = shortlist(build_index(home), "turn on the desk lamp, not the other lamp")
    (step,) = _told_apart(Plan((Action(Ability.ON, (Device("light.desk"),)),)), short).steps
    assert isinstance(step, Action)
    assert step.targets == (Device("light.desk"),)
