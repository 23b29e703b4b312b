"""The pretend world whose truth we know, and the datasets written from it."""

from .world import SEED, World, simulate_world
from .write import check_datasets, write_datasets

__all__ = ["SEED", "World", "check_datasets", "simulate_world", "write_datasets"]
