"""Crossed mixed model by profiled (restricted) likelihood.

y = X b + sum_k Z_k u_k + e with u_k ~ N(0, theta_k^2 s2_e I). With L = diag(theta) and M = I + L Z'Z L, one
row per level and not per rating, log|V| = log|M| and V^-1 = I - Z L M^-1 L Z' by Woodbury's identity.
Criterion: Bates, Maechler, Bolker & Walker 2015, J Stat Softw 67(1), with s2_e profiled. The levels of one
factor never meet in a rating, so the block of the largest factor in M is diagonal and is eliminated first:
an evaluation costs the cube of the number of the other levels, and pools of thousands of ratings stay fast.
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
    """Cross-products of one design; `owner` tells for each random column which factor it belongs to.

    `wide` are the columns of the largest factor, `rest` the others; `counts` is the diagonal of Z'Z at
    `wide`.
    """

    n: int
    n_factors: int
    owner: Ints
    wide: Ints
    rest: Ints
    counts: Floats
    meets: Floats
    ztz_rest: Floats
    ztx: Floats
    zty: Floats
    xtx: Floats
    xty: Floats
    yty: float


@dataclass(frozen=True)
class Root:
    """Cholesky factor of M with the wide block first: [[diag(root), 0], [tall, lower]]."""

    wide: Ints
    rest: Ints
    root: Floats
    tall: Floats
    lower: Floats

    def forward(self, values: Floats) -> Floats:
        """Solve L x = values; the rows of x are those of `wide`, then those of `rest`."""
        first = (values[self.wide].T / self.root).T
        second = solve_triangular(self.lower, values[self.rest] - self.tall @ first, lower=True)
        return np.concatenate([first, second])

    def backward(self, values: Floats) -> Floats:
        """Solve L' x = values for a vector as `forward` gives it; x is in the order of the columns."""
        split = len(self.wide)
        second = solve_triangular(self.lower, values[split:], lower=True, trans="T")
        answer = np.empty(len(values))
        answer[self.rest] = second
        answer[self.wide] = (values[:split] - self.tall.T @ second) / self.root
        return answer

    def log_determinant(self) -> float:
        """Log of the determinant of M."""
        return 2 * float(np.log(self.root).sum() + np.log(np.diag(self.lower)).sum())


@dataclass(frozen=True)
class Solution:
    """The profiled fit at one theta. `cross` is L^-1 diag(theta) Z'X with L the Cholesky factor of M."""

    theta: Floats
    criterion: float
    sigma2: float
    beta: Floats
    beta_cov: Floats
    u: Floats
    scale: Floats
    root: Root
    cross: Floats


def design(y: Floats, fixed: Ints, random: list[Ints]) -> Design:
    """Design of response y: a fixed mean per code in `fixed`, a random intercept per code of each factor."""
    z = sparse.hstack([_indicators(codes) for codes in random]).tocsc()
    x = _indicators(fixed)
    sizes = [int(codes.max()) + 1 for codes in random]
    owner = np.repeat(np.arange(len(random)), sizes)
    widest = owner == int(np.argmax(sizes))
    wide, rest = np.flatnonzero(widest), np.flatnonzero(~widest)
    z_wide, z_rest = z[:, wide], z[:, rest]
    return Design(
        n=len(y),
        n_factors=len(random),
        owner=owner,
        wide=wide,
        rest=rest,
        counts=np.asarray(z_wide.sum(axis=0), dtype=np.float64).ravel(),
        meets=(z_rest.T @ z_wide).toarray(),
        ztz_rest=(z_rest.T @ z_rest).toarray(),
        ztx=(z.T @ x).toarray(),
        zty=np.asarray(z.T @ y, dtype=np.float64),
        xtx=(x.T @ x).toarray(),
        xty=np.asarray(x.T @ y, dtype=np.float64),
        yty=float(y @ y),
    )


def _indicators(codes: Ints) -> "sparse.csr_matrix":
    rows = np.arange(len(codes))
    return sparse.csr_matrix((np.ones(len(codes)), (rows, codes)), shape=(len(codes), int(codes.max()) + 1))


def _root(d: Design, scale: Floats) -> Root:
    wide, rest = scale[d.wide], scale[d.rest]
    root = np.sqrt(1.0 + wide**2 * d.counts)
    tall = rest[:, None] * d.meets * (wide / root)[None, :]
    left = rest[:, None] * d.ztz_rest * rest[None, :] - tall @ tall.T
    left[np.diag_indices_from(left)] += 1.0
    return Root(d.wide, d.rest, root, tall, np.asarray(np.linalg.cholesky(left), dtype=np.float64))


def solve(d: Design, theta: Floats, reml: bool) -> Solution | None:
    """The fit at the given ratios of standard deviations; None where it is not numerically defined."""
    scale = np.abs(theta)[d.owner]
    try:
        root = _root(d, scale)
        cross = root.forward(scale[:, None] * d.ztx)
        inner = np.linalg.cholesky(d.xtx - cross.T @ cross)
    except np.linalg.LinAlgError:
        return None
    seen = root.forward(scale * d.zty)
    beta = cho_solve((inner, True), d.xty - cross.T @ seen)
    rss = float(d.yty - seen @ seen - beta @ (d.xty - cross.T @ seen))
    degrees = d.n - len(beta) if reml else d.n
    if rss <= 1e-12 * max(d.yty, 1e-300) or degrees <= 0:
        return None
    sigma2 = rss / degrees
    criterion = root.log_determinant() + degrees * (1 + math.log(2 * math.pi * sigma2))
    if reml:
        criterion += 2 * float(np.log(np.diag(inner)).sum())
    u = scale * root.backward(seen - cross @ beta)
    cov = sigma2 * cho_solve((inner, True), np.eye(len(beta)))
    return Solution(np.abs(theta), criterion, sigma2, beta, cov, u, scale, root, cross)


def minimise(d: Design, reml: bool) -> Solution | None:
    """The best fit from three starts, polished without derivatives; ratios of no use become exactly zero."""
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
    half = found.root.forward(unit)
    lean = half.T @ found.cross
    return np.asarray(found.sigma2 * half.T @ half + lean @ found.beta_cov @ lean.T, dtype=np.float64)
