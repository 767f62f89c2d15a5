# shellcheck shell=bash disable=SC2034
# What the scripts of this folder share: a panel and a plan, one run over all of it, measuring and comparing. Sourced, not run.
#
# FOLDER (default target/warehouse) keeps everything that they write. PLANCHECK names the program, where it is not on PATH.
# PANEL and PLAN name a panel (region, indicator, period, value, unit, published, source) and a plan of your own; otherwise
# there is one of some 500,000 rows of 200 regions, in no order, written by benches/panel.rs, which needs Rust.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
folder=${FOLDER:-$root/target/warehouse}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
as_of=${AS_OF:-2013-06-30}

if ! plancheck=$(command -v "${PLANCHECK:-plancheck}"); then
    echo "plancheck is not on PATH; PLANCHECK=FILE names it" >&2
    exit 2
fi
plancheck=$(realpath "$plancheck")

# A Python environment with these packages.
packages() {
    [ -x "$folder/python/bin/python" ] || python3 -m venv "$folder/python"
    "$folder/python/bin/pip" install --quiet --disable-pip-version-check "$@"
    PATH="$folder/python/bin:$PATH"
}

panel=${PANEL:-$folder/panel.csv}
plan=${PLAN:-$folder/panel-plan.toml}
if [ -z "${PANEL:-}" ] && [ ! -s "$panel" ]; then
    size=(--regions 200 --indicators 96 --years 25 --revised 42)
    (
        cd "$root"
        cargo build --locked --quiet --example panel
        program=${CARGO_TARGET_DIR:-target}/debug/examples/panel
        "$program" "${size[@]}" --plan 30 -o "$plan"
        "$program" "${size[@]}" --order shuffled -o "$panel.part"
        mv "$panel.part" "$panel"
    )
fi

# The contract: rows on standard input, a finding a line on standard output.
judge=("$plancheck" status "$plan" --each-region --actuals - --as-of "$as_of" --format jsonl --quiet)

# measured NAME OUT COMMAND: runs a command line, and prints its wall time and the memory of all its processes at most.
measured() {
    python3 "$here/measure.py" "$1" "$2" bash -o pipefail -c "$3"
}

# same NAME OUT: the findings are those of one run over all rows, byte for byte, in any order.
same() {
    LC_ALL=C sort "$2" > "$2.sorted"
    if ! cmp "$folder/whole.jsonl.sorted" "$2.sorted"; then
        echo "$1: the findings differ" >&2
        exit 1
    fi
    echo "$1: all $(wc -l < "$2.sorted") findings are equal"
}

echo "$(($(wc -l < "$panel") - 1)) rows of $(cut -d, -f1 "$panel" | tail -n +2 | LC_ALL=C sort -u | wc -l) regions"
measured "one run" "$folder/whole.jsonl" "${judge[*]@Q} < ${panel@Q}"
LC_ALL=C sort "$folder/whole.jsonl" > "$folder/whole.jsonl.sorted"
