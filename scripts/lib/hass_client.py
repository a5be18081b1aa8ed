"""A running Home Assistant, seen over HTTP: the few requests that make a fresh one ready to be talked to."""

from collections.abc import Mapping
from typing import Any

import aiohttp


class RefusedError(Exception):
    """Home Assistant answered a request with an error; the message is its own."""


class HassClient:
    """A session with Home Assistant at ``base`` (``http://host:port``), for one user."""

    def __init__(self, session: aiohttp.ClientSession, base: str) -> None:
        self._session = session
        self._base = base
        self._token = ""

    async def is_up(self) -> bool:
        """Whether the HTTP server answers."""
        try:
            async with self._session.get(f"{self._base}/manifest.json") as response:
                return response.ok
        except aiohttp.ClientConnectionError:
            return False

    async def request(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """Send a request to the REST API and return the decoded answer; raise RefusedError where it is no success."""
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        async with self._session.request(method, self._base + path, json=body, headers=headers) as response:
            if not response.ok:
                raise RefusedError(f"{method} {path}: {response.status} {await response.text()}")
            return await response.json()

    async def log_in(self, name: str, password: str) -> None:
        """Log in; later requests are this user's. Raises RefusedError."""
        client = {"client_id": f"{self._base}/"}
        start = {"handler": ["homeassistant", None], "redirect_uri": f"{self._base}/"}
        flow = await self.request("POST", "/auth/login_flow", client | start)
        credentials = client | {"username": name, "password": password}
        answer = await self.request("POST", f"/auth/login_flow/{flow['flow_id']}", credentials)
        if answer["type"] != "create_entry":
            raise RefusedError(f"{name} could not log in: {answer.get('errors')}")
        form = client | {"grant_type": "authorization_code", "code": answer["result"]}
        async with self._session.post(f"{self._base}/auth/token", data=form) as response:
            self._token = (await response.json())["access_token"]

    async def add_integration(self, domain: str) -> None:
        """Go through an integration's config flow with every default; no effect where it is set up already.

        Raises:
            RefusedError: with what the flow objected to.
        """
        if await self.entries(domain):
            return
        flow = await self.request("POST", "/api/config/config_entries/flow", {"handler": domain})
        while flow["type"] == "form":
            defaults = {field["name"]: field["default"] for field in flow["data_schema"] if "default" in field}
            flow = await self.request("POST", f"/api/config/config_entries/flow/{flow['flow_id']}", defaults)
            if flow.get("errors"):
                raise RefusedError(
                    f"the config flow says {flow['errors']} {flow.get('description_placeholders') or ''}"
                )
        if flow["type"] != "create_entry":
            raise RefusedError(f"the config flow ended with {flow.get('reason', flow['type'])}")

    async def entries(self, domain: str) -> list[dict[str, Any]]:
        """Return the config entries of an integration, each with its ``state`` and ``reason``."""
        entries: list[dict[str, Any]] = await self.request("GET", f"/api/config/config_entries/entry?domain={domain}")
        return entries

    async def command(self, **command: Any) -> Any:
        """Send one WebSocket command and return its result; raise RefusedError where it is no success."""
        async with self._session.ws_connect(f"{self._base}/api/websocket") as socket:
            await socket.receive_json()
            await socket.send_json({"type": "auth", "access_token": self._token})
            await socket.receive_json()
            await socket.send_json({"id": 1, **command})
            answer = await socket.receive_json()
        if not answer["success"]:
            raise RefusedError(f"{command['type']}: {answer['error']['message']}")
        return answer["result"]

    async def use_agent(self, agent: str, name: str, language: str) -> None:
        """Make a conversation agent the preferred voice assistant, asked before Home Assistant's own rules."""
        speech = (
            "stt_engine",
            "stt_language",
            "tts_engine",
            "tts_language",
            "tts_voice",
            "wake_word_entity",
            "wake_word_id",
        )
        pipeline: dict[str, Any] = dict.fromkeys(speech) | {
            "name": name,
            "language": language,
            "conversation_engine": agent,
            "conversation_language": language,
            "prefer_local_intents": False,
        }
        there = (await self.command(type="assist_pipeline/pipeline/list"))["pipelines"]
        pipeline_id = next((item["id"] for item in there if item["name"] == name), None)
        if pipeline_id is None:
            pipeline_id = (await self.command(type="assist_pipeline/pipeline/create", **pipeline))["id"]
        else:
            await self.command(type="assist_pipeline/pipeline/update", pipeline_id=pipeline_id, **pipeline)
        await self.command(type="assist_pipeline/pipeline/set_preferred", pipeline_id=pipeline_id)
