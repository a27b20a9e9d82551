#!/bin/sh
# trgen_test.sh TRGEN SOURCE_ROOT: what trgen makes of tests/tools/trgen/good and refuses of tests/tools/trgen/bad.
# A bad catalogue begins with "# expect LINE: words".
set -u

trgen=$1
root=$2
cases=$root/tests/tools/trgen
cc=${CC:-cc}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
flags="-std=c17 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
	-Wmissing-prototypes -Wwrite-strings -Werror -I$root/src"

result() { # result NAME 0|1
	if [ "$2" -eq 0 ]; then
		passed=$((passed + 1))
		echo "ok   $1"
	else
		failed=$((failed + 1))
		echo "FAIL $1"
		sed 's/^/     /' "$work/said"
	fi
}

for file in "$cases"/bad/*.po; do
	first=$(sed -n '1s/^# expect //p' "$file")
	rm -f "$work/x.c"
	"$trgen" "$work/x.c" "$file" >"$work/said" 2>&1
	[ $? -eq 1 ] && grep -qF "$file:${first%%: *}: " "$work/said" && grep -qF -- "${first#*: }" "$work/said" &&
		[ ! -e "$work/x.c" ]
	result "refuses $(basename "$file" .po | tr _ ' ')" $?
done

"$trgen" "$work/table.c" "$cases/good/en.po" "$cases/good/pt_BR.po" >"$work/said" 2>&1 &&
	grep -q "pt_BR.po: 1 fuzzy texts left out" "$work/said"
result "counts the fuzzy texts it leaves out" $?
# shellcheck disable=SC2086
$cc $flags -o "$work/show" "$cases/good/show.c" "$work/table.c" "$root/src/html/lang.c" "$root/src/base/str.c" \
	>"$work/said" 2>&1
result "compiles without a warning" $?
"$work/show" >"$work/show.out" 2>&1
diff "$cases/good/show.out" "$work/show.out" >"$work/said" 2>&1
result "looks up texts, contexts, plurals and voices, and falls back to English" $?

"$trgen" "$work/table.c" "$root"/locale/en.po "$root"/locale/es.po "$root"/locale/ar.po >"$work/said" 2>&1
result "takes the project's own catalogues" $?
"$trgen" >"$work/said" 2>&1
[ $? -eq 2 ]
result "tells how it is used" $?

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
