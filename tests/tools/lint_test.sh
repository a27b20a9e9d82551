#!/bin/sh
# lint_test.sh LINT SOURCE_ROOT: each folder of tests/tools/lint is a small tree, and its file "expect" is all that
# lint has to say about it.
set -u

lint=$1
cases=$2/tests/tools/lint
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

result() { # result NAME 0|1
	if [ "$2" -eq 0 ]; then
		passed=$((passed + 1))
		echo "ok   $1"
	else
		failed=$((failed + 1))
		echo "FAIL $1"
		sed 's/^/     /' "$work/diff"
	fi
}

for tree in "$cases"/*/; do
	name=$(basename "$tree" | tr _ ' ')
	"$lint" "${tree%/}" >"$work/said" 2>&1
	status=$?
	diff "$tree/expect" "$work/said" >"$work/diff" &&
		if [ -s "$tree/expect" ]; then [ $status -eq 1 ]; else [ $status -eq 0 ]; fi
	result "$name" $?
done

mkdir -p "$work/tree/src/base"
printf '/* P4: nothing leaves without a consent. */\nint p4; /* "P5" is only named here */\n' >"$work/tree/src/base/a.c"
"$lint" --requirements "$work/tree" >"$work/said" 2>&1
grep -q '^P4 src/base/a.c:1: P4: nothing leaves without a consent' "$work/said" && grep -q '^P5 is cited nowhere' "$work/said"
result "lists where the promises are cited" $?

"$lint" >"$work/diff" 2>&1
[ $? -eq 2 ]
result "tells how it is used" $?
"$lint" "$work/none" >"$work/diff" 2>&1
[ $? -eq 2 ] && grep -q "$work/none cannot be read" "$work/diff"
result "says when there is no tree" $?

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
