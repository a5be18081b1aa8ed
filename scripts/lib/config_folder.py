"""The configuration folder of a Home Assistant that needs no onboarding and listens on loopback only."""

import base64
from collections.abc import Iterable, Mapping
import json
from pathlib import Path
from typing import Any

import bcrypt

HOST = "127.0.0.1"
USER = "demo"
PASSWORD = "demo-password"  # noqa: S105 - of a home that only this machine can reach

CONFIGURATION = """\
homeassistant:
  name: Demo
  country: KR
  currency: KRW
  language: en
  time_zone: Asia/Seoul
  unit_system: metric
assist_pipeline:
conversation:
frontend:
logger:
  default: warning
  logs:
    custom_components.slm_conversation: debug
home_file:
  path: {home}
script: {scripts}
"""


def prepare(config: Path, home: Path, scripts: Mapping[str, Any], port: int, integrations: Iterable[Path]) -> None:
    """Write a configuration folder for a home file, keeping what Home Assistant has stored in it.

    ``scripts`` is what stands under ``script:``; ``integrations`` are the custom integrations' folders.
    """
    components = config / "custom_components"
    components.mkdir(parents=True, exist_ok=True)
    for integration in integrations:
        link = components / integration.name
        link.unlink(missing_ok=True)
        link.symlink_to(integration, target_is_directory=True)
    # JSON is YAML in which "off" stays a word.
    configuration = CONFIGURATION.format(home=json.dumps(str(home)), scripts=json.dumps(scripts, ensure_ascii=False))
    (config / "configuration.yaml").write_text(configuration, encoding="utf-8")
    _seed_http(config, port)
    if not (config / ".storage/auth").exists():
        _seed_user(config)


def _seed(config: Path, name: str, version: tuple[int, int], data: object) -> None:
    """Write one of Home Assistant's storage files."""
    major, minor = version
    content = {"version": major, "minor_version": minor, "key": name, "data": data}
    path = config / ".storage" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")


def _seed_http(config: Path, port: int) -> None:
    # In configuration.yaml this would be a proposal that has to be confirmed in the browser, or is taken back.
    http = {
        "server_host": [HOST],
        "server_port": port,
        "cors_allowed_origins": [],
        "login_attempts_threshold": -1,
        "ip_ban_enabled": False,
        "ssl_profile": "intermediate_v6",
        "use_x_frame_options": True,
        "created_at": "2026-01-01T00:00:00+00:00",
        "error": None,
        "error_message": None,
    }
    _seed(config, "http", (3, 1), {"stable": http, "pending": None, "yaml_migration_done": True})


def _seed_user(config: Path) -> None:
    # Onboarding would add rooms of its own to the home and set up integrations that need the Internet.
    _seed(config, "onboarding", (4, 1), {"done": ["user", "core_config", "analytics", "integration"]})
    hashed = base64.b64encode(bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt())).decode()
    _seed(config, "auth_provider.homeassistant", (1, 1), {"users": [{"username": USER, "password": hashed}]})
    user = {
        "id": USER,
        "name": USER.title(),
        "group_ids": ["system-admin"],
        "is_owner": True,
        "is_active": True,
        "system_generated": False,
        "local_only": False,
    }
    credential = {
        "id": USER,
        "user_id": USER,
        "auth_provider_type": "homeassistant",
        "auth_provider_id": None,
        "data": {"username": USER},
    }
    group = {"id": "system-admin", "name": "Administrators"}
    auth = {"users": [user], "groups": [group], "credentials": [credential], "refresh_tokens": []}
    _seed(config, "auth", (1, 1), auth)
