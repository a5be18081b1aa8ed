"""Folding, words, stems, jamo and the sound that two scripts share."""

import pytest

from custom_components.slm_conversation.home.text import fold, is_hangul, jamo, key_of, singular, sound, stems, words_of


@pytest.fixture(autouse=True)
def _custom_integrations() -> None:
    """Nothing here needs Home Assistant."""


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Turn  ON\tthe\nLamp ", "turn on the lamp"),
        ("Mum\u2019s lamp", "mum's lamp"),
        ("\u1100\u1165\u1109\u1175\u11af", "거실"),  # decomposed, as macOS types it
        ("\uff34\uff36", "tv"),  # full width
        ("２３°", "23°"),
        ("", ""),
        ("\uff1ce3\uff1e", "<e3>"),
    ],
)
def test_one_spelling(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("turn on lamp2", ["turn", "on", "lamp", "2"]),
        ("TV를 켜줘", ["tv", "를", "켜줘"]),
        ("mum's lamp, please", ["mum's", "lamp", "please"]),
        ("2층 불", ["2", "층", "불"]),
        ("💡 불", ["불"]),
        ("キッチン", list("キッチン")),
        ("...", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    found = words_of(fold(text))
    assert [word.text for word in found] == words
    assert [fold(text)[word.start : word.end] for word in found] == words


@pytest.mark.parametrize(
    "names",
    [
        ("Desk lamp", "desklamp", "DESK-LAMP", "desk  lamp"),
        ("Lamp two", "lamp 2", "Lamp second"),
        ("일층 불", "1층불", "1층 불"),
        ("거실 등", "거실등"),
        ("Mum's room", "mums room", "Mum\u2019s room"),
    ],
)
def test_equal_names_have_equal_keys(names: tuple[str, ...]) -> None:
    assert len({key_of(fold(name)) for name in names}) == 1


@pytest.mark.parametrize("name", ["★★★", "!?", "", "   "])
def test_a_name_without_letters_has_no_key(name: str) -> None:
    assert key_of(fold(name)) == ""


@pytest.mark.parametrize(
    ("word", "single"),
    [
        ("lamps", "lamp"),
        ("switches", "switch"),
        ("batteries", "battery"),
        ("boxes", "box"),
        ("glass", "glass"),
        ("mum's", "mum"),
        ("acs", "ac"),
        ("불들", "불들"),
    ],
)
def test_singular(word: str, single: str) -> None:
    assert singular(word) == single


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        *(
            (f"거실{particle}", "거실")
            for particle in "을 를 이 가 은 는 의 에 도 만 에서 으로 이랑 하고 에서는 쪽".split()
        ),
        ("무드등을", "무드등"),
        ("티비로", "티비"),
        ("불들을", "불"),
        ("구름이가", "구름이"),
        ("lamps", "lamp"),
    ],
)
def test_stems_leave_out_particles_and_plurals(word: str, stem: str) -> None:
    assert stems(word)[0] == word
    assert stem in stems(word)


def test_no_stem_is_empty() -> None:
    assert stems("은") == ("은",)
    assert all(stems("에서"))


def test_jamo() -> None:
    assert jamo("거실") == "ㄱㅓㅅㅣㄹ"
    assert jamo("tv를 23") == "tvㄹㅡㄹ 23"
    assert is_hangul("tv를")
    assert not is_hangul("tv")


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("Desk lamp", "데스크 램프"),
        ("Night light", "나이트 라이트"),
        ("Movie night", "무비 나이트"),
        ("Kitchen", "키친"),
        ("Garden", "가든"),
        ("Living room", "리빙룸"),
        ("Floor lamp", "플로어 램프"),
        ("Bedside lamp", "베드사이드 램프"),
        ("Mirror light", "미러 라이트"),
        ("Roborock", "로보락"),
        ("Dyson", "다이슨"),
        ("Samsung", "삼성"),
        ("Netflix", "넷플릭스"),
        ("Chromecast", "크롬캐스트"),
        ("Jarvis", "자비스"),
        ("Charlie", "찰리"),
        ("Heater", "히터"),
        ("Home theater", "홈 시어터"),
        ("Robot", "로봇"),
        ("Sunset", "선셋"),
        ("Music", "뮤식"),
    ],
)
def test_two_spellings_of_a_name_sound_the_same(english: str, korean: str) -> None:
    assert sound(key_of(fold(english))) == sound(key_of(fold(korean)))


@pytest.mark.parametrize(
    ("one", "other"),
    [("desk lamp", "플로어 램프"), ("kitchen", "치킨집"), ("robot", "라디오"), ("movie night", "무드등")],
)
def test_different_names_sound_different(one: str, other: str) -> None:
    assert sound(key_of(one)) != sound(key_of(other))
