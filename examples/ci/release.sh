#!/bin/sh
# Takes in a release of statistics, for a cron job. Prints nothing when there is nothing to do, so that cron sends no mail.
#
#     release.sh FOLDER PLAN...
#
# FOLDER holds
#     actuals/     the figures known so far, as CSV
#     incoming/    where releases are put down; a file of the same name as one in actuals/ replaces it
#     reports/     written by this script, one folder for each run
# PLAN is an id, or a file; a relative file is looked for in FOLDER.
#
# Exit codes are those of plancheck: 0 the plans are kept, 1 they are not (FAIL_ON), 2 the release could not be taken in;
# it then stays in incoming/, and actuals/ is what it was.
#
# Environment: PLANCHECK (the binary), FAIL_ON (what fails), AS_OF (YYYY-MM-DD, instead of today).
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

found=$(find incoming -maxdepth 1 -name '*.csv' -type f | head -n 1)
[ -n "$found" ] || exit 0

# One run at a time: whoever makes the folder has the lock.
if ! mkdir .release.lock 2>/dev/null; then
    echo "release.sh: another run is under way; if none is, remove $(pwd)/.release.lock" >&2
    exit 2
fi
work=$(mktemp -d)
trap 'rm -rf "$work"; rmdir .release.lock' EXIT
trap 'exit 2' HUP INT TERM

# The figures as they will be.
mkdir "$work/actuals" "$work/reports"
find actuals incoming -maxdepth 1 -name '*.csv' -type f | while IFS= read -r file; do
    cp "$file" "$work/actuals/"
done

# Runs plancheck; what could not run ends the script, a policy that is not met is remembered.
kept=0
run() {
    status=0
    "$plancheck" "$@" || status=$?
    case $status in
        0) ;;
        1) kept=1 ;;
        *)
            echo "release.sh: the release stays in $(pwd)/incoming" >&2
            exit 2
            ;;
    esac
}

for plan in "$@"; do
    name=$(basename "$plan" .toml)
    run diff "$plan" --from actuals --to "$work/actuals" --as-of "$as_of" -q -o "$work/reports/$name-changes.md"
    run status "$plan" --actuals "$work/actuals" --as-of "$as_of" -q -o "$work/reports/$name-status.csv"
done
run check "$@" --actuals "$work/actuals" --as-of "$as_of" --fail-on "$fail_on" -q -o "$work/reports/check.xml"
run check "$@" --actuals "$work/actuals" --as-of "$as_of" --fail-on "$fail_on" -q -o "$work/reports/check.txt"

# Everything could be read: the release is taken in, and the reports are kept.
reports=reports/$as_of
number=1
while [ -e "$reports" ]; do
    number=$((number + 1))
    reports=reports/$as_of-$number
done
mkdir -p "$reports"
cp "$work"/reports/* "$reports/"
find incoming -maxdepth 1 -name '*.csv' -type f | while IFS= read -r file; do
    mv "$file" actuals/
done

# Cron mails what is printed.
cat "$reports/check.txt"
echo "Reports: $(pwd)/$reports"
exit "$kept"
