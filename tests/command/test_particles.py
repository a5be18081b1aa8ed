"""Particles after words as they are read aloud."""

import pytest

from custom_components.slm_conversation.command.particles import Spoken, attach


@pytest.mark.parametrize(
    ("word", "particle", "expected"),
    [
        ("램프", "을", "램프를"),
        ("조명", "을", "조명을"),
        ("조명", "은", "조명은"),
        ("커튼", "이", "커튼이"),
        ("창문", "로", "창문으로"),
        ("거실", "로", "거실로"),
        ("세탁기", "와", "세탁기와"),
        ("거실", "와", "거실과"),
        ("TV", "이", "TV가"),
        ("TV", "을", "TV를"),
        ("LG", "은", "LG는"),
        ("HDMI", "로", "HDMI로"),
        ("LED", "을", "LED를"),
        ("FM", "을", "FM을"),
        ("URL", "로", "URL로"),
        ("램프 3", "은", "램프 3은"),
        ("PC 2", "은", "PC 2는"),
        ("HDMI 1", "로", "HDMI 1로"),
        ("채널 8", "로", "채널 8로"),
        ("채널 3", "로", "채널 3으로"),
        ("채널 10", "로", "채널 10으로"),
        ("채널 6", "을", "채널 6을"),
        ("Light", "을", "Light를"),
        ("Lamp", "은", "Lamp는"),
        ("Desk", "이", "Desk가"),
        ("Table", "을", "Table을"),
        ("Table", "로", "Table로"),
        ("Home", "로", "Home으로"),
        ("Phone", "이", "Phone이"),
        ("Kitchen", "은", "Kitchen은"),
        ("Robot", "을", "Robot을"),
        ("Laptop", "을", "Laptop을"),
        ("Clock", "을", "Clock을"),
        ("Speaker", "을", "Speaker를"),
        ("Lights", "을", "Lights를"),
        ("Ceiling", "은", "Ceiling은"),
        ("Hub", "을", "Hub를"),
        ("Music", "을", "Music을"),
        ("50%", "로", "50%로"),
        ("23.5도", "예요", "23.5도예요"),
        ("자동", "예요", "자동이에요"),
        ("거실(창가)", "은", "거실(창가)는"),
        ("램프 💡", "을", "램프 💡를"),
        ("", "을", "를"),
        ("💡", "은", "💡는"),
    ],
)
def test_particle_follows_the_sound(word: str, particle: str, expected: str) -> None:
    """The particle is the one a Korean would say."""
    assert attach(word, particle) == expected


def test_spoken_takes_its_particle_in_a_format() -> None:
    """Reply templates name the particle once; the word chooses its form."""
    pattern = "{it:을} {value:로}"
    assert pattern.format(it=Spoken("조명"), value=Spoken("30%")) == "조명을 30%로"
    assert f"{Spoken('TV')}" == "TV"
