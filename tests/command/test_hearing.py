"""Which language was spoken, and whether anything was said."""

import pytest

from custom_components.slm_conversation.command.hearing import LONGEST, hear
from custom_components.slm_conversation.command.outcome import Why


@pytest.mark.parametrize(
    ("text", "pipeline", "language", "why"),
    [
        ("turn on the light", "en", "en", None),
        ("turn on the light", "ko-KR", "en", None),
        ("불 켜줘", "en-US", "ko", None),
        ("TV 켜줘", "ko", "ko", None),
        ("불 켜줘", "de", "ko", None),
        ("50", "ko", "ko", None),
        ("50", "en-GB", "en", None),
        ("", "ko", "ko", Why.SILENCE),
        (" \n ", "en", "en", Why.SILENCE),
        ("💡🔥", "en", "en", Why.SILENCE),
        ("... ?!", "ko", "ko", Why.SILENCE),
        ("을 를 은 는", "en", "ko", Why.SILENCE),
        ("the", "en", "en", Why.SILENCE),
        ("schalte das Licht ein", "de", "en", Why.FOREIGN),
        ("включи свет", "en", "en", Why.FOREIGN),
        ("电灯", "ko", "ko", Why.FOREIGN),
        ("light " * 2000, "en", "en", Why.TOO_LONG),
        ("불 " * 5000, "ko", "ko", Why.TOO_LONG),
    ],
)
def test_hearing(text: str, pipeline: str, language: str, why: Why | None) -> None:
    """Only what is worth a thought reaches the model."""
    heard = hear(text, pipeline)
    assert (heard.language, heard.why) == (language, why)


def test_the_longest_sentence_is_heard() -> None:
    """The limit itself is allowed."""
    assert hear("a" * LONGEST, "en").why is None


def test_separated_jamo_are_joined() -> None:
    """MacOS sends Hangul in pieces."""
    assert hear("\u1107\u116e\u11af", "en").text == "불"


def test_a_few_characters_may_be_many_letters() -> None:
    assert hear("a" + "\ufdfa" * 400, "en").why is Why.TOO_LONG
    assert hear("a" * 4_000_000, "en").why is Why.TOO_LONG
