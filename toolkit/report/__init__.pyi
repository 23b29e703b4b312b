from .plan import Plan as Plan
from .plan import left_out as left_out
from .plan import plan_reports as plan_reports
from .problems import ReportError as ReportError
from .terminal import write_at_terminal as write_at_terminal
from .write import Report as Report
from .write import write_reports as write_reports
