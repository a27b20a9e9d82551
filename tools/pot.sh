#!/bin/sh
# pot.sh BUILD_DIR: gathers every translatable text of the sources and of the pages compiled in BUILD_DIR into
# locale/kintsugi.pot. `msgmerge -U locale/es.po locale/kintsugi.pot` then brings a translation up to date.
set -eu

if [ $# -ne 1 ] || [ ! -d "$1" ]; then
	echo "usage: tools/pot.sh BUILD_DIR" >&2
	exit 2
fi
build=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

find src -name '*.c' -o -name '*.def' -o -name '*.h' ! -path src/html/html.h ! -path src/html/lang.h |
	LC_ALL=C sort >"$work/files"
find "$build" -name '*.c' -exec grep -l '^#define tr(x)' {} + | LC_ALL=C sort >>"$work/files" || true

extract() {
	out=$1
	shift
	xgettext --language=C --from-code=UTF-8 --omit-header --sort-output --add-comments=TRANSLATORS \
		--add-location=file --force-po --files-from="$work/files" --keyword "$@" -o "$out"
}

extract "$work/plain.po" --keyword=T:1 --keyword=TC:1c,2 --keyword=tr:1 --keyword=ERR:4 \
	--keyword=lang_text:2 --keyword=lang_context:2c,3 --keyword=lang_plural:2,3 \
	--keyword=html_say:3 --keyword=html_say_n:3,4
extract "$work/none.po" --keyword=lang_voice:3 --keyword=html_say_voice:4
# A text that is spoken of somebody has one entry for each voice, and one for none.
for voice in she he they; do
	sed "s/^msgid /msgctxt \"$voice\"\n&/" "$work/none.po" >"$work/$voice.po"
done

{
	printf 'msgid ""\nmsgstr ""\n"Project-Id-Version: kintsugi\\n"\n"Language: \\n"\n"MIME-Version: 1.0\\n"\n'
	printf '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
	printf '"Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n"\n"X-Language-Name: \\n"\n\n'
} >"$work/header.po"
for part in plain none she he they; do
	cat "$work/header.po" "$work/$part.po" >"$work/$part.pot"
done
# Texts are no printf formats, and paths count from the root of the sources.
msgcat --use-first --sort-output "$work"/plain.pot "$work"/none.pot "$work"/she.pot "$work"/he.pot "$work"/they.pot |
	sed -e '/^#, c-format$/d' -e '/^#:/s| \(\.\./\)*| |g' -e "/^#:/s| $PWD/| |g" >"$work/kintsugi.pot"
mv "$work/kintsugi.pot" locale/kintsugi.pot
echo "locale/kintsugi.pot: $(grep -c '^msgid ' locale/kintsugi.pot) texts"
