"""Where a value stands on the rating scale, for every medium: pages and PDF each draw from it."""

from hiring.reporting.contents import CompetencyRow

MARGIN, SPAN = 10.0, 80.0


def scale_position(value: float, levels: int) -> float:
    """Where a value from 1 to `levels` stands on the axis, in per cent of its width."""
    return round(MARGIN + SPAN * (value - 1) / (levels - 1), 2)


def tint(mean: float, levels: int = 5) -> int:
    """Step 1 to 5 of the data ramp for a mean; halves go up (2.5 is step 3)."""
    step = int((mean - 1) * 4 / (levels - 1) + 1.5)
    return min(5, max(1, step))


def dot_plot_label(row: CompetencyRow) -> str:
    """ "Communication: Ana Ruiz 3, Li Wei 4; mean 3.5"; what the dot plot says, in words."""
    if not row.discs:
        return f"{row.name}: not assessed"
    ratings = ", ".join(f"{disc.name} {disc.level}" for disc in row.discs)
    return f"{row.name}: {ratings}; mean {row.mean_text}"
