#!/usr/bin/env bash
# Judges a table of a DuckDB database, and reads the findings back into it.
#
#   examples/warehouse/duckdb.sh
#
# See common.sh for what it can be given.
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "$0")/common.sh"
packages duckdb-cli

database=$folder/panel.duckdb
rm -f "$database" "$database.wal"
duckdb "$database" -c "CREATE TABLE actuals AS FROM read_csv('$panel', all_varchar = true)"

rows="COPY (SELECT region, indicator, period, value, unit, published, source FROM actuals) TO '/dev/stdout' (FORMAT csv, HEADER)"
measured "DuckDB → plancheck" "$folder/duckdb.jsonl" "duckdb -readonly ${database@Q} -c ${rows@Q} | ${judge[*]@Q}"
same "DuckDB → plancheck" "$folder/duckdb.jsonl"

duckdb "$database" -c "
    CREATE TABLE findings AS FROM read_json('$folder/duckdb.jsonl', format = 'newline_delimited');
    SELECT verdict, count(*) AS findings FROM findings GROUP BY verdict ORDER BY verdict"
