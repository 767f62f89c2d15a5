#!/usr/bin/env bash
# Checks that one panel gives the same bytes in every form: in quotes, with CRLF, by year, shuffled, compressed, and through
# standard input; exit 1 if not. Prints the time of each.
#
#   benches/forms.sh
#
# FOLDER (default target/forms) holds one form at a time; REGIONS (default 3000) is the size of the panel. Without zstd, that
# form is skipped.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${FOLDER:-target/forms}
regions=${REGIONS:-3000}
mkdir -p "$folder"

cargo build --locked --release --quiet --bin plancheck --example panel
target=${CARGO_TARGET_DIR:-target}/release
"$target/examples/panel" --plan 30 -o "$folder/panel-plan.toml"

make() {
    "$target/examples/panel" --regions "$regions" "$@" -o "$folder/panel.csv"
}
assess() { # the actuals, where the result goes
    "$target/plancheck" status "$folder/panel-plan.toml" --each-region --actuals "$1" --as-of 2013-06-30 --format csv --quiet >"$2"
}
failed=0
same() { # the name of the form, its actuals
    local started=$EPOCHREALTIME
    assess "$2" "$folder/other.csv"
    local ended=$EPOCHREALTIME word=same
    cmp -s "$folder/plain.csv" "$folder/other.csv" || { word=DIFFERENT; failed=1; }
    printf '%-16s %-10s %s s\n' "$1" "$word" "$(awk "BEGIN { printf \"%.2f\", $ended - $started }")"
}

make
assess "$folder/panel.csv" "$folder/plain.csv"
same "plain" "$folder/panel.csv"
same "standard input" - <"$folder/panel.csv"
same "a pipe" - < <(cat "$folder/panel.csv")
gzip --fast --keep --force "$folder/panel.csv"
same "gzip" "$folder/panel.csv.gz"
rm "$folder/panel.csv.gz"
if command -v zstd >/dev/null; then
    zstd --quiet --force -1 "$folder/panel.csv"
    same "zstd" "$folder/panel.csv.zst"
    rm "$folder/panel.csv.zst"
fi
make --quoted
same "quoted" "$folder/panel.csv"
make --crlf
same "CRLF" "$folder/panel.csv"
make --quoted --crlf
same "quoted, CRLF" "$folder/panel.csv"
make --order time
same "by year" "$folder/panel.csv"
make --order shuffled
same "shuffled" "$folder/panel.csv"
exit "$failed"
