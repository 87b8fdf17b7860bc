"""An action server that may be away: the person gets a kind sentence, and the conversation stays as it was.

Rasa says nothing at all when it cannot reach its action server, and waits five minutes for one that hangs.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import aiohttp
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from actions.phrases import read_phrases

logger = logging.getLogger(__name__)

_ANSWERS_WITHIN = 8.0
# One that is just being started again is worth a second call.
_CALLS = 2
_BETWEEN_CALLS = 0.5
_REJECTED = 400


class RemoteActions(EndpointConfig):
    """An action endpoint that is another process, perhaps on another machine.

    Args:
        endpoint: Rasa's, as `endpoints.yml` names it.
        answers_within: how many seconds a call may take.
    """

    def __init__(self, endpoint: EndpointConfig, answers_within: float = _ANSWERS_WITHIN) -> None:
        super().__init__(url=endpoint.url)
        self.headers, self.kwargs = endpoint.headers, endpoint.kwargs
        self._endpoint = endpoint
        self._answers_within = answers_within
        self._trouble = read_phrases().trouble

    async def request(
        self,
        method: str = "post",
        subpath: str | None = None,
        content_type: str | None = "application/json",
        compress: bool = False,
        **kwargs: Any,
    ) -> Any | None:
        """Have an action run.

        Args:
            method: HTTP's.
            subpath: what to add to the address.
            content_type: of the call.
            compress: whether to compress it.
            kwargs: what else aiohttp takes.

        Returns:
            What the action server answers; if it does not, a sentence for the person and no events, so that
            the conversation goes on from where it was.

        Raises:
            ClientResponseError: the action refused to run.
        """
        kwargs["timeout"] = self._answers_within
        for call in range(_CALLS):
            if call:
                await asyncio.sleep(_BETWEEN_CALLS)
            try:
                found = await self._endpoint.request(method, subpath, content_type, compress, **kwargs)
                if isinstance(found, dict):
                    return found
                logger.error("the action server answers, but not as one")
            except ClientResponseError as error:
                if error.status == _REJECTED:
                    raise
                logger.error("the action server answers with %s", error.status)
            except (aiohttp.ClientConnectionError, ConnectionError) as error:
                logger.error("the action server cannot be reached (%s)", type(error).__name__)
                continue
            except (aiohttp.ClientError, asyncio.TimeoutError, ValueError) as error:
                logger.error("the action server fails (%s)", type(error).__name__)
            break
        return {"events": [], "responses": [{"text": self._trouble}]}
