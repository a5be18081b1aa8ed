"""Covers, valves and locks: what opens and closes."""

from collections.abc import Mapping
from enum import IntFlag
from typing import Any, override

from homeassistant.components.cover import CoverDeviceClass, CoverEntity, CoverEntityFeature
from homeassistant.components.lock import LockEntity, LockEntityFeature
from homeassistant.components.valve import ValveDeviceClass, ValveEntity, ValveEntityFeature

from .base import FileEntity

_WITHOUT_POSITION = {CoverDeviceClass.GARAGE, CoverDeviceClass.GATE, CoverDeviceClass.DOOR}


class FileCover(FileEntity, CoverEntity):
    """A cover; all but garage doors, gates and doors have positions."""

    FEATURES = CoverEntityFeature
    CLASSES = CoverDeviceClass
    ATTRIBUTES = ("current_position", "current_tilt_position")

    @override
    def default_features(self, attributes: Mapping[str, Any]) -> IntFlag:
        features = CoverEntityFeature.OPEN | CoverEntityFeature.CLOSE | CoverEntityFeature.STOP
        if self.spec.device_class not in _WITHOUT_POSITION:
            features |= CoverEntityFeature.SET_POSITION
        if "current_tilt_position" in attributes:
            features |= (
                CoverEntityFeature.OPEN_TILT | CoverEntityFeature.CLOSE_TILT | CoverEntityFeature.SET_TILT_POSITION
            )
        return features

    @override
    def load(self, state: str | None, attributes: dict[str, Any]) -> None:
        self._attr_is_opening = state == "opening"
        self._attr_is_closing = state == "closing"
        closed = state == "closed"
        position = attributes.get("current_position")
        if position is not None and state is None:
            closed = position == 0
        # A file that names both may contradict itself after ``put``: the state wins.
        if position is None or closed != (position == 0):
            position = 0 if closed else 100
        has_position = CoverEntityFeature.SET_POSITION in CoverEntityFeature(self._attr_supported_features)
        self._attr_current_cover_position = position if has_position else None
        self._attr_is_closed = closed
        self._attr_current_cover_tilt_position = attributes.get("current_tilt_position")

    async def _move(self, position: int) -> None:
        opening = position > (self._attr_current_cover_position or 0)
        after: dict[str, Any] = {"is_closed": position == 0, "is_opening": False, "is_closing": False}
        if self._attr_current_cover_position is not None:
            after["current_cover_position"] = position
        await self.follow({"is_opening": opening, "is_closing": not opening}, **after)

    @override
    async def async_open_cover(self, **kwargs: Any) -> None:
        await self._move(100)

    @override
    async def async_close_cover(self, **kwargs: Any) -> None:
        await self._move(0)

    @override
    async def async_set_cover_position(self, **kwargs: Any) -> None:
        await self._move(kwargs["position"])

    @override
    async def async_stop_cover(self, **kwargs: Any) -> None:
        await self.follow(is_opening=False, is_closing=False)

    @override
    async def async_open_cover_tilt(self, **kwargs: Any) -> None:
        await self.follow(current_cover_tilt_position=100)

    @override
    async def async_close_cover_tilt(self, **kwargs: Any) -> None:
        await self.follow(current_cover_tilt_position=0)

    @override
    async def async_set_cover_tilt_position(self, **kwargs: Any) -> None:
        await self.follow(current_cover_tilt_position=kwargs["tilt_position"])


class FileValve(FileEntity, ValveEntity):
    """A valve; it has positions where the file gives one."""

    FEATURES = ValveEntityFeature
    CLASSES = ValveDeviceClass
    ATTRIBUTES = ("current_position",)

    @override
    def default_features(self, attributes: Mapping[str, Any]) -> IntFlag:
        features = ValveEntityFeature.OPEN | ValveEntityFeature.CLOSE | ValveEntityFeature.STOP
        return features | ValveEntityFeature.SET_POSITION if "current_position" in attributes else features

    @override
    def load(self, state: str | None, attributes: dict[str, Any]) -> None:
        self._attr_reports_position = ValveEntityFeature.SET_POSITION in ValveEntityFeature(
            self._attr_supported_features
        )
        self._attr_is_opening = state == "opening"
        self._attr_is_closing = state == "closing"
        self._attr_is_closed = state != "open"
        if self._attr_reports_position:
            self._attr_current_valve_position = attributes.get("current_position", 100 if state == "open" else 0)

    async def _move(self, position: int) -> None:
        after: dict[str, Any] = {"is_closed": position == 0, "is_opening": False, "is_closing": False}
        if self._attr_reports_position:
            after["current_valve_position"] = position
        await self.follow({"is_opening": position > 0, "is_closing": position == 0}, **after)

    @override
    async def async_open_valve(self) -> None:
        await self._move(100)

    @override
    async def async_close_valve(self) -> None:
        await self._move(0)

    @override
    async def async_set_valve_position(self, position: int) -> None:
        await self._move(position)

    @override
    async def async_stop_valve(self) -> None:
        await self.follow(is_opening=False, is_closing=False)


class FileLock(FileEntity, LockEntity):
    """A lock."""

    FEATURES = LockEntityFeature
    STATE_ATTRIBUTES = ("changed_by", "code_format")

    @override
    def default_features(self, attributes: Mapping[str, Any]) -> IntFlag:
        return LockEntityFeature(0)

    @override
    def load(self, state: str | None, attributes: dict[str, Any]) -> None:
        self._attr_is_locked = state not in ("unlocked", "open")
        self._attr_is_jammed = state == "jammed"
        self._attr_is_open = state == "open"

    @override
    async def async_lock(self, **kwargs: Any) -> None:
        await self.follow({"is_locking": True}, is_locked=True, is_locking=False, is_open=False)

    @override
    async def async_unlock(self, **kwargs: Any) -> None:
        await self.follow({"is_unlocking": True}, is_locked=False, is_unlocking=False, is_open=False)

    @override
    async def async_open(self, **kwargs: Any) -> None:
        await self.follow(is_locked=False, is_open=True)
