"""To-do lists, and scenes: what has no state of its own."""

from collections.abc import Mapping
from enum import IntFlag
from typing import Any, override

from homeassistant.components.scene import Scene
from homeassistant.components.todo import TodoItem, TodoItemStatus, TodoListEntity, TodoListEntityFeature
from homeassistant.core import callback

from .base import FileEntity


class FileTodoList(FileEntity, TodoListEntity):
    """A to-do list; ``items`` are its open items, ``completed`` those done."""

    FEATURES = TodoListEntityFeature
    ATTRIBUTES = ("items", "completed")

    @override
    def default_features(self, attributes: Mapping[str, Any]) -> IntFlag:
        flags = TodoListEntityFeature
        return flags.CREATE_TODO_ITEM | flags.UPDATE_TODO_ITEM | flags.DELETE_TODO_ITEM

    @override
    def load(self, state: str | None, attributes: dict[str, Any]) -> None:
        open_items, done = list(attributes.get("items", ())), list(attributes.get("completed", ()))
        self._attr_todo_items = [
            TodoItem(
                summary=summary,
                uid=str(number),
                status=TodoItemStatus.NEEDS_ACTION if number < len(open_items) else TodoItemStatus.COMPLETED,
            )
            for number, summary in enumerate(open_items + done)
        ]
        self._created = len(self._attr_todo_items)

    @override
    async def async_create_todo_item(self, item: TodoItem) -> None:
        item.uid = str(self._created)
        self._created += 1
        await self.follow(todo_items=[*(self._attr_todo_items or ()), item])

    @override
    async def async_update_todo_item(self, item: TodoItem) -> None:
        items = [item if item.uid == old.uid else old for old in self._attr_todo_items or ()]
        await self.follow(todo_items=items)

    @override
    async def async_delete_todo_items(self, uids: list[str]) -> None:
        await self.follow(todo_items=[item for item in self._attr_todo_items or () if item.uid not in uids])


class FileScene(FileEntity, Scene):
    """A scene; ``does`` says what it brings about, without service calls of its own."""

    @override
    def load(self, state: str | None, attributes: dict[str, Any]) -> None:
        pass

    @callback
    @override
    def restore(self) -> None:
        # HA keeps the time of the last activation to itself; between two sentences it must be forgotten.
        self._BaseScene__last_activated = None
        super().restore()

    @override
    async def async_activate(self, **kwargs: Any) -> None:
        await self.follow()
        self.bring_about()
