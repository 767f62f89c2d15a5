#!/usr/bin/env bash
# Measures the cost of twice the rows, and of a thousand indicators of which ten occur; exit 1 if a limit is exceeded.
#
#   benches/growth.sh [ROUNDS]         default 7
#
# FOLDER (default target/growth) keeps panels and plans; REGIONS (default 1500) is the size of the smaller panel.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${FOLDER:-target/growth}
regions=${REGIONS:-1500}
mkdir -p "$folder/thirty" "$folder/ten" "$folder/thousand"

cargo build --locked --release --quiet --bin plancheck --example panel
panel=${CARGO_TARGET_DIR:-target}/release/examples/panel
"$panel" --regions "$regions" -o "$folder/once.csv"
"$panel" --regions "$((regions * 2))" -o "$folder/twice.csv"
"$panel" --plan 30 -o "$folder/thirty/panel-plan.toml"
"$panel" --plan 10 -o "$folder/ten/panel-plan.toml"
"$panel" --plan 10 --absent 990 -o "$folder/thousand/panel-plan.toml"
python3 benches/growth.py "$folder" "${CARGO_TARGET_DIR:-target}/release/plancheck" "${1:-7}"
