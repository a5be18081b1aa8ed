"""Set up a home from a file, by hand or from a test."""

from typing import Any, override

from homeassistant.config_entries import ConfigFlow, ConfigFlowResult
import voluptuous as vol

from .const import CONF_HOME, CONF_PATH, DOMAIN
from .home import HomeFile, HomeFileError


class HomeFileConfigFlow(ConfigFlow, domain=DOMAIN):
    """One step: which file. Tests import a home as a mapping instead."""

    @override
    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for the file's path."""
        errors, reason = {}, ""
        if user_input is not None:
            try:
                home = await self.hass.async_add_executor_job(HomeFile.load, user_input[CONF_PATH])
            except HomeFileError as err:
                errors[CONF_PATH], reason = "bad_file", str(err)
            else:
                return await self._create(home, user_input)
        return self.async_show_form(
            step_id="user",
            data_schema=vol.Schema({vol.Required(CONF_PATH): str}),
            errors=errors,
            description_placeholders={"reason": reason},
        )

    async def async_step_import(self, import_data: dict[str, Any]) -> ConfigFlowResult:
        """Take ``{"path": ...}`` or ``{"home": {...}}``. Raises HomeFileError."""
        if CONF_PATH in import_data:
            home = await self.hass.async_add_executor_job(HomeFile.load, import_data[CONF_PATH])
        else:
            home = HomeFile.from_dict(import_data[CONF_HOME])
        return await self._create(home, import_data)

    async def _create(self, home: HomeFile, data: dict[str, Any]) -> ConfigFlowResult:
        await self.async_set_unique_id(data.get(CONF_PATH, home.name))
        self._abort_if_unique_id_configured()
        return self.async_create_entry(title=home.name, data=data)
