"""`python -m wapentake.foundation.supervisor keeper|web|COMMAND`: how the supervisor starts its own kind."""

import sys

from .main import run_command


def main() -> int:
    """Run the keeper, the web server or one of the program's commands."""
    name = sys.argv[1] if len(sys.argv) > 1 else "help"
    if name == "keeper":
        from .keeper import main as keep

        return keep()
    if name == "web":
        from .web import main as web

        return web(sys.argv[2:])
    run_command(["wapentake", *sys.argv[1:]])
    return 0


sys.exit(main())
