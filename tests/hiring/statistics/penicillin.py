"""Diameters of growth inhibition (mm) of 24 plates by samples A to F.

Davies & Goldsmith (1972), Statistical Methods in Research and Production, section 6.6;
data set Penicillin in lme4.
"""

DIAMETERS: dict[str, list[int]] = {
    "a": [27, 23, 26, 23, 23, 21],
    "b": [27, 23, 26, 23, 23, 21],
    "c": [25, 21, 25, 24, 24, 20],
    "d": [26, 23, 25, 23, 23, 20],
    "e": [25, 22, 26, 22, 23, 20],
    "f": [24, 22, 25, 23, 22, 19],
    "g": [24, 20, 23, 21, 22, 19],
    "h": [26, 22, 26, 24, 24, 21],
    "i": [24, 21, 24, 22, 22, 20],
    "j": [24, 21, 24, 23, 22, 19],
    "k": [26, 23, 26, 24, 24, 21],
    "l": [25, 22, 26, 24, 24, 20],
    "m": [26, 24, 26, 24, 25, 22],
    "n": [26, 23, 26, 23, 23, 20],
    "o": [26, 23, 25, 24, 24, 22],
    "p": [25, 22, 25, 23, 23, 20],
    "q": [25, 21, 24, 23, 23, 20],
    "r": [25, 22, 24, 23, 23, 19],
    "s": [24, 21, 23, 21, 21, 19],
    "t": [26, 23, 26, 24, 24, 21],
    "u": [25, 21, 24, 22, 22, 18],
    "v": [25, 22, 25, 22, 22, 20],
    "w": [24, 21, 24, 22, 24, 19],
    "x": [24, 21, 24, 22, 21, 18],
}

ROWS: list[dict[str, str | int]] = [
    {"plate": plate, "sample": sample, "diameter": diameter}
    for plate, diameters in DIAMETERS.items()
    for sample, diameter in zip("ABCDEF", diameters, strict=True)
]
