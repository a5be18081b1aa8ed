"""What every test needs: our integration and the test home's, findable by Home Assistant."""

from pathlib import Path

import pytest

import custom_components.slm_conversation

# Imported first, because the harness puts a package of the same name on the path. A plain list, since the path of a
# namespace package is computed anew whenever sys.path changes.
custom_components.__path__ = [
    str(Path(custom_components.slm_conversation.__path__[0]).parent),
    str(Path(__file__).parent / "custom_components"),
]


@pytest.fixture(autouse=True)
def _custom_integrations(enable_custom_integrations: None) -> None:
    """Let Home Assistant load custom integrations in every test."""


pytest_plugins = ("tests.scripted",)
