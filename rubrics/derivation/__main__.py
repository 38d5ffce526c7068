"""``python -m rubrics.derivation FILE`` prints the draft of a role document as JSON; needs no database."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from rubrics.derivation.assembly import derive
from rubrics.derivation.explain import explained
from rubrics.reading import UnreadableDocument, read


def main(arguments: list[str] | None = None) -> int:
    """Derive one file; 0 on success, 2 with one sentence on standard error when the file cannot be read."""
    parser = argparse.ArgumentParser(
        prog="python -m rubrics.derivation", description="Derive a rubric draft from a role document."
    )
    parser.add_argument("file", type=Path, help="a .txt, .md or .html file")
    parser.add_argument(
        "--seniority",
        choices=("individual", "lead", "head"),
        help="level of the anchors; else from the title",
    )
    parser.add_argument(
        "--explain", action="store_true", help="print for each statement the rules that fired"
    )
    options = parser.parse_args(arguments)
    try:
        document = read(options.file.read_bytes(), name=options.file.name)
    except UnreadableDocument as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"The file {options.file} cannot be opened: {error.strerror or error}.", file=sys.stderr)
        return 2
    draft = derive(document.text, blocks=document.blocks, seniority=options.seniority)
    if options.explain:
        print("\n".join(explained(draft)))
    else:
        print(json.dumps(draft.as_dict(), ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
