#!/bin/sh
# Installs what the program needs, then serves the demonstration borough; says how long each took.
set -e
cd "$(dirname "$0")/.."
began=$(date +%s)
make --no-print-directory install ${PYTHON:+PYTHON="$PYTHON"}
WAPENTAKE_INSTALL_SECONDS=$(($(date +%s) - began))
export WAPENTAKE_INSTALL_SECONDS
exec .venv/bin/wapentake demo "$@"
