#!/usr/bin/env bash
# Measures whole processes for small requests: one plan, and one plan for 31 provinces; exit 1 if a limit is exceeded.
#
#   benches/startup.sh [ROUNDS]        default 200
#
# FOLDER (default target/startup) keeps the table of provinces and its plan.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${FOLDER:-target/startup}
mkdir -p "$folder"

cargo build --locked --release --quiet --bin plancheck --example panel
panel=${CARGO_TARGET_DIR:-target}/release/examples/panel
"$panel" --regions 31 --indicators 30 --years 15 -o "$folder/provinces.csv"
"$panel" --indicators 30 --plan 30 -o "$folder/panel-plan.toml"
python3 benches/startup.py "$folder" "${CARGO_TARGET_DIR:-target}/release/plancheck" "${1:-200}"
