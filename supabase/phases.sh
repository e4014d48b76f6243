#!/bin/sh
# Applies the store phase by phase and checks each: supabase/phases.sh DATABASE_URL [LAST_PHASE [flags of supabase db push]]
# Phases are 0 to 5; an applied one is checked again. Stops with an error at the first push or check that fails.
set -eu

url=${1:?"the URL of the database, such as postgresql://postgres:…@db.<ref>.supabase.co:5432/postgres"}
last=${2:-5}
case $last in
[0-5]) ;;
*) echo "LAST_PHASE must be a number from 0 to 5, not '$last'; flags follow it" >&2 && exit 2 ;;
esac
[ $# -gt 2 ] && shift 2 || shift $#

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
project=$(mktemp -d)
trap 'rm -rf "$project"' EXIT
mkdir -p "$project/supabase/migrations"
cp "$here/config.toml" "$project/supabase/"

# The CLI refuses a folder that lacks an applied migration: copy the files of applied phases first.
applied=$(psql "$url" -XAtqc "select coalesce(max(substr(name, 9, 2)::integer), -1)
    from kaggle_store.installed where name like '20261123%'" 2>/dev/null || echo -1)

phase=0
while [ "$phase" -le "$last" ] || [ "$phase" -le "$applied" ]; do
    cp "$here"/migrations/20261123"0$phase"*.sql "$project/supabase/migrations/"
    # Phase 5 ends with the migrations of later releases.
    [ "$phase" -lt 5 ] || cp "$here"/migrations/*.sql "$project/supabase/migrations/"
    if [ "$phase" -ge "$applied" ]; then
        supabase --workdir "$project" db push --yes --remote="$url" "$@"
    fi
    if [ "$phase" -le "$last" ]; then
        echo "Phase $phase:"
        psql "$url" -Xq -f "$here/checks/phase_$phase.sql"
    fi
    phase=$((phase + 1))
done
