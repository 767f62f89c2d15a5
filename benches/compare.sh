#!/usr/bin/env bash
# Runs the same task on the same panel with plancheck, DuckDB and Polars (streaming engine), alternately. Compares the results
# row by row, and prints medians of wall time, ratios, and peak memory.
#
#   benches/compare.sh [ROUNDS]        default 7
#
# FOLDER (default target/compare) keeps panel, plan and the Python environment. PANEL holds further options for the panel,
# such as PANEL="--regions 300".
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${FOLDER:-target/compare}
mkdir -p "$folder"

cargo build --locked --release --quiet --bin plancheck --example panel
panel=${CARGO_TARGET_DIR:-target}/release/examples/panel
if [ ! -x "$folder/python/bin/python" ]; then
    python3 -m venv "$folder/python"
    "$folder/python/bin/pip" install --quiet duckdb polars
fi
# shellcheck disable=SC2086 # options are words
"$panel" ${PANEL:-} -o "$folder/panel.csv"
# shellcheck disable=SC2086
"$panel" ${PANEL:-} --plan 30 -o "$folder/panel-plan.toml"
"$folder/python/bin/python" benches/compare.py "$folder" "${CARGO_TARGET_DIR:-target}/release/plancheck" "${1:-7}"
