#!/bin/sh
# tmpl_test.sh TMPL SOURCE_ROOT: what tmpl makes of tests/tools/tmpl/good and refuses of tests/tools/tmpl/bad.
# A bad template begins with "<!-- expect LINE: words -->", what tmpl says, or "<!-- compiler LINE: words -->".
set -u

tmpl=$1
root=$2
cases=$root/tests/tools/tmpl
cc=${CC:-cc}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
flags="-std=c17 -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
	-Wsign-conversion -Wmissing-prototypes -Wwrite-strings -Werror -I$root/src -I$cases -I$work"

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

refused() { # refused FILE LINE WORDS: said and nothing written
	rm -f "$work/x.h" "$work/x.c"
	"$tmpl" "$1" "$work/x.h" "$work/x.c" >"$work/said" 2>&1
	[ $? -eq 1 ] && grep -qF "$1:$2: " "$work/said" && grep -qF -- "$3" "$work/said" &&
		[ ! -e "$work/x.h" ] && [ ! -e "$work/x.c" ]
}

uncompilable() { # uncompilable FILE LINE WORDS: the compiler names the template's line
	"$tmpl" "$1" "$work/x.h" "$work/x.c" >"$work/said" 2>&1 || return 1
	# shellcheck disable=SC2086
	! $cc $flags -fsyntax-only "$work/x.c" >"$work/said" 2>&1 &&
		grep -qF "$1:$2:" "$work/said" && grep -qF -- "$3" "$work/said"
}

for file in "$cases"/bad/*.html; do
	first=$(sed -n '1s/^<!-- \(.*\) -->$/\1/p' "$file")
	how=${first%% *}
	rest=${first#* }
	line=${rest%%: *}
	words=${rest#*: }
	case $how in
	expect) refused "$file" "$line" "$words" ;;
	compiler) uncompilable "$file" "$line" "$words" ;;
	*) echo "no expectation" >"$work/said" && false ;;
	esac
	result "refuses $(basename "$file" .html | tr _ ' ')" $?
done

# shellcheck disable=SC2086
"$tmpl" "$cases/good/people.html" "$work/people_html.h" "$work/people_html.c" >"$work/said" 2>&1 &&
	$cc $flags -o "$work/render" "$cases/good/render.c" "$work/people_html.c" "$root"/src/html/html.c \
		"$root"/src/html/day.c "$root"/src/html/lang.c "$root"/src/base/arena.c "$root"/src/base/buf.c \
		"$root"/src/base/str.c "$root"/src/base/clock.c "$root"/src/base/id.c "$root"/src/base/random.c \
		"$root"/src/base/wipe.c -lsodium >"$work/said" 2>&1
result "compiles a page without a warning" $?
"$work/render" >"$work/people.out" 2>&1
diff "$cases/good/people.out" "$work/people.out" >"$work/said" 2>&1
result "writes the page as it was written, with everything escaped" $?

"$tmpl" >"$work/said" 2>&1
[ $? -eq 2 ]
result "tells how it is used" $?
"$tmpl" "$work/none.html" "$work/x.h" "$work/x.c" >"$work/said" 2>&1
[ $? -eq 1 ] && grep -qF "none.html" "$work/said"
result "names a file that cannot be read" $?

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
