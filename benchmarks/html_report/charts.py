"""Geometry of the charts: numbers to per cent of a drawing's width and height.

Enters: numbers. Leaves: axes with round ticks, bars and points, all in per cent, so that a drawing fits a phone and a
wide screen without being scaled. Refuses nothing; equal numbers still get an axis with a length.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

#: Heckbert 1990, "Nice numbers for graph labels" (Graphics Gems): the steps that people count in.
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis, in per cent of its length, and what stands there."""

    percent: float
    text: str


@dataclass(frozen=True, slots=True)
class Axis:
    """From `low` to `high`, in the unit of the values; on a `logarithmic` axis both are above 0."""

    low: float
    high: float
    ticks: tuple[Tick, ...]
    logarithmic: bool = False

    def percent(self, value: float) -> float:
        """Where a value stands, in per cent of the axis; values outside it stand at its ends."""
        low, high = (math.log10(v) if self.logarithmic else v for v in (self.low, self.high))
        place = math.log10(max(value, self.low)) if self.logarithmic else value
        return round(100 * min(1.0, max(0.0, (place - low) / (high - low))), 2)


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a histogram in per cent, `top` from above; `count` values from `low` to `high`."""

    left: float
    width: float
    top: float
    height: float
    count: int
    low: float
    high: float


def linear_axis(values: Sequence[float], *, text: Callable[[float], str], ticks: int = 4) -> Axis:
    """An axis from the round number below the smallest value to the one above the largest.

    Args:
        values: at least one number.
        text: what stands at a tick.
        ticks: about how many steps.
    """
    low, high = min(values), max(values)
    if high - low < 1e-9:
        low, high = low - abs(low) / 10 - 0.01, high + abs(high) / 10 + 0.01
    step = _round_step((high - low) / ticks)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    axis = Axis(first * step, last * step, ())
    places = [number * step for number in range(first, last + 1)]
    return Axis(axis.low, axis.high, tuple(Tick(axis.percent(value), text(value)) for value in places))


def log_axis(values: Sequence[float]) -> Axis:
    """An axis of powers of ten around values above 0, with a tick at each."""
    first, last = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    last = max(last, first + 1)
    axis = Axis(10.0**first, 10.0**last, (), logarithmic=True)
    powers = [10.0**power for power in range(first, last + 1)]
    return Axis(axis.low, axis.high, tuple(Tick(axis.percent(v), f"{v:,.10g}") for v in powers), logarithmic=True)


def bin_edges(values: Sequence[float], *, bins: int = 24) -> list[float]:
    """Edges of about `bins` equal bins of round width, from 0 or less to the largest value or more."""
    low, high = min(0.0, min(values)), max(values)
    step = _round_step(max(high - low, 1e-9) / bins)
    first, last = math.floor(low / step), max(math.ceil(high / step - 1e-9), math.floor(low / step) + 1)
    return [number * step for number in range(first, last + 1)]


def histogram(values: Sequence[float], edges: Sequence[float], *, axis: Axis, most: int) -> list[Bar]:
    """Bars of a histogram, empty ones left out.

    Args:
        values: numbers within the edges.
        edges: rising.
        axis: the horizontal one.
        most: the count that a bar as high as the drawing would have.
    """
    counts, _ = np.histogram(values, bins=np.asarray(edges))
    bars = []
    for count, low, high in zip(counts.tolist(), edges, edges[1:], strict=False):
        left, height = axis.percent(low), round(100 * count / most, 2)
        if count:
            width = round(axis.percent(high) - left, 2)
            bars.append(Bar(left, width, round(100 - height, 2), height, count, low, high))
    return bars


def tallest(groups: Sequence[Sequence[float]], edges: Sequence[float]) -> int:
    """The largest count in any bin of any group, at least 1."""
    return max(1, *(int(np.histogram(values, bins=np.asarray(edges))[0].max()) for values in groups))


def _round_step(rough: float) -> float:
    """The smallest of 1, 2, 2.5, 5 and 10 times a power of ten that is not below `rough`."""
    power = 10.0 ** math.floor(math.log10(rough))
    return power * next(step for step in _STEPS if step >= rough / power - 1e-9)
