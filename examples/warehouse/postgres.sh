#!/usr/bin/env bash
# Judges a table of PostgreSQL: through a pipe, and by the server itself (COPY … TO PROGRAM); reads the findings back.
#
#   examples/warehouse/postgres.sh
#
# It starts a server of its own without a network, in a folder that it removes, and stops it. Its programs are those on PATH
# or in /usr/lib/postgresql (Debian: apt install postgresql). See common.sh for what it can be given.
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "$0")/common.sh"

for programs in /usr/lib/postgresql/*/bin; do
    PATH="$PATH:$programs"
done
for program in initdb postgres psql; do
    if ! command -v "$program" > /dev/null; then
        echo "there is no $program: the server programs of PostgreSQL are needed" >&2
        exit 2
    fi
done

# The server refuses to run as root.
server=$(mktemp -d)
as=()
if [ "$EUID" -eq 0 ]; then
    id postgres > /dev/null
    as=(setpriv --reuid postgres --regid postgres --clear-groups)
    chown postgres "$server"
fi
pid=
stop() {
    code=$?
    [ "$code" -eq 0 ] || cat "$server/log" >&2
    if [ -n "$pid" ]; then
        kill -INT "$pid"
        wait "$pid" || true
    fi
    rm -rf "$server"
}
trap stop EXIT

cd "$server"
"${as[@]}" initdb --pgdata data --auth trust --username plancheck --encoding UTF8 --locale C --no-sync > /dev/null
"${as[@]}" postgres -D data -k "$server" -c listen_addresses= -c fsync=off 2> log &
pid=$!
sql() {
    psql --no-psqlrc --quiet --host "$server" --username plancheck --dbname postgres --set ON_ERROR_STOP=1 "$@"
}
for _ in $(seq 100); do
    if sql --command "SELECT" > /dev/null 2>&1; then
        break
    fi
    sleep 0.1
done

# `numeric` without a scale keeps the decimals that were printed.
sql --command "CREATE TABLE actuals (region text, indicator text, period text, value numeric, unit text, published date, source text)"
sql --command "\\copy actuals FROM '$panel' (FORMAT csv, HEADER)"

rows="COPY (SELECT region, indicator, period, value, unit, published, source FROM actuals) TO"
csv="(FORMAT csv, HEADER)"
export EXTRA_PID=$pid
measured "PostgreSQL → plancheck" "$folder/postgres.jsonl" \
    "psql --no-psqlrc --host ${server@Q} --username plancheck --dbname postgres --command ${rows@Q}' STDOUT '${csv@Q} | ${judge[*]@Q}"
same "PostgreSQL → plancheck" "$folder/postgres.jsonl"

# The server's user must be able to run the program, to read the plan and to write the findings.
cp "$plancheck" program
cp "$plan" .
chmod a+rx "$server" program ./*.toml
by_server="$server/program status $server/$(basename "$plan") --each-region --actuals - --as-of $as_of --format jsonl --quiet"
measured "PostgreSQL, TO PROGRAM" "$folder/said" \
    "psql --no-psqlrc --quiet --host ${server@Q} --username plancheck --dbname postgres --command \"$rows PROGRAM '$by_server -o $server/data/findings.jsonl' $csv\""
cp data/findings.jsonl "$folder/program.jsonl"
same "PostgreSQL, TO PROGRAM" "$folder/program.jsonl"

# A line of JSON is one field: no delimiter and no quote is in it.
sql --command "CREATE TABLE findings (finding jsonb)"
sql --command "\\copy findings FROM '$folder/postgres.jsonl' (FORMAT csv, DELIMITER E'\\x01', QUOTE E'\\x02')"
sql --command "SELECT finding ->> 'verdict' AS verdict, count(*) AS findings FROM findings GROUP BY 1 ORDER BY 1"
