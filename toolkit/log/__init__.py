"""People counted from logs of impressions, on any engine."""

from .audience import Audience, audience
from .build_up import build_up
from .cap import split_at_cap
from .check import check_log
from .deliver import deliver
from .engine import connect
from .frequency import frequency
from .overlap import overlap
from .repeat import repeat
from .sample import merge_samples, rate_for, sample_people
from .source import read_log
from .unions import common_reach, exclusive_reach, incremental_reach, pair_reach, union_reach

__all__ = [
    "Audience", "audience", "build_up", "check_log", "common_reach", "connect", "deliver",
    "exclusive_reach", "frequency", "incremental_reach", "merge_samples", "overlap", "pair_reach",
    "rate_for", "read_log", "repeat", "sample_people", "split_at_cap",
    "union_reach",
]  # fmt: skip
