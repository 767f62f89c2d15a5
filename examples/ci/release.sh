#!/bin/sh
# Imports a release of statistics, for a cron job. Prints nothing if there is nothing to do, so that cron sends no mail.
#
#     release.sh FOLDER PLAN...
#
# FOLDER holds
#     actuals/     the figures so far, as CSV, TSV or XLSX; empty before the first release
#     incoming/    new releases; a file with the same name as one in actuals/ replaces it
#     reports/     written by this script, one folder for each run
# PLAN is an id or a file; a relative path is resolved in FOLDER.
#
# Exit codes are those of plancheck: 0 the policy is met, 1 it is not (FAIL_ON), 2 the release could not be imported; it
# then stays in incoming/, and actuals/ is unchanged.
#
# Environment: PLANCHECK (the binary), FAIL_ON (verdicts that fail), AS_OF (YYYY-MM-DD, instead of today).
set -eu

if [ "$#" -lt 2 ]; then
    echo "usage: release.sh FOLDER PLAN..." >&2
    exit 2
fi
cd "$1" || exit 2
shift
plancheck=${PLANCHECK:-plancheck}
fail_on=${FAIL_ON:-missed,off-track,regressing}
as_of=${AS_OF:-$(date +%Y-%m-%d)}

if [ ! -d actuals ] || [ ! -d incoming ]; then
    echo "release.sh: there is no $(pwd)/actuals or no $(pwd)/incoming" >&2
    exit 2
fi

# The files of a folder that plancheck reads.
readable() {
    find "$1" -maxdepth 1 -type f \( -name '*.csv' -o -name '*.tsv' -o -name '*.xlsx' \)
}

[ -n "$(readable incoming)" ] || exit 0

# One run at a time: the folder is the lock.
if ! mkdir .release.lock 2>/dev/null; then
    echo "release.sh: another run is under way; if none is, remove $(pwd)/.release.lock" >&2
    exit 2
fi
work=$(mktemp -d)
trap 'rm -rf "$work"; rmdir .release.lock' EXIT
trap 'exit 2' HUP INT TERM

# The actuals after the import.
mkdir "$work/actuals" "$work/reports"
for folder in actuals incoming; do
    readable "$folder" | while IFS= read -r file; do
        cp "$file" "$work/actuals/"
    done
done

# Runs plancheck. Exit code 2 ends the script; exit code 1 is remembered.
failed=0
run() {
    status=0
    "$plancheck" "$@" || status=$?
    case $status in
        0) ;;
        1) failed=1 ;;
        *)
            echo "release.sh: the release stays in $(pwd)/incoming" >&2
            exit 2
            ;;
    esac
}

for plan in "$@"; do
    name=$(basename "$plan" .toml)
    # Before the first release there is nothing to compare with.
    if [ -n "$(readable actuals)" ]; then
        run diff "$plan" --from actuals --to "$work/actuals" --as-of "$as_of" -q -o "$work/reports/$name-changes.md"
    fi
    run status "$plan" --actuals "$work/actuals" --as-of "$as_of" -q -o "$work/reports/$name-status.csv"
done
run check "$@" --actuals "$work/actuals" --as-of "$as_of" --fail-on "$fail_on" -q -o "$work/reports/check.xml"
run check "$@" --actuals "$work/actuals" --as-of "$as_of" --fail-on "$fail_on" -q -o "$work/reports/check.txt"

# Everything could be read: import the release and keep the reports.
reports=reports/$as_of
number=1
while [ -e "$reports" ]; do
    number=$((number + 1))
    reports=reports/$as_of-$number
done
mkdir -p "$reports"
cp "$work"/reports/* "$reports/"
readable incoming | while IFS= read -r file; do
    mv "$file" actuals/
done

# Cron mails what is printed.
cat "$reports/check.txt"
echo "Reports: $(pwd)/$reports"
exit "$failed"
