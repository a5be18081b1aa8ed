"""Sentences with their plans: what is meant, the words for it, and the plan that can be known from the shortlist."""

from collections.abc import Iterator
from itertools import islice
from random import Random
import re

import pytest

from custom_components.slm_conversation.command.plan import (
    Action,
    Device,
    Group,
    No,
    Place,
    Question,
    Refusal,
    Reply,
    Step,
)
from custom_components.slm_conversation.home.abilities import Ability
from custom_components.slm_conversation.home.kinds import Kind
from custom_components.slm_conversation.home.model import Area, Entity, Home, Value, ValueType
from custom_components.slm_conversation.home.shortlist import shortlist
from models.absent import absent_rooms
from models.banks import LANGUAGES, Language, Split, load
from models.scene import Pointed, Scene, as_said
from models.sentences import Draft, Said, Speaker, Unsayable
from models.settle import settle
from tests.sample_home import FLAT, INDEX


@pytest.fixture(autouse=True)
def _custom_integrations() -> None:
    """Nothing here needs Home Assistant."""


@pytest.fixture(name="language", params=LANGUAGES)
def fixture_language(request: pytest.FixtureRequest) -> Language:
    return request.param


def scene(language: Language, seed: int, home: Home = FLAT, split: Split = "train") -> Scene:
    return Scene(Random(seed), home, load(language, split), "living", ("light.desk",), "kitchen")


def said_by(speaker: Speaker) -> Iterator[Said]:
    """What someone says, without end."""
    while True:
        try:
            yield speaker.sentence()
        except Unsayable:
            continue


def sentences(language: Language, count: int, *, asked: bool = False) -> list[Said]:
    return list(islice(said_by(Speaker(scene(language, 1), asked=asked)), count))


@pytest.mark.parametrize("split", ["train", "evaluate"])
def test_frames_unmake_a_command_in_training_only(
    language: Language, split: Split, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.sentences._FRAMED_CHAT", 1.0)
    frames = load(language, split).manner["frames"]["chat"]
    shortest = {"en": 9, "ko": 4}[language]  # letters; "do not" is in many a wording
    pieces = {piece.strip() for frame in frames for piece in re.split("{v(?:p|ing)}", frame) if len(piece) > shortest}
    speaker = Speaker(scene(language, 1, split=split), noise=False)
    chat = list(islice((said for said in said_by(speaker) if said.category == "chat"), 40))
    assert all(said.drafts == (Draft(Refusal(No.CHAT)),) for said in chat)
    # A hesitation may stand inside a piece, and a wording of the banks may hold one.
    found = sum(any(piece in said.text for piece in pieces) for said in chat)
    assert found > 20 if split == "train" else found < 10


@pytest.mark.parametrize("split", ["train", "evaluate"])
def test_what_is_beside_the_point_is_said_in_training_only(
    language: Language, split: Split, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.sentences._ASIDE", 1.0)
    asides = load(language, split).manner["asides"]
    speaker = Speaker(scene(language, 1, split=split), noise=False)
    found = []
    for said in islice(said_by(speaker), 60):
        found.append(any(aside in said.text for aside in (*asides["before"], *asides["after"])))
        if said.family == "aside":
            assert said.drafts == (Draft(Refusal(No.CHAT)),)
    # A hesitation may stand inside an aside.
    assert sum(found) > 50 if split == "train" else sum(found) < 3


def test_every_category_is_said(language: Language) -> None:
    found = {said.category for said in sentences(language, 400)}
    assert found == {"action", "situation", "several", "question", "chat", "absent"}
    assert "answer" in {said.category for said in sentences(language, 50, asked=True)}


def test_sentences_are_whole(language: Language) -> None:
    families = {family.name for found in load(language, "train").families.values() for family in found} | {"aside"}
    for said in sentences(language, 400):
        assert said.text.strip()
        assert not {"{", "}"} & set(said.text)
        assert said.drafts
        assert said.family in families


def test_what_is_meant_is_in_this_home(language: Language) -> None:
    devices = {entity.entity_id for entity in FLAT.entities}
    areas, floors = {area.area_id for area in FLAT.areas}, {floor.floor_id for floor in FLAT.floors}
    for said in sentences(language, 400):
        for draft in said.drafts:
            targets = getattr(draft.step, "targets", ()) + getattr(draft.step, "excluded", ())
            for target in targets:
                if isinstance(target, Device):
                    assert target.entity_id in devices
                if isinstance(target, Group):
                    assert target.area_id is None or target.area_id in areas
                    assert target.floor_id is None or target.floor_id in floors


def test_steps_are_what_the_category_says(language: Language) -> None:
    steps: dict[str, type | tuple[type, ...]] = {
        "action": Action,
        "situation": Action,
        "several": Action,
        "question": Question,
        "chat": Refusal,
        "absent": Refusal,
        "answer": Reply,
    }
    for said in sentences(language, 300):
        assert all(isinstance(draft.step, steps[said.category]) for draft in said.drafts)
        assert (len(said.drafts) > 1) == (said.category == "several")


@pytest.mark.parametrize(
    ("word", "particle", "said"),
    [
        ("거실", "을", {"거실을", "거실", "거실를"}),
        ("티비", "을", {"티비를", "티비", "티비을"}),
        ("램프", "에", {"램프에"}),
    ],
)
def test_particles_follow_the_word_and_are_left_out_now_and_then(word: str, particle: str, said: set[str]) -> None:
    words = as_said(Random(1), word)
    assert {f"{words:{particle}}" for _ in range(300)} == said


def test_nothing_can_be_said_in_an_empty_home_but_talk(language: Language) -> None:
    speaker = Speaker(Scene(Random(1), Home(), load(language, "train"), None, (), None))
    categories = set()
    for _ in range(300):
        try:
            categories.add(speaker.sentence().category)
        except Unsayable:
            continue
    assert "chat" in categories


def test_rooms_that_the_home_has_are_not_absent(language: Language) -> None:
    """A bedroom is not absent where the shortlist takes the word for the master bedroom."""
    home = Home((), (Area("a", ("안방",)), Area("b", ("Lounge",))))
    rooms = {room for seed in range(300) for room in absent_rooms(scene(language, seed, home))}
    assert rooms
    assert not rooms & {"안방", "침실", "bedroom", "master bedroom", "거실", "living room", "lounge"}


def settled(text: str, step: Step, pointed: Pointed | None = None) -> tuple[Step, ...] | None:
    return settle(Said(text, (Draft(step, pointed, text),), "action", "a"), shortlist(INDEX, text))


def named(entity_id: str) -> Entity:
    return FLAT.entities[INDEX.by_id[entity_id]]


def test_a_value_takes_the_type_that_was_found() -> None:
    step = Action(Ability.SET, (Device("light.desk"),), value=Value(ValueType.PERCENT, 50.0))
    assert settled("desk lamp to 50", step) == (
        Action(Ability.SET, (Device("light.desk"),), value=Value(ValueType.NUMBER, 50.0)),
    )


def test_a_value_that_was_lost_leaves_nothing_to_learn() -> None:
    step = Action(Ability.SET, (Device("light.desk"),), value=Value(ValueType.PERCENT, 50.0))
    assert settled("desk lamp to fiddy", step) is None


def test_a_kind_that_only_one_marked_device_is_means_that_device() -> None:
    step = Action(Ability.OFF, (Group(Kind.LIGHT, area_id="study"),))
    pointed = Pointed(step.targets, "the lamp in the study", named("light.desk"), noun="lamp")
    assert settled("turn off the lamp in the study", step, pointed) == (Action(Ability.OFF, (Device("light.desk"),)),)


def test_a_kind_is_not_the_device_that_another_part_of_the_sentence_names() -> None:
    step = Action(Ability.OFF, (Group(Kind.LIGHT, Place.ANY),))
    pointed = Pointed(step.targets, "our bulb", named("light.desk"), noun="bulb")
    assert settled("our bulb off, and the desk lamp up", step, pointed) == (step,)


def test_a_wording_without_a_target_may_still_say_a_device_s_name() -> None:
    step = Action(Ability.OFF, (Group(Kind.LIGHT, Place.ANY),))
    assert settled("time for the desk lamp to sleep", step) == (Action(Ability.OFF, (Device("light.desk"),)),)


def test_a_kind_that_was_not_marked_stays_a_kind() -> None:
    step = Action(Ability.OFF, (Group(Kind.LIGHT, Place.ALL),))
    pointed = Pointed(step.targets, "all lights", named("light.desk"), plural=True)
    assert settled("turn off all lights", step, pointed) == (step,)


@pytest.mark.parametrize(
    ("text", "is_absent"),
    [("turn on the sauna fan", True), ("turn on the zyxel", True), ("turn on the desk lamp", False)],
)
def test_what_the_shortlist_knows_is_not_absent(text: str, *, is_absent: bool) -> None:
    step = Refusal(No.ABSENT)
    assert settled(text, step) == ((step,) if is_absent else None)


def test_what_is_not_listed_cannot_be_known() -> None:
    assert settled("turn it on", Action(Ability.ON, (Device("light.elsewhere"),))) is None
    assert settled("turn it on", Action(Ability.ON, (Group(Kind.LIGHT, area_id="attic"),))) is None
    assert settled("turn it on", Action(Ability.ON, (Group(Kind.LIGHT, floor_id="attic"),))) is None
