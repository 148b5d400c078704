"""`python -m interview`: puts the commands of both doors, the terminal and the web, on one list."""

import sys

from interview import cli
from interview.web import launch

COMMANDS = [
    cli.Command("serve", launch.serve),
    cli.Command("link", launch.link),
    cli.Command("unlink", cli.unlink, takes=("email",)),
    cli.Command("check", cli.check, takes=("folder",)),
    cli.Command("migrate", cli.migrate),
    cli.Command("demo", cli.demo),
    cli.Command("backup", cli.backup),
    cli.Command("restore", cli.restore, takes=("file",)),
]


def main() -> int:
    """Run the command given on the command line."""
    return cli.run(COMMANDS, sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
