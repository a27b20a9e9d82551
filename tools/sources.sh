#!/bin/sh
# Prints the files whose path begins with $1 and ends in $2, in order: sources.sh src/base/ .c
for f in "$1"*"$2"; do
	[ -e "$f" ] && printf '%s\n' "$f"
done
exit 0
