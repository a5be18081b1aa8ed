"""What counts as listed and marked, and why something was not."""

from custom_components.slm_conversation.command.plan import Action, Device, Group
from custom_components.slm_conversation.home.abilities import Ability
from custom_components.slm_conversation.home.index import build_index
from custom_components.slm_conversation.home.kinds import Kind
from custom_components.slm_conversation.home.model import Area, Entity, Home
from custom_components.slm_conversation.home.shortlist import shortlist
from models.recall import Found, _Judge, found
from models.sentences import Draft, Said
from models.targets import Pointed

HOME = Home(
    (
        Entity("light.moss", ("Moss lantern",), Kind.LIGHT, "den"),
        Entity("light.reed", ("Reed",), Kind.LIGHT, "hall"),
        *(Entity(f"fan.twin_{number}", ("Breeze",), Kind.FAN, "den") for number in range(6)),
    ),
    (Area("den", ("Den",)), Area("hall", ("Hall",))),
)
INDEX = build_index(HOME)


def judged(target: Device | Group, clean: str, heard: str | None = None) -> Found:
    """What becomes of one target, said clearly and heard otherwise."""
    pointed = Pointed((target,), clean)
    said = Said(heard or clean, (Draft(Action(Ability.ON, (target,)), pointed),), "action", "f")
    judge = _Judge(shortlist(INDEX, said.text), clean, shortlist(INDEX, clean), HOME)
    (only,) = judge.judged(said, "en", "small")
    return only


def test_a_name_is_marked() -> None:
    result = judged(Device("light.moss"), "turn on the moss lantern")
    assert (result.what, result.listed, result.marked, result.cause) == ("device", True, True, "")
    assert "⟨Moss lantern" in result.marks


def test_a_name_that_was_not_said_is_not_marked() -> None:
    result = judged(Device("light.reed"), "turn on the big one")
    assert result.listed
    assert not result.marked
    assert result.cause == "other word"


def test_noise_is_told_from_a_gap() -> None:
    assert judged(Device("light.reed"), "switch on reed please", "switch on plq please").cause == "misheard"
    assert judged(Device("light.reed"), "reed please turn that on", "please turn that on").cause == "cut off"


def test_more_namesakes_than_are_marked_count_by_their_kind() -> None:
    assert judged(Device("fan.twin_5"), "turn on breeze the fan").marked


def test_a_kind_in_a_room_needs_both_marks() -> None:
    assert judged(Group(Kind.LIGHT, area_id="den"), "turn on the lights in the den").marked
    assert judged(Group(Kind.LIGHT, area_id="den"), "turn on the glimmers in the den").cause == "word not known"
    assert judged(Group(Kind.LIGHT, area_id="den"), "turn on the lights over there").cause == "other word"


def test_a_kind_without_a_noun_is_not_asked_for() -> None:
    said = Said("too dark", (Draft(Action(Ability.ON, (Group(Kind.LIGHT, area_id="den"),))),), "action", "f")
    short = shortlist(INDEX, said.text)
    assert not list(_Judge(short, said.text, short, HOME).judged(said, "en", "small"))


def test_every_size_and_language_is_measured() -> None:
    everything = list(found(60, 3, "evaluate"))
    assert {item.size for item in everything} == {"small", "large", "huge"}
    assert {item.language for item in everything} == {"en", "ko"}
    assert all(item.listed for item in everything if item.size == "small" and item.what == "device")
    assert all(bool(item.cause) != item.marked for item in everything)
    assert [item.text for item in found(60, 3, "evaluate")] == [item.text for item in everything]
