"""Robot vacuums and lawn mowers."""

from collections.abc import Mapping
from enum import IntFlag
from typing import Any, override

from homeassistant.components.lawn_mower import LawnMowerActivity, LawnMowerEntity, LawnMowerEntityFeature
from homeassistant.components.vacuum import Segment, StateVacuumEntity, VacuumActivity, VacuumEntityFeature

from .base import FileEntity


class FileVacuum(FileEntity, StateVacuumEntity):
    """A robot vacuum. Sent back, it is docked at once unless it is slow. Its segments are the home's areas, by id."""

    FEATURES = VacuumEntityFeature
    STATE_ATTRIBUTES = ("fan_speed",)
    ATTRIBUTES = ("fan_speed_list", "options")

    @override
    def default_features(self, attributes: Mapping[str, Any]) -> IntFlag:
        flags = VacuumEntityFeature
        return (
            flags.STATE | flags.START | flags.PAUSE | flags.STOP | flags.RETURN_HOME | flags.LOCATE
            | flags.CLEAN_SPOT | flags.CLEAN_AREA | flags.FAN_SPEED
        )  # fmt: skip

    @override
    def load(self, state: str | None, attributes: dict[str, Any]) -> None:
        self._attr_activity = VacuumActivity(state or "docked")
        speeds = attributes.get("fan_speed_list") or attributes.get("options") or ("quiet", "standard", "turbo")
        self._attr_fan_speed_list = list(speeds)
        self._attr_fan_speed = attributes.get("fan_speed", speeds[0])

    @override
    async def async_start(self) -> None:
        await self.follow(activity=VacuumActivity.CLEANING)

    @override
    async def async_pause(self) -> None:
        await self.follow(activity=VacuumActivity.PAUSED)

    @override
    async def async_stop(self, **kwargs: Any) -> None:
        await self.follow(activity=VacuumActivity.IDLE)

    @override
    async def async_return_to_base(self, **kwargs: Any) -> None:
        await self.follow({"activity": VacuumActivity.RETURNING}, activity=VacuumActivity.DOCKED)

    @override
    async def async_clean_spot(self, **kwargs: Any) -> None:
        await self.follow(activity=VacuumActivity.CLEANING)

    @override
    async def async_locate(self, **kwargs: Any) -> None:
        await self.follow()

    @override
    async def async_set_fan_speed(self, fan_speed: str, **kwargs: Any) -> None:
        await self.follow(fan_speed=fan_speed)

    @override
    async def async_send_command(self, command: str, params: object = None, **kwargs: Any) -> None:
        await self.follow()

    @override
    async def async_get_segments(self) -> list[Segment]:
        options: Mapping[str, Any] = self.registry_entry.options.get("vacuum", {}) if self.registry_entry else {}
        return [Segment(id=area_id, name=area_id) for area_id in options.get("area_mapping", ())]

    @override
    async def async_clean_segments(self, segment_ids: list[str], **kwargs: Any) -> None:
        await self.follow(activity=VacuumActivity.CLEANING)


class FileLawnMower(FileEntity, LawnMowerEntity):
    """A lawn mower."""

    FEATURES = LawnMowerEntityFeature

    @override
    def default_features(self, attributes: Mapping[str, Any]) -> IntFlag:
        return LawnMowerEntityFeature.START_MOWING | LawnMowerEntityFeature.PAUSE | LawnMowerEntityFeature.DOCK

    @override
    def load(self, state: str | None, attributes: dict[str, Any]) -> None:
        self._attr_activity = LawnMowerActivity(state or "docked")

    @override
    async def async_start_mowing(self) -> None:
        await self.follow(activity=LawnMowerActivity.MOWING)

    @override
    async def async_pause(self) -> None:
        await self.follow(activity=LawnMowerActivity.PAUSED)

    @override
    async def async_dock(self) -> None:
        await self.follow({"activity": LawnMowerActivity.RETURNING}, activity=LawnMowerActivity.DOCKED)
