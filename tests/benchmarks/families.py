"""Whoever knows the four families of the tested populations, and not which one it is."""

import numpy as np
from populations import GAMMA_SHAPE, Campaign

from toolkit.reach.forecast import Forecast, forecast, mixed
from toolkit.reach.gamma_poisson import fit_gamma_poisson
from toolkit.reach.kernels import POISSON, Draws, cells
from toolkit.reach.power_law import fit_power_law
from toolkit.reach.seen import read_seen

SHAPES = (POISSON, 1.0, GAMMA_SHAPE)


class Families:
    """What is told of a campaign, each family weighed by how well it explains the histogram."""

    def __init__(self, campaign: Campaign) -> None:
        self._shown = campaign.impressions(1.0)
        people = {k: n for k, n in campaign.histogram().items() if k}
        self._seen = read_seen(people, self._shown, None).cut()
        self._draws = [fit_gamma_poisson(self._seen.people, shapes=np.array([each]))
                       for each in SHAPES]  # fmt: skip
        self._draws.append(fit_power_law(self._seen.people))

    def reach(self, impressions: int, k: int) -> float:
        """Return the figure of people with k or more whose relative error is least expected."""
        times = impressions / self._shown
        told = {place: self._forecast(draws, times, k) for place, draws in enumerate(self._draws)}
        best = max(draws.log_weight.max() for draws in self._draws)
        return mixed(told, {
            place: np.exp(draws.log_weight[draws.enough(times)] - best).sum()
            for place, draws in enumerate(self._draws)
        }).nearest()  # fmt: skip

    def _forecast(self, draws: Draws, times: float, k: int) -> Forecast:
        enough = draws.enough(times)
        now = cells(draws.chances(1.0, self._seen.top), self._seen.top)
        return forecast(draws.chosen(enough), now[enough], self._seen, times, k)
