#!/bin/sh
# Tests tools/sqlgen: sqlgen_test.sh SQLGEN SOURCE_ROOT. What is good must compile without a word on gcc and
# clang; what is bad must be refused with the exact message and leave no file.
set -u
sqlgen=$1
root=$2
cases=$root/tests/tools/sqlgen
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
passed=0
failed=0

all='-std=c17 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Wpedantic -Wshadow -Wconversion
	-Wsign-conversion -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition -Wvla -Walloca
	-Wformat=2 -Wundef -Wwrite-strings -Wcast-qual -Wcast-align -Wswitch-enum -Wnull-dereference
	-Wimplicit-fallthrough -fno-common -Werror -fsyntax-only'
gcc='-Wlogical-op -Wduplicated-cond -Wduplicated-branches -Wjump-misses-init -Wformat-signedness'
clang='-Wconditional-uninitialized -Wcomma -Wassign-enum -Wmissing-variable-declarations'

# verdict NAME STATUS: counts and prints one line.
verdict() {
	if [ "$2" -eq 0 ]; then
		passed=$((passed + 1))
		echo "ok   $1"
	else
		failed=$((failed + 1))
		echo "FAIL $1"
	fi
}

# generate FILE STEM: messages go to STEM.said, with the source root taken off.
generate() {
	"$sqlgen" --schema "$cases/schema" --types "$root/src/store/types.def" \
		"$1" "$2.h" "$2.c" 2>"$2.raw"
	status=$?
	sed "s|^$root/||" "$2.raw" >"$2.said"
	return $status
}

compiles() {
	# The flags are lists of words.
	# shellcheck disable=SC2086
	case $1 in
	gcc) gcc $all $gcc -I "$root/src" "$2" ;;
	clang) clang $all $clang -I "$root/src" "$2" ;;
	esac
}

for file in "$cases"/good/*.sql; do
	stem=$out/$(basename "$file" .sql)
	generate "$file" "$stem"
	verdict "$(basename "$file") is taken" $?
	cat "$stem.said"
	for compiler in gcc clang; do
		command -v "$compiler" >/dev/null || continue
		compiles "$compiler" "$stem.c"
		verdict "$(basename "$file") is silent with $compiler" $?
	done
	for kind in h c; do
		[ -f "${file%.sql}.$kind.want" ] || continue
		sed "s|\"$root/|\"|" "$stem.$kind" | diff "${file%.sql}.$kind.want" -
		verdict "$(basename "$file") gives the .$kind as written down" $?
	done
done

for file in "$cases"/bad/*.sql; do
	stem=$out/refused
	generate "$file" "$stem"
	status=$?
	diff "${file%.sql}.err" "$stem.said" && [ $status -eq 1 ] && [ ! -e "$stem.h" ] && [ ! -e "$stem.c" ]
	verdict "$(basename "$file") is refused" $?
	rm -f "$stem".*
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
