#!/usr/bin/env bash
# Nightly backup: writes one verified file, keeps the newest 35, exits non-zero if anything failed. Run as the watchbook user.
set -euo pipefail
target=${1:?usage: backup.sh FOLDER}
keep=${KEEP:-35}
mkdir -p "$target"; chmod 0700 "$target"
file="$target/watchbook-$(date -u +%Y%m%dT%H%M%SZ).zip"
/opt/watchbook/.venv/bin/watchbook backup "$file"
find "$target" -maxdepth 1 -name 'watchbook-*.zip' -printf '%f\n' | sort -r | tail -n +$((keep + 1)) | while read -r old; do
  rm -- "$target/$old"
done
