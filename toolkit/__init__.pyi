from .catalog import UnknownMetricError as UnknownMetricError
from .export import Export as Export
from .schema import DataError as DataError
from .schema import check as check
from .summarize import NotAdditiveError as NotAdditiveError
from .summarize import summarize as summarize
