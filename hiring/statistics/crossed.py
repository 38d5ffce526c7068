"""Crossed mixed model by profiled (restricted) likelihood.

y = X b + sum_k Z_k u_k + e with u_k ~ N(0, theta_k^2 s2_e I). With L = diag(theta) and M = I + L Z'Z L (one
row per level, not per rating), log|V| = log|M| and V^-1 = I - Z L M^-1 L Z' by Woodbury's identity, so one
evaluation costs the cube of the number of levels. Criterion: Bates, Maechler, Bolker & Walker 2015, J Stat
Softw 67(1), with s2_e profiled.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse
from scipy.linalg import cho_solve, solve_triangular

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

LARGEST_RATIO = 50.0
STARTS = (1.0, 0.3, 3.0)
BOUNDARY_SLACK = 1e-6
WORST = 1e15


@dataclass(frozen=True)
class Design:
    """Cross-products of one design; `owner` tells for each random column which factor it belongs to."""

    n: int
    n_factors: int
    owner: Ints
    ztz: Floats
    ztx: Floats
    zty: Floats
    xtx: Floats
    xty: Floats
    yty: float


@dataclass(frozen=True)
class Solution:
    """The profiled fit at one theta. `cross` is L_M^-1 L Z'X, `lower` the Cholesky factor of M."""

    theta: Floats
    criterion: float
    sigma2: float
    beta: Floats
    beta_cov: Floats
    u: Floats
    scale: Floats
    lower: Floats
    cross: Floats


def design(y: Floats, fixed: Ints, random: list[Ints]) -> Design:
    """Design of response y: a fixed mean per code in `fixed`, a random intercept per code of each factor."""
    z = sparse.hstack([_indicators(codes) for codes in random]).tocsr()
    x = _indicators(fixed)
    sizes = [int(codes.max()) + 1 for codes in random]
    return Design(
        n=len(y),
        n_factors=len(random),
        owner=np.repeat(np.arange(len(random)), sizes),
        ztz=(z.T @ z).toarray(),
        ztx=(z.T @ x).toarray(),
        zty=np.asarray(z.T @ y, dtype=np.float64),
        xtx=(x.T @ x).toarray(),
        xty=np.asarray(x.T @ y, dtype=np.float64),
        yty=float(y @ y),
    )


def _indicators(codes: Ints) -> "sparse.csr_matrix":
    rows = np.arange(len(codes))
    return sparse.csr_matrix((np.ones(len(codes)), (rows, codes)), shape=(len(codes), int(codes.max()) + 1))


def solve(d: Design, theta: Floats, reml: bool) -> Solution | None:
    """The fit at the given ratios of standard deviations; None where it is not numerically defined."""
    scale = np.abs(theta)[d.owner]
    m = scale[:, None] * d.ztz * scale[None, :]
    m[np.diag_indices_from(m)] += 1.0
    try:
        lower = np.linalg.cholesky(m)
        cross = solve_triangular(lower, scale[:, None] * d.ztx, lower=True)
        seen = solve_triangular(lower, scale * d.zty, lower=True)
        inner = np.linalg.cholesky(d.xtx - cross.T @ cross)
    except np.linalg.LinAlgError:
        return None
    beta = cho_solve((inner, True), d.xty - cross.T @ seen)
    rss = float(d.yty - seen @ seen - beta @ (d.xty - cross.T @ seen))
    degrees = d.n - len(beta) if reml else d.n
    if rss <= 1e-12 * max(d.yty, 1e-300) or degrees <= 0:
        return None
    sigma2 = rss / degrees
    criterion = 2 * float(np.log(np.diag(lower)).sum()) + degrees * (1 + math.log(2 * math.pi * sigma2))
    if reml:
        criterion += 2 * float(np.log(np.diag(inner)).sum())
    u = scale * solve_triangular(lower, seen - cross @ beta, lower=True, trans="T")
    cov = sigma2 * cho_solve((inner, True), np.eye(len(beta)))
    return Solution(
        np.abs(theta), criterion, sigma2, beta, cov, u, scale, np.asarray(lower, dtype=np.float64), cross
    )


def minimise(d: Design, reml: bool) -> Solution | None:
    """The best fit from three starts, polished without derivatives; ratios of no use become exactly zero."""
    if not d.n_factors:
        return solve(d, np.zeros(0), reml)
    best = min((_descend(d, reml, start) for start in STARTS), key=lambda theta: _criterion(d, theta, reml))
    best = _polish(d, reml, best)
    return solve(d, _snapped(d, reml, best), reml)


def _criterion(d: Design, theta: Floats, reml: bool) -> float:
    found = solve(d, np.asarray(theta, dtype=np.float64), reml)
    return WORST if found is None else found.criterion


def _descend(d: Design, reml: bool, start: float) -> Floats:
    found = optimize.minimize(
        lambda theta: _criterion(d, theta, reml),
        np.full(d.n_factors, start),
        method="L-BFGS-B",
        bounds=[(0.0, LARGEST_RATIO)] * d.n_factors,
    )
    return np.asarray(found.x, dtype=np.float64)


def _polish(d: Design, reml: bool, theta: Floats) -> Floats:
    """Nelder-Mead: finite differences leave the last digits of the ratios unsettled."""
    found = optimize.minimize(
        lambda values: _criterion(d, values, reml),
        theta,
        method="Nelder-Mead",
        options={"xatol": 1e-7, "fatol": 1e-10, "maxiter": 400 * d.n_factors},
    )
    return np.minimum(np.abs(np.asarray(found.x, dtype=np.float64)), LARGEST_RATIO)


def _snapped(d: Design, reml: bool, theta: Floats) -> Floats:
    """Set to zero each ratio, smallest first, whose removal does not worsen the criterion."""
    kept = theta.copy()
    for factor in np.argsort(theta):
        trial = kept.copy()
        trial[factor] = 0.0
        if _criterion(d, trial, reml) <= _criterion(d, kept, reml) + BOUNDARY_SLACK:
            kept = trial
    return kept


def prediction_errors(found: Solution, columns: Ints) -> Floats:
    """Prediction-error covariance of chosen random effects, the fixed effects' uncertainty included.

    The block of Henderson's C^-1, written so that a zero ratio is allowed:
    s2_e L (M^-1 + M^-1 L Z'X (X'V^-1X)^-1 X'Z L M^-1) L.
    """
    unit = np.zeros((len(found.scale), len(columns)))
    unit[columns, np.arange(len(columns))] = found.scale[columns]
    half = solve_triangular(found.lower, unit, lower=True)
    lean = half.T @ found.cross
    return np.asarray(found.sigma2 * half.T @ half + lean @ found.beta_cov @ lean.T, dtype=np.float64)
