#!/usr/bin/env bash
# Ends with 1 if a file holds a key, a token or a password of a known kind. Addresses of examples are none, and letters
# that only look random are hashes and test vectors here.
set -euo pipefail
exec "$(dirname "$0")/../../.venv/bin/detect-secrets-hook" --disable-plugin Base64HighEntropyString \
  --disable-plugin HexHighEntropyString --disable-plugin KeywordDetector \
  --exclude-lines 'example\.kr|user:password@host|user:hidden-word@' "$@"
