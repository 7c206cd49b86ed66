#!/usr/bin/env bash
# Nightly backup: writes one encrypted file, keeps the newest 35, exits non-zero if anything failed or the file is in the
# open. Run as the watchbook user, with WATCHBOOK_BACKUP_RECIPIENTS set; the private key is in a safe, not on this host.
set -euo pipefail
target=${1:?usage: backup.sh FOLDER}
keep=${KEEP:-35}
watchbook=${WATCHBOOK:-/opt/watchbook/.venv/bin/watchbook}
mkdir -p "$target"; chmod 0700 "$target"
file="$target/watchbook-$(date -u +%Y%m%dT%H%M%SZ).age"
"$watchbook" backup "$file"
find "$target" -maxdepth 1 \( -name 'watchbook-*.age' -o -name 'watchbook-*.zip' \) -printf '%f\n' | sort -r | tail -n +$((keep + 1)) | while read -r old; do
  rm -- "$target/$old"
done
"$watchbook" backup-status
