"""The encoder and the fitting of its vocabulary."""

from pathlib import Path
import random

import pytest

from custom_components.slm_conversation.command.tokenizer import Tokenizer
from models.tokenizer import check, train, write

CONTROL = ("<pad>", "<act>", "<end>", "<e0>", "<e1>", "<on>")
ENGLISH = [
    "the",
    "lamp",
    "in",
    "a",
    "kitchen's",
    "corner",
    "shall",
    "be",
    "set",
    "to",
    "23",
    "degrees",
    "and",
    "don't",
    "open",
    "Küche",
    "45%",
]
KOREAN = ["거실", "불을", "켜고", "안방", "창문은", "닫아", "온도를", "이십삼", "도로", "맞춰"]


@pytest.fixture(name="tokenizer", scope="module")
def fixture_tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Tokenizer:
    """Return an encoder fitted to a little corpus, by way of its file."""
    dice = random.Random(1)
    corpus = [" ".join(dice.choices(words, k=7)) for words in (ENGLISH, KOREAN) for _ in range(200)]
    path: Path = tmp_path_factory.mktemp("vocabulary") / "vocabulary.json"
    write(train(corpus, CONTROL, 1024, syllables="값넓"), path)
    return Tokenizer.load(path)


def test_ids(tokenizer: Tokenizer) -> None:
    """Control tokens come first, in their order; all other ids lie behind."""
    assert [tokenizer.control(name) for name in CONTROL] == list(range(len(CONTROL)))
    assert tokenizer.size == len(CONTROL) + len(tokenizer.pieces)
    with pytest.raises(KeyError):
        tokenizer.control("<e2>")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "<e0>",
        " <on><act> <end>",
        "turn on <e1>\x00<pad>",
        "거실 불 켜줘 <e0>",
        "가나다 값이 넓다 뷁",
        "👩‍🚀 ☃ café Straße",
        "a\nb\tc  d",
        "it's o'clock ''",
        "x" * 10_000,
    ],
)
def test_text_is_only_text(tokenizer: Tokenizer, text: str) -> None:
    """Any text comes back whole, and none yields a control id."""
    ids = tokenizer.encode(text)
    assert tokenizer.decode(ids) == text
    assert all(index >= len(CONTROL) for index in ids)


def test_broken_text(tokenizer: Tokenizer) -> None:
    """Half of a surrogate pair, which cannot be written as UTF-8, is encoded as a question mark."""
    assert tokenizer.decode(tokenizer.encode("a\ud800b")) == "a?b"


def test_syllables_stand_alone(tokenizer: Tokenizer) -> None:
    """A span can end at any syllable: encoding its parts gives the same ids as encoding the whole."""
    for text in ("거실불을켜고", "안방 창문은", "온도를23도로", "kitchen창문은", "kitchen's", "12"):
        whole = tokenizer.encode(text)
        for at in range(1, len(text)):
            if text[at].isascii() and text[at].isalpha() and text[at - 1].isascii():
                continue
            if text[at - 1] == " ":
                continue
            assert tokenizer.encode(text[:at]) + tokenizer.encode(text[at:]) == whole


def test_everyday_words_are_short(tokenizer: Tokenizer) -> None:
    """A syllable of the corpus or the wish list is one token, behind a space too; any other at most two."""
    assert [len(tokenizer.encode(text)) for text in ("거", " 거", "실", "값", "뷁", " kitchen", " 4")] == [
        1,
        1,
        1,
        1,
        2,
        1,
        1,
    ]


def test_agrees_with_the_library(tokenizer: Tokenizer) -> None:
    """The tokenizers library encodes random text the same with our merges."""
    vocabulary = {"control": list(tokenizer.control_tokens), "merges": tokenizer.merges()}
    dice = random.Random(2)
    letters = " '<>09aekitchn \n거실불을켜뷁éß😀"
    check(vocabulary, ["".join(dice.choices(letters, k=30)) for _ in range(500)])


@pytest.mark.parametrize(
    "content", ["[]", "{}", '{"control": ["<a>", "<a>"], "merges": []}', '{"control": [], "merges": [[1, 999]]}']
)
def test_damaged_file(tmp_path: Path, content: str) -> None:
    """A file that is no vocabulary is refused."""
    path = tmp_path / "vocabulary.json"
    path.write_text(content)
    with pytest.raises(ValueError, match=r"vocabulary|twice|exist"):
        Tokenizer.load(path)


def test_no_room() -> None:
    """A size that Hangul alone would fill is refused."""
    with pytest.raises(ValueError, match="no room"):
        train(["거실 불"], CONTROL, 300)
