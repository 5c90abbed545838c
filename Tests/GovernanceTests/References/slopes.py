"""Slopes and their HAC errors by statsmodels 0.15.0: writes slopes.json beside this file.

Run: pip install statsmodels numpy; python Tests/GovernanceTests/References/slopes.py
Least squares of a weekly series on the week, covariance of Newey and West with Bartlett weights over
all lags of the sample, without the correction for small samples.
"""

import json
import pathlib

import numpy
import statsmodels.api as sm

random = numpy.random.default_rng(7)
rows = []
for weeks in (8, 10, 12):
    values = (
        numpy.cumsum(random.standard_normal(weeks)) * 0.1
        + random.standard_normal(weeks) * 0.05
        - 0.02 * numpy.arange(weeks)
    )
    values = numpy.round(values, 6)
    design = sm.add_constant(numpy.arange(weeks, dtype=float))
    fit = sm.OLS(values, design).fit(
        cov_type="HAC", cov_kwds={"maxlags": weeks - 1, "use_correction": False}
    )
    rows.append(
        {
            "values": [float(value) for value in values],
            "slope": float(fit.params[1]),
            "error": float(fit.bse[1]),
            "squares": float((fit.resid**2).sum()),
        }
    )
target = pathlib.Path(__file__).with_name("slopes.json")
target.write_text(json.dumps(rows, indent=2) + "\n")
