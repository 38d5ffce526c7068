"""Quantiles and tails of the distributions used here: the one place that calls scipy for them."""

import math

from scipy import special


def t_quantile(probability: float, df: float) -> float:
    """Quantile of Student's t; infinite `df` gives the normal one."""
    if math.isinf(df):
        return normal_quantile(probability)
    return float(special.stdtrit(df, probability))


def normal_quantile(probability: float) -> float:
    """Quantile of the standard normal distribution."""
    return float(special.ndtri(probability))


def normal_two_sided(z: float) -> float:
    """Probability of a standard normal value at least as far from zero as z."""
    return math.erfc(abs(z) / math.sqrt(2))


def f_quantile(probability: float, df_between: float, df_within: float) -> float:
    """Quantile of the F distribution."""
    return float(special.fdtri(df_between, df_within, probability))


def f_tail(value: float, df_between: float, df_within: float) -> float:
    """Probability of an F value of at least `value`."""
    return float(special.fdtrc(df_between, df_within, value))


def chi2_tail(value: float, df: float) -> float:
    """Probability of a chi-squared value of at least `value`."""
    return float(special.chdtrc(df, max(value, 0.0)))
