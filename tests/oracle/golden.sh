#!/bin/bash
# golden.sh [DIR]: has R work out every golden value, into DIR (this folder's golden/ when none is given).
# golden.sh --can: exit 0 when R and its packages are there; otherwise says what is not.
set -euo pipefail
cd "$(dirname "$0")"

packages="psych lme4 survival cmprsk"

if ! command -v Rscript >/dev/null; then
	echo "R is not installed"
	exit 1
fi
for package in $packages; do
	if ! Rscript --vanilla -e "quit(status = !requireNamespace('$package', quietly = TRUE))" >/dev/null 2>&1; then
		echo "R has no package $package"
		exit 1
	fi
done
[ "${1:-}" = --can ] && exit 0

into=${1:-golden}
mkdir -p "$into"
for script in *.R; do
	[ "$script" = oracle.R ] && continue
	Rscript --vanilla "$script" "$into"
done
