from .cap import explore_cap as explore_cap
from .controls import Choice as Choice
from .controls import Number as Number
from .controls import Switch as Switch
from .controls import Whole as Whole
from .explorer import Explorer as Explorer
from .levers import explore_levers as explore_levers
from .reach import explore_reach as explore_reach
