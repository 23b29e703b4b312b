from .furnish import furnish as furnish
from .new import new_notebook as new_notebook
