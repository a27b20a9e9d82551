#!/bin/sh
# pot.sh BUILD_DIR: gathers every translatable text of the sources, and of the pages that are compiled
# in BUILD_DIR, into locale/kintsugi.pot. A translation is then brought up to date by
#     msgmerge --update locale/es.po locale/kintsugi.pot
set -eu

if [ $# -ne 1 ] || [ ! -d "$1" ]; then
	echo "usage: tools/pot.sh BUILD_DIR" >&2
	exit 2
fi
build=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

find src -name '*.[ch]' -o -name '*.def' | grep -v '^src/html/\(html\|lang\)\.h$' |
	LC_ALL=C sort >"$work/files"
# Compiled pages are known by the macro that each of them begins with.
find "$build" -name '*.c' -exec grep -l '^#define tr(x)' {} + | LC_ALL=C sort >>"$work/files" || true

extract() { # extract OUT KEYWORD...
	out=$1
	shift
	xgettext --language=C --from-code=UTF-8 --sort-output --force-po \
		--add-comments=TRANSLATORS --add-location=file --files-from="$work/files" \
		--keyword "$@" -o "$work/found.po"
	{
		printf 'msgid ""\nmsgstr ""\n"Project-Id-Version: kintsugi\\n"\n"Language: \\n"\n'
		printf '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
		printf '"Content-Transfer-Encoding: 8bit\\n"\n'
		printf '"Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n"\n\n'
		sed '1,/^$/d' "$work/found.po"
	} >"$out"
}

extract "$work/plain.pot" --keyword=T:1 --keyword=TC:1c,2 --keyword=tr:1 --keyword=ERR:4 \
	--keyword=ROLE:3 --keyword=VERB:3 --keyword=DEF:2 \
	--keyword=lang_text:2 --keyword=lang_context:2c,3 --keyword=lang_plural:2,3 \
	--keyword=html_say:3 --keyword=html_say_n:3,4
# A definition has a title and a text; one call takes one place of a keyword.
extract "$work/definitions.pot" --keyword=DEF:3
extract "$work/none.pot" --keyword=lang_voice:3 --keyword=html_say_voice:4
# What is said of a person has one entry for each voice, and one for none.
for voice in she he they; do
	sed "2,\$s/^msgid /msgctxt \"$voice\"\n&/" "$work/none.pot" >"$work/$voice.pot"
done

# Texts are no printf formats, and paths count from the root of the sources.
msgcat --use-first --sort-output "$work"/plain.pot "$work"/definitions.pot \
	"$work"/none.pot "$work"/she.pot "$work"/he.pot "$work"/they.pot |
	sed -e '/^#, c-format$/d' -e '/^#:/s| [^ ]*/src/| src/|g' >"$work/all.pot"
mv "$work/all.pot" locale/kintsugi.pot
echo "locale/kintsugi.pot: $(grep -c '^msgid ' locale/kintsugi.pot) texts"
