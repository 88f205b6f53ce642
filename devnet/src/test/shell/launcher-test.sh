#!/usr/bin/env bash
# Tests of the launcher's shell functions: which JDK it takes, how it compares versions, when it builds again.
set -uo pipefail

PROJECT_UNDER_TEST="$(cd "$(dirname "${BASH_SOURCE[0]}")/../../../.." && pwd -P)"
FOLDER="$(mktemp -d)"
trap 'rm -rf "$FOLDER"' EXIT
FAILED=0

check() {
  local what="$1" expected="$2" actual="$3"
  if [ "$expected" = "$actual" ]; then
    echo "ok    $what"
  else
    echo "FAIL  $what: expected '$expected', got '$actual'"
    FAILED=1
  fi
}

# fake_jdk NAME VERSION: a folder that answers like a JDK of that version.
fake_jdk() {
  mkdir -p "$FOLDER/$1/bin"
  printf '#!/bin/sh\necho "javac %s"\n' "$2" >"$FOLDER/$1/bin/javac"
  printf '#!/bin/sh\n' >"$FOLDER/$1/bin/java"
  chmod +x "$FOLDER/$1/bin/javac" "$FOLDER/$1/bin/java"
}

# launcher COMMAND: runs functions of the launcher in a shell of its own.
launcher() { bash -c 'source "$1"; shift; set +eu; '"$1" shell-test "$PROJECT_UNDER_TEST/stockbridge" 2>&1; }

fake_jdk jdk-17 17.0.15
fake_jdk jdk-21 21.0.4
fake_jdk jdk-25 25
mkdir -p "$FOLDER/jre-25/bin" "$FOLDER/empty"

# in_folders FOLDERS [JAVA_HOME]: the JDK that is found when the PATH has none.
in_folders() { STOCKBRIDGE_JDK_FOLDERS="$1" JAVA_HOME="${2:-}" launcher 'command() { [ "$2" != javac ] && builtin command "$@"; }; find_jdk || echo none'; }

check "a new enough JAVA_HOME wins" "$FOLDER/jdk-21" "$(in_folders "$FOLDER/jdk-25" "$FOLDER/jdk-21")"
check "an old JAVA_HOME is passed over" "$FOLDER/jdk-25" "$(in_folders "$FOLDER/jdk-17 $FOLDER/jdk-25" "$FOLDER/jdk-17")"
check "a JRE without a compiler is passed over" "none" "$(in_folders "$FOLDER/jre-25 $FOLDER/empty")"
check "only old JDKs are none" "none" "$(in_folders "$FOLDER/jdk-17")"

check "3.10 is at least 3.8" "yes" "$(launcher 'at_least 3.10.1 3.8 && echo yes')"
check "3.6 is not at least 3.8" "no" "$(launcher 'at_least 3.6.3 3.8 || echo no')"
check "20 is at least 20.0" "yes" "$(launcher 'at_least 20 20.0 && echo yes')"
check "18.19 is not at least 20.0" "no" "$(launcher 'at_least 18.19.0 20.0 || echo no')"

check "an unknown command is refused with a sentence" "stockbridge: there is no command 'frobnicate'" \
  "$("$PROJECT_UNDER_TEST/stockbridge" frobnicate 2>&1 | tail -1)"

for command in build test; do
  check "$command takes no argument" "stockbridge: '$command' takes no argument '--fast': see './stockbridge help'" \
    "$("$PROJECT_UNDER_TEST/stockbridge" "$command" --fast 2>&1 | tail -1)"
done
check "help takes one command" "stockbridge: 'help' takes no argument 'down': see './stockbridge help'" \
  "$("$PROJECT_UNDER_TEST/stockbridge" help up down 2>&1 | tail -1)"

# Both are replaced, so that nothing is built or started.
explains='build() { echo build; }; java_main() { echo "java $*"; }; launcher_jar() { echo "$JAR"; }; main "$@"'
check "help of a command does not build when it is built" "java demo --help" \
  "$(JAR=devnet.jar launcher "set -- demo --help; $explains")"
check "help of a command builds when it is not" "build java up -h" \
  "$(JAR="" launcher "set -- up -h; $explains" | tr '\n' ' ' | sed 's/ $//')"
check "a command that starts something builds" "build java up --detach" \
  "$(JAR=devnet.jar launcher "set -- up --detach; $explains" | tr '\n' ' ' | sed 's/ $//')"

build_twice='STAMPS="$TEST_FOLDER/stamps"; BUILD_LOGS="$TEST_FOLDER/logs"; touch "$TEST_FOLDER/product"
  once() { echo run >>"$TEST_FOLDER/runs"; }
  step unit "$1" "$TEST_FOLDER/product" "building" once; step unit "$1" "$TEST_FOLDER/product" "building" once
  step unit other "$TEST_FOLDER/product" "building" once'
export TEST_FOLDER="$FOLDER/step"
mkdir -p "$TEST_FOLDER"
launcher "set -- hash; $build_twice" >/dev/null
check "a step runs again only when its hash changed" "2" "$(wc -l <"$TEST_FOLDER/runs" | tr -d ' ')"

failing='STAMPS="$TEST_FOLDER/stamps"; BUILD_LOGS="$TEST_FOLDER/logs"; broken() { echo "no such compiler"; return 1; }
  step broken hash "$TEST_FOLDER/product" "building the thing" broken'
check "a failed step names its log" "stockbridge: building the thing failed; the whole log is $TEST_FOLDER/logs/broken.log" \
  "$(launcher "$failing" | tail -1)"

# Ctrl-C goes to the whole process group of the terminal; a job of a shell with job control has one of its own. What is
# interrupted is a start, because then the least is in place to end it. All ports stay below 32768: from there on the
# system gives them to outgoing connections, of the tests beside this one too.
INTERRUPTED="$FOLDER/interrupted"
set -m
"$PROJECT_UNDER_TEST/stockbridge" up --state "$INTERRUPTED" --port-offset $((4000 + RANDOM % 9000)) >"$FOLDER/up.log" 2>&1 &
UP=$!
set +m
for _ in $(seq 1500); do
  grep -q 'PostgreSQL on' "$FOLDER/up.log" && break
  kill -0 "$UP" 2>/dev/null || break
  sleep 0.2
done
kill -INT -- "-$UP"
wait "$UP"
check "Ctrl-C ends 'up' as an interrupt" "130" "$?"
check "Ctrl-C tells that it ended in order" "1" "$(grep -c 'Stopped; the state stays.' "$FOLDER/up.log")"
check "Ctrl-C leaves no process behind" "" "$(pgrep -f -- "$INTERRUPTED" | tr '\n' ' ')"
check "Ctrl-C leaves nothing for 'down' to end" "No stack runs in $INTERRUPTED" \
  "$("$PROJECT_UNDER_TEST/stockbridge" down --state "$INTERRUPTED" 2>&1 | tail -1)"
check "Ctrl-C keeps the state" "yes" "$([ -f "$INTERRUPTED/data/postgres/PG_VERSION" ] && echo yes)"
[ "$FAILED" -eq 0 ] || sed 's/^/  up: /' "$FOLDER/up.log"

exit "$FAILED"
