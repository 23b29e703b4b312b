"""How the tests run: the same examples everywhere, more of them when asked."""

import os

from hypothesis import settings

settings.register_profile("steady", derandomize=True, database=None, deadline=None, max_examples=15)
settings.register_profile("deep", database=None, deadline=None, max_examples=3000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
