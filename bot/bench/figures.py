"""Medians and percentiles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def percentile(values: Sequence[float], share: float) -> float:
    """The value that a share of the values do not exceed.

    >>> percentile([1.0, 2.0, 3.0], 0.5)
    2.0
    """
    return float(np.quantile(np.asarray(values), share))


def median(values: Sequence[float]) -> float:
    """The middle of some values."""
    return percentile(values, 0.5)
