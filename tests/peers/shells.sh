#!/usr/bin/env bash
# Checks that completion scripts load and manual pages render in the shells of Debian. Run by hand; needs bash, zsh, fish,
# elvish, man-db and expect (apt-get install zsh fish elvish man-db expect). Usage: tests/peers/shells.sh [path of plancheck]
set -euo pipefail
program=$(realpath "${1:-target/debug/plancheck}")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/bin"
ln -s "$program" "$folder/bin/plancheck"
export PATH="$folder/bin:$PATH" HOME="$folder"
cd "$folder"
for shell in bash zsh fish elvish powershell; do
    plancheck completions "$shell" -o "complete.$shell"
done

expect_word() { # name, what was printed
    if grep -q 'zhou-2024' <<<"$2"; then echo "$1: completes the id of a plan"; else echo "$1: FAILED: $2"; exit 1; fi
}

expect_word bash "$(bash --norc -c 'source complete.bash
    COMP_WORDS=(plancheck status hang); COMP_CWORD=2; COMP_TYPE=9
    _clap_complete_plancheck plancheck hang status 2>/dev/null; printf "%s\n" "${COMPREPLY[@]}"')"
expect_word fish "$(fish --no-config -c 'source complete.fish; complete -C "plancheck status hang"')"
expect_word zsh "$(expect -c '
    log_user 1; set timeout 20; spawn zsh -f -i
    send "autoload -U compinit; compinit -u; source complete.zsh; PS1=READY\r"; expect "READY"
    send "plancheck status hang\t"; expect "hangzhou-2024"; send "\003exit\r"; expect eof')"
expect_word elvish "$(expect -c '
    log_user 1; set timeout 20; spawn elvish -norc
    send "eval (slurp < complete.elvish); echo LOADED\r"; expect "LOADED\r"
    send "plancheck status hang\t"; expect "zhou-2024"; send "\003"; send "exit\r"; expect eof')"
if command -v pwsh >/dev/null; then
    pwsh -NoProfile -Command '. ./complete.powershell; "powershell: loads"'
else
    echo "powershell: not in Debian, script written ($(wc -l <complete.powershell) lines)"
fi

plancheck man -o plancheck.1
plancheck man --dir .
for page in ./*.1; do
    faults=$(MANROFFSEQ='' MANWIDTH=80 man --warnings -l "$page" 2>&1 >/dev/null)
    if [ -n "$faults" ]; then echo "$page: $faults"; exit 1; fi
done
echo "man: $(find . -name '*.1' | wc -l) pages render without a warning"
