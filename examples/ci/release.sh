#!/bin/sh
# Imports a release of statistics, for a cron job. Prints nothing if there is nothing to do, so that cron sends no mail.
#
#     release.sh FOLDER PLAN...
#
# FOLDER holds
#     actuals/     the figures so far, as CSV, TSV or XLSX; empty before the first release
#     incoming/    new releases; a file with the same name as one in actuals/ replaces it
#     reports/     written by this script, one folder for each run
# PLAN is an id, a file in FOLDER, or an absolute path.
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
folder=$(pwd)
shift
plancheck=${PLANCHECK:-plancheck}
case $plancheck in
    /*) ;;
    */*) plancheck=$folder/$plancheck ;;
esac
fail_on=${FAIL_ON:-missed,off-track,regressing}
as_of=${AS_OF:-$(date +%Y-%m-%d)}

if [ ! -d actuals ] || [ ! -d incoming ]; then
    echo "release.sh: there is no $folder/actuals or no $folder/incoming" >&2
    exit 2
fi

# The files of a folder that plancheck reads.
readable() {
    find "$1" -maxdepth 1 -type f \( -name '*.csv' -o -name '*.tsv' -o -name '*.xlsx' \)
}

[ -n "$(readable incoming)" ] || exit 0

# One run at a time: the folder is the lock.
if ! mkdir .release.lock 2>/dev/null; then
    echo "release.sh: another run is under way; if none is, remove $folder/.release.lock" >&2
    exit 2
fi
work=$(mktemp -d)
trap 'rm -rf "$work"; rmdir "$folder/.release.lock"' EXIT
trap 'exit 2' HUP INT TERM

# A folder as this one will be after the import, in which plancheck runs: the reports name files as they are called then.
mkdir "$work/actuals" "$work/reports"
for from in actuals incoming; do
    readable "$from" | while IFS= read -r file; do
        cp "$file" "$work/actuals/"
    done
done
ln -s "$folder/actuals" "$work/before"
for entry in *; do
    case $entry in
        actuals | incoming | reports | before) ;;
        *) ln -s "$folder/$entry" "$work/$entry" ;;
    esac
done

# Runs plancheck. Exit code 2 ends the script; exit code 1 is remembered.
failed=0
run() {
    status=0
    (cd "$work" && "$plancheck" "$@") || status=$?
    case $status in
        0) ;;
        1) failed=1 ;;
        *)
            echo "release.sh: the release stays in $folder/incoming" >&2
            exit 2
            ;;
    esac
}

for plan in "$@"; do
    name=$(basename "$plan" .toml)
    # Before the first release there is nothing to compare with.
    if [ -n "$(readable actuals)" ]; then
        run diff "$plan" --from before --to actuals --as-of "$as_of" -q -o "reports/$name-changes.md"
    fi
    run status "$plan" --actuals actuals --as-of "$as_of" -q -o "reports/$name-status.csv"
done
run check "$@" --actuals actuals --as-of "$as_of" --fail-on "$fail_on" -q -o reports/check.xml
run check "$@" --actuals actuals --as-of "$as_of" --fail-on "$fail_on" -q -o reports/check.txt

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
echo "Reports: $folder/$reports"
exit "$failed"
