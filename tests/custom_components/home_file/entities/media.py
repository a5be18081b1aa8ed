"""Media players: televisions, speakers, receivers."""

from collections.abc import Mapping
from enum import IntFlag
from typing import Any, override

from homeassistant.components.media_player import (
    BrowseMedia,
    MediaClass,
    MediaPlayerDeviceClass,
    MediaPlayerEntity,
    MediaPlayerEntityFeature as Feature,
    MediaPlayerState,
    MediaType,
    SearchMedia,
    SearchMediaQuery,
)

from .base import FileEntity

_USUAL = (
    *("TURN_ON", "TURN_OFF", "VOLUME_SET", "VOLUME_STEP", "VOLUME_MUTE", "PLAY", "PAUSE", "STOP"),
    *("NEXT_TRACK", "PREVIOUS_TRACK", "PLAY_MEDIA", "SEARCH_MEDIA"),
)


class FileMediaPlayer(FileEntity, MediaPlayerEntity):
    """A media player, with sources where ``source_list`` (or ``options``) and sound modes where their list is given."""

    FEATURES = Feature
    CLASSES = MediaPlayerDeviceClass
    STATE_ATTRIBUTES = (
        *("volume_level", "is_volume_muted", "source", "source_list", "sound_mode", "sound_mode_list", "app_name"),
        *("media_title", "media_artist", "media_album_name", "media_track", "media_channel", "media_content_id"),
        *("media_content_type", "media_duration", "shuffle", "repeat"),
    )
    ATTRIBUTES = ("options",)

    @override
    def default_features(self, attributes: Mapping[str, Any]) -> IntFlag:
        features = Feature(0)
        for name in _USUAL:
            features |= Feature[name]
        if "source_list" in attributes or "options" in attributes:
            features |= Feature.SELECT_SOURCE
        if "sound_mode_list" in attributes:
            features |= Feature.SELECT_SOUND_MODE
        return features

    @override
    def load(self, state: str | None, attributes: dict[str, Any]) -> None:
        self._attr_state = MediaPlayerState(state or "off")
        self._attr_volume_level = attributes.get("volume_level", 0.3)
        self._attr_is_volume_muted = attributes.get("is_volume_muted", False)
        self._attr_source_list = attributes.get("source_list") or attributes.get("options")
        self._attr_source = attributes.get("source", self._attr_source_list[0] if self._attr_source_list else None)
        self._attr_media_track = attributes.get("media_track", 1)
        for key in ("media_content_id", "media_content_type", "media_channel", "sound_mode"):
            setattr(self, f"_attr_{key}", attributes.get(key))

    @override
    async def async_turn_on(self) -> None:
        await self.follow(state=MediaPlayerState.ON)

    @override
    async def async_turn_off(self) -> None:
        await self.follow(state=MediaPlayerState.OFF)

    @override
    async def async_mute_volume(self, mute: bool) -> None:
        await self.follow(is_volume_muted=mute)

    @override
    async def async_set_volume_level(self, volume: float) -> None:
        await self.follow(volume_level=round(volume, 2))

    @override
    async def async_media_play(self) -> None:
        await self.follow(state=MediaPlayerState.PLAYING)

    @override
    async def async_media_pause(self) -> None:
        await self.follow(state=MediaPlayerState.PAUSED)

    @override
    async def async_media_stop(self) -> None:
        await self.follow(state=MediaPlayerState.IDLE)

    @override
    async def async_media_next_track(self) -> None:
        await self.follow(media_track=(self._attr_media_track or 0) + 1)

    @override
    async def async_media_previous_track(self) -> None:
        await self.follow(media_track=max(1, (self._attr_media_track or 1) - 1))

    @override
    async def async_select_source(self, source: str) -> None:
        await self.follow(source=source)

    @override
    async def async_select_sound_mode(self, sound_mode: str) -> None:
        await self.follow(sound_mode=sound_mode)

    @override
    async def async_set_shuffle(self, shuffle: bool) -> None:
        await self.follow(shuffle=shuffle)

    @override
    async def async_set_repeat(self, repeat: str) -> None:
        await self.follow(repeat=repeat)

    @override
    async def async_play_media(self, media_type: MediaType | str, media_id: str, **kwargs: Any) -> None:
        after: dict[str, Any] = {"media_content_type": media_type, "media_content_id": media_id}
        if media_type == MediaType.CHANNEL:
            after["media_channel"] = media_id
        await self.follow(state=MediaPlayerState.PLAYING, **after)

    @override
    async def async_search_media(self, query: SearchMediaQuery) -> SearchMedia:
        found = BrowseMedia(
            title=query.search_query,
            media_class=MediaClass.MUSIC,
            media_content_type=query.media_content_type or MediaType.MUSIC,
            media_content_id=query.search_query,
            can_play=True,
            can_expand=False,
        )
        return SearchMedia(result=[found])
