#!/usr/bin/env bash
# Makes git of this job connect with the deploy key in KEY, and only to the hosts in KNOWN_HOSTS (lines of ssh-keyscan).
set -euo pipefail
: "${KEY:?is empty: see docs/ci.md}" "${KNOWN_HOSTS:?is empty: see docs/ci.md}"
umask 077
printf '%s\n' "$KEY" > "$RUNNER_TEMP/deploy-key"
printf '%s\n' "$KNOWN_HOSTS" > "$RUNNER_TEMP/known-hosts"
git config --global core.sshCommand \
  "ssh -i '$RUNNER_TEMP/deploy-key' -o IdentitiesOnly=yes -o StrictHostKeyChecking=yes -o UserKnownHostsFile='$RUNNER_TEMP/known-hosts'"
