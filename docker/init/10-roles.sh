#!/bin/bash
# Runs once, in an empty data directory, as the superuser, who is not used again. confidant_owner owns the database and
# migrates it; confidant_server is what the server logs in as, owns nothing and cannot bypass row-level security.
set -euo pipefail
psql --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --no-psqlrc --quiet --set ON_ERROR_STOP=1 \
  --set owner="$(cat /run/secrets/owner)" --set server="$(cat /run/secrets/server)" \
  --file /docker-entrypoint-initdb.d/roles.psql
