"""`python -m tests.scan FOLDER…`: exit code 1 when something was found, 2 when there was nothing to look at."""

import sys
from pathlib import Path

from tests.scan.scan import scan


def main(folders: list[str]) -> int:
    try:
        report = scan([Path(one) for one in folders])
    except FileNotFoundError as error:
        print(f"There is no {error}: nothing was scanned.", file=sys.stderr)
        return 2
    print(report)
    if not report.files:
        print("Nothing was scanned.", file=sys.stderr)
        return 2
    return 1 if report.hits else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
