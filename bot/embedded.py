"""Actions in the bot's own process: Rasa's action endpoint without the hop over HTTP."""

from __future__ import annotations

import logging
from typing import Any

from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor


class EmbeddedActions(EndpointConfig):
    """An action endpoint that runs the project's actions itself.

    Rasa gives an action call to ``request`` and takes back events and responses, as from an action
    server; for set-ups of several machines `endpoints.yml` names one instead.
    """

    def __init__(self) -> None:
        super().__init__(url="embedded")
        logging.getLogger("rasa_sdk.executor").setLevel(logging.WARNING)
        self._executor = ActionExecutor()
        self._executor.register_package("actions")

    async def request(
        self,
        method: str = "post",
        subpath: str | None = None,
        content_type: str | None = "application/json",
        compress: bool = False,
        **kwargs: Any,
    ) -> Any | None:
        """Run one action.

        Args:
            method: not used, like the other arguments of an HTTP call.
            subpath: not used.
            content_type: not used.
            compress: not used.
            kwargs: ``json`` holds the action call.

        Returns:
            ``{"events": [...], "responses": [...]}``.
        """
        return await self._executor.run(kwargs["json"])
