"""What is found in a sentence: names, kinds, rooms and options, glued, misheard and in the other script."""

import pytest

from custom_components.slm_conversation.home.index import build_index
from custom_components.slm_conversation.home.kinds import Kind
from custom_components.slm_conversation.home.match import find_hits
from custom_components.slm_conversation.home.model import Area, Entity, Floor, Home
from custom_components.slm_conversation.home.sentence import Sentence
from custom_components.slm_conversation.home.shortlist import shortlist
from tests.sample_home import entity, heard


@pytest.fixture(autouse=True)
def _custom_integrations() -> None:
    """Nothing here needs Home Assistant."""


@pytest.mark.parametrize(
    "marked",
    [
        # Whole names: case, spacing, plural, possessive, number words
        "turn on the desk lamp[light.desk]",
        "turn on the desklamp[light.desk]",
        "turn on the desk lamp[light.desk]s",
        "desk lamp[light.desk]'s brightness",
        "lamp 2[light.second] on",
        "lamp two[light.second] on",
        "start movie night[scene.movie]",
        "무드등[light.mood k:light] 켜",
        "무드 등[light.mood k:light] 꺼",
        # Particles, glued and missing, and a name that ends like one
        "무드등[light.mood k:light]을 꺼줘",
        "무드등[light.mood k:light]이 켜져 있어?",
        "세탁기[switch.washer k:washer]는 돌아가?",
        "현관문[lock.front k:door]을 잠가",
        "구름이[light.cloud] 켜줘",
        "구름이[light.cloud]를 켜줘",
        "구름[light.cloud] 켜줘",
        "desk lamp[light.desk]를 꺼",
        # Glued by speech-to-text
        "무드등[light.mood k:light]꺼줘",
        "거실[living]불[k:light]켜줘",
        "거실[living]에어컨[climate.ac k:ac] 틀어줘",
        # Parts of names
        "turn the roborock[vacuum.robot] on",
        "bedside lamp[light.left light.right]s on",
        "samsung[media_player.tv] on",
        # The other script
        "데스크 램프[light.desk k:light] 켜줘",
        "데스크램프[light.desk]를 켜",
        "무비 나이트[scene.movie]",
        "로보락[vacuum.robot] 시작",
        "삼성 티비[media_player.tv k:tv]",
        "turn on the mudeung[light.mood]",
        # Misheard
        "turn on the dest lamp[light.desk k:light]",
        "무두등[light.mood] 켜줘",
        "공기청전기[fan.purifier] 꺼줘",
        "roborok[vacuum.robot] start",
    ],
)
def test_names(marked: str) -> None:
    assert heard(plain(marked)) == marked


@pytest.mark.parametrize(
    "marked",
    [
        # Kinds in both languages
        "turn on the telly[k:tv]",
        "티비[k:tv] 꺼",
        "텔레비전[k:tv]을 꺼줘",
        "washing machine[k:washer]",
        "로봇청소기[k:vacuum] 집으로",
        "blind[k:blind]s down",
        "커튼[k:curtain] 닫아",
        "lights[k:light] off",
        "불[k:light] 꺼",
        "everything[k:thing] off",
        # Rooms in both languages, with particles
        "living room[living]",
        "the lounge[living]",
        "거실[living]에서",
        "부엌[kitchen] 불[k:light] 켜",
        "kitchen[kitchen] light[light.kitchen]s[k:light]",
        "침실[bedroom] 커튼[k:curtain] 열어",
        "서재[study] 불[k:light]",
        # Rooms that are not here
        "lights[k:light] in the garden[elsewhere]",
        "지하실[elsewhere] 불[k:light] 꺼",
        # Floors
        "upstairs[upstairs] lights[k:light] off",
        "위층[upstairs] 불[k:light] 꺼",
        "아래층[downstairs]",
        "2층[upper] 불[k:light] 꺼",
        "이층[upper]의 불[k:light]",
        "second floor[upper] lights[k:light]",
        "ground floor[ground] lights[k:light]",
        # Options
        "set the ac[k:ac] to cool[cool]",
        "에어컨[k:ac] 제습[dry]으로",
        "바람 약하게[low]",
        # Colours and numbers
        "turn the desk lamp[light.desk] red[red]",
        "데스크 램프[light.desk k:light] 빨간색[red]으로",
        "보일러[climate.boiler k:heater] 이십삼도[degree=23]로",
    ],
)
def test_kinds_rooms_and_values(marked: str) -> None:
    assert heard(plain(marked)) == marked


def plain(marked: str) -> str:
    """The sentence without its marks."""
    out, depth = "", 0
    for char in marked:
        depth += (char == "[") - (char == "]")
        out += char if depth == 0 and char != "]" else ""
    return out


@pytest.mark.parametrize(
    "text",
    [
        "what a lovely day",
        "오늘 참 좋다",
        "thank you",
        "응 그래",
        "it's too hot",
        "",
        "💡💡",
        "은 는 이 가",
        "turn it on please",
    ],
)
def test_nothing_is_found_where_nothing_was_named(text: str) -> None:
    assert heard(text) == text


def test_a_part_of_a_room_that_was_said_is_no_part_of_a_device() -> None:
    """The "living" of "Living room light" says nothing there."""
    assert heard("everything in the living room") == "everything[k:thing] in the living room[living]"


def test_a_name_in_another_word_is_not_marked_twice() -> None:
    assert heard("roborock vacbot") == "roborock[vacuum.robot] vacbot"


@pytest.mark.parametrize(
    ("text", "area_id", "marked"),
    [
        ("turn on the lamp", None, "turn on the lamp[k:light]"),  # five carry the word: the kind only
        ("turn on the lamp", "bedroom", "turn on the lamp[k:light light.left light.right]"),  # else here
        ("turn on the lamp", "kitchen", "turn on the lamp[k:light]"),
        ("the lounge lamp", "bedroom", "the lounge[living] lamp[k:light light.floor]"),  # a named room comes first
        ("the lamp in the study", "bedroom", "the lamp[k:light light.desk] in the study[study]"),
        ("거실 램프", "bedroom", "거실[living] 램프[k:light]"),
    ],
)
def test_narrowing(text: str, area_id: str | None, marked: str) -> None:
    assert heard(text, area_id) == marked


@pytest.mark.parametrize(("count", "marks_kind"), [(2, False), (4, False), (5, True), (9, True)])
def test_a_name_of_more_than_four_devices_is_marked_by_kind(count: int, *, marks_kind: bool) -> None:
    home = Home(tuple(entity(f"light.x{number}", "Moon", Kind.LIGHT) for number in range(count)))
    [hit] = find_hits(Sentence(build_index(home), "turn on the moon", None), [])
    assert len(hit.entities) == (0 if marks_kind else count)
    assert hit.kind is (Kind.LIGHT if marks_kind else None)


def test_a_name_of_many_kinds_is_not_marked() -> None:
    kinds = (Kind.LIGHT, Kind.FAN, Kind.TV, Kind.AC, Kind.VACUUM)
    home = Home(tuple(entity(f"x.x{kind}", "Moon", kind) for kind in kinds))
    assert find_hits(Sentence(build_index(home), "turn on the moon", None), []) == []


def test_a_device_may_be_named_like_a_filler_or_a_verb() -> None:
    home = Home((entity("light.on", "On", Kind.LIGHT), entity("scene.off", "꺼줘", Kind.SCENE)), (Area("a", ("The",)),))
    sentence = Sentence(build_index(home), "the desk on 꺼줘", None)
    assert {hit.entities for hit in find_hits(sentence, [])} >= {(0,), (1,)}


@pytest.mark.parametrize("text", ["거실불켜" * 120, "불꺼" * 250, "가" * 500, "turn on the dest lmap " * 22])
def test_the_longest_sentence_is_split(text: str) -> None:
    assert plain(heard(text)) == text.strip()


def test_a_room_called_like_a_floor_is_found_too() -> None:
    home = Home(
        (Entity("light.base", ("Tube",), Kind.LIGHT, "basement"),), (Area("basement", ("Basement",)),), (Floor("down", ("Basement",), -1),)
    )  # fmt: skip
    short = shortlist(build_index(home), "turn off the lights in the basement")
    (mark,) = [mark for mark in short.marks if any(isinstance(found, Floor) for found in mark.references)]
    assert any(isinstance(found, Area) for found in mark.references)
