#!/bin/sh
# Prints "wing/name" for every line MODULE(wing, name) of src/modules.def: the build's way of reading the list.
sed -n 's/^MODULE(\([a-z_]*\), *\([a-z_]*\)).*/\1\/\2/p' "$1"
