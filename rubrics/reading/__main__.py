"""``python -m rubrics.reading KIND`` reads a file from standard input and prints its text and places as JSON."""

from __future__ import annotations

import json
import sys

from rubrics.reading.confinement import NO_TEXT, answer, bound


def main() -> int:
    """0 with JSON on standard output; 2 for a kind that is not read here."""
    kind = sys.argv[1] if len(sys.argv) == 2 else ""
    if kind not in NO_TEXT:
        print(f"Name one of {', '.join(NO_TEXT)}.", file=sys.stderr)
        return 2
    bound()
    print(json.dumps(answer(kind, sys.stdin.buffer.read())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
