"""Reminders of what somebody has to do before the engine can work. The remedy is in the text."""

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from .const import DOMAIN
from .engine.errors import CpuUnfitError, EngineError, EngineMissingError, ModelDamagedError, ModelMissingError

_WITH_REMEDY: tuple[type[EngineError], ...] = (EngineMissingError, CpuUnfitError, ModelMissingError, ModelDamagedError)


@callback
def async_create_issue(hass: HomeAssistant, error: EngineError) -> None:
    """Tell under *Repairs* what is wrong and what helps, in place of what was wrong before."""
    async_clear_issues(hass, but=error.translation_key)
    ir.async_create_issue(
        hass,
        DOMAIN,
        error.translation_key,
        is_fixable=False,
        severity=ir.IssueSeverity.ERROR,
        translation_key=error.translation_key,
    )


@callback
def async_clear_issues(hass: HomeAssistant, but: str = "") -> None:
    """What was wrong is so no more, but for the error of the key ``but``."""
    for error in _WITH_REMEDY:
        if error.translation_key != but:
            ir.async_delete_issue(hass, DOMAIN, error.translation_key)
