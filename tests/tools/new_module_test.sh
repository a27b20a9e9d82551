#!/bin/bash
# new_module_test.sh TOOL SOURCE_ROOT: what tools/new-module.sh writes must build without a warning, pass its tests and
# be well for lint, in a copy of the tree.
set -u

tool=$1
root=$2
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
		tail -n 30 "$work/said" | sed 's/^/     /'
	fi
}

tree=$work/tree
mkdir "$tree"
(cd "$root" && tar -cf - --exclude='./build*' --exclude=./.git --exclude=node_modules .) | tar -xf - -C "$tree"
cd "$tree" || exit 1
tool=tools/$(basename "$tool")

"$tool" >"$work/said" 2>&1
[ $? -eq 2 ]
result "tells how it is used" $?
"$tool" attic box >"$work/said" 2>&1
[ $? -eq 1 ] && grep -q "the wings are: .*care" "$work/said"
result "names the wings when there is no such one" $?
"$tool" care note >"$work/said" 2>&1
[ $? -eq 1 ] && grep -q "there is a note already" "$work/said"
result "leaves a module alone that is there" $?

cc -O1 -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE -o "$work/lint" tools/lint/lint.c
"$work/lint" . >"$work/before"
"$tool" care outing >"$work/said" 2>&1
result "writes a module" $?
"$work/lint" . | diff "$work/before" - >"$work/said"
result "writes nothing that lint refuses" $?

meson setup -Dtests=enabled -Dfaults=true -Doptimization=0 "$work/build" >"$work/said" 2>&1 &&
	ninja -C "$work/build" tests/care_outing_test tests/http_story >"$work/said" 2>&1
result "writes what builds without a warning" $?
"$work/build/tests/care_outing_test" >"$work/said" 2>&1
result "writes tests that pass on both databases" $?
"$work/build/tests/http_story" tests/http/outing.story >"$work/said" 2>&1
result "writes a story that holds on both databases" $?
sed -i 's/fields_get(body, "words")/fields_get(body, "gone")/' src/care/outing.c
ninja -C "$work/build" tests/care_outing_test >"$work/said" 2>&1 && ! "$work/build/tests/care_outing_test" >"$work/said" 2>&1
result "writes tests that can fail" $?

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
