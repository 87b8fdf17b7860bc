"""Workers end with the process that forked them, however it ends.

A pipe whose one end the parent alone holds: when the parent is gone, even killed, the system closes it.
"""

from __future__ import annotations

import os
import signal
import threading
import time


class Lifeline:
    """Ties workers to the process that makes it."""

    def __init__(self) -> None:
        self._watched, self._held = os.pipe()

    def hold_on(self, within: float) -> None:
        """In a worker: stop as if told to when the parent is gone.

        Args:
            within: after how many more seconds it ends in any case.
        """
        os.close(self._held)
        # A thread, as an event loop that hangs would not notice.
        threading.Thread(target=self._watch, args=(within,), name="lifeline", daemon=True).start()

    def _watch(self, within: float) -> None:
        os.read(self._watched, 1)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(within)
        os._exit(1)
