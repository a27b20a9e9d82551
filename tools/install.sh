#!/bin/bash
# install.sh build|check: installs the Debian packages that building (or testing) needs and that are not there yet.
# Does nothing when all are there. start and check call it; it can also be run alone, before going offline.
set -euo pipefail

# What turns the sources into a program.
build=(gcc libc6-dev meson ninja-build pkg-config
	libsqlite3-dev libpq-dev libsodium-dev libmicrohttpd-dev libjansson-dev libxml2-dev libpcre2-dev
	libgsl-dev libglpk-dev libutf8proc-dev libcsv-dev libzip-dev libxlsxwriter-dev zlib1g-dev libgettextpo-dev)

# What the tests need beside it: a second compiler, sanitizers and fuzzing, PostgreSQL, a browser, a page checker.
check=(clang clang-format libclang-rt-14-dev libcmocka-dev postgresql-15 chromium nodejs npm tidy gettext
	python3 diffutils util-linux)

# A node that was put there in another way than Debian's is as good.
missing() {
	local package
	for package in "$@"; do
		case $package in
		nodejs) command -v node >/dev/null && continue ;;
		npm | chromium) command -v "$package" >/dev/null && continue ;;
		esac
		dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || echo "$package"
	done
}

as_root() {
	if [ "$(id -u)" -eq 0 ]; then
		"$@"
	else
		sudo -- "$@"
	fi
}

case ${1:-} in
build) wanted=("${build[@]}") ;;
check) wanted=("${build[@]}" "${check[@]}") ;;
*)
	echo "usage: tools/install.sh build|check" >&2
	exit 2
	;;
esac

if ! command -v apt-get >/dev/null; then
	echo "This is not Debian, so nothing is installed here. What has to be there (Debian's names): ${wanted[*]}" >&2
	exit 0
fi

mapfile -t packages < <(missing "${wanted[@]}")
if [ ${#packages[@]} -eq 0 ]; then
	exit 0
fi
if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
	echo "Some packages are missing, and installing them needs the computer's administrator. Please ask her to run:" >&2
	echo "    apt-get install --no-install-recommends ${packages[*]}" >&2
	exit 1
fi

echo "Installing from Debian: ${packages[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 install --yes --no-install-recommends)
if ! { as_root apt-get -qq update && as_root "${install[@]}" "${packages[@]}"; } >"$log" 2>&1 </dev/null; then
	tail -n 20 "$log" >&2
	echo "The packages could not be installed; the lines above say why. Nothing else was changed." >&2
	exit 1
fi
