"""One thing said, and by whom and where."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Utterance:
    """``language`` is the pipeline's ("en", "ko-KR"...); ``area_id`` the speaker's, where the satellite has one."""

    text: str
    language: str
    area_id: str | None = None
    device_id: str | None = None
    satellite_id: str | None = None
    conversation_id: str | None = None
