/* What kind a file is, whatever it is called. */
#include "base/file_kind.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
/* cmocka.h needs the three above. */
#include <cmocka.h>

#define BYTES(literal) \
	{ \
		literal, sizeof(literal) - 1 \
	}

static void a_file_is_what_it_begins_with(void **state)
{
	static const struct {
		struct str bytes;
		enum file_kind kind;
	} all[] = {
		{ BYTES("ID3\x03"), FILE_MP3 },
		{ BYTES("\xFF\xFB\x90\x00"), FILE_MP3 },
		{ BYTES("\xFF\xF3\x40\x00"), FILE_MP3 },
		{ BYTES("\xFF\xF1\x50\x80"), FILE_NONE }, /* AAC without a box around it */
		{ BYTES("OggS\0\2"), FILE_OGG },
		{ BYTES("RIFF....WAVEfmt "), FILE_WAV },
		{ BYTES("RIFF....AVI LIST"), FILE_NONE },
		{ BYTES("\0\0\0\x18"
		        "ftypM4A "),
		  FILE_M4A },
		{ BYTES("\0\0\0\x18"
		        "ftypmp42....hdlr\0\0\0\0\0\0\0\0soun"),
		  FILE_M4A },
		{ BYTES("\0\0\0\x18"
		        "ftypmp42....hdlr\0\0\0\0\0\0\0\0soun....hdlr\0\0\0\0\0\0\0\0vide"),
		  FILE_MP4 },
		{ BYTES("\0\0\0\x18"
		        "ftypheic"),
		  FILE_NONE },
		{ BYTES("\x1A\x45\xDF\xA3"), FILE_WEBM },
		{ BYTES("#!AMR\n"), FILE_NONE },
		{ BYTES("<html><script>"), FILE_NONE },
		{ BYTES("MZ\x90"), FILE_NONE },
		{ BYTES(""), FILE_NONE },
		{ BYTES("\xFF"), FILE_NONE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		assert_int_equal(file_kind_of(all[i].bytes), all[i].kind);
}

static void every_kind_is_found_by_its_ending(void **state)
{
	(void)state;
	for (enum file_kind kind = FILE_JPEG; kind <= FILE_WEBM; kind++) {
		assert_int_equal(file_kind_named(str_z(file_kind_ending(kind))), kind);
		assert_int_equal(file_kind_picture(kind) + file_kind_sound(kind) + file_kind_film(kind),
		                 kind != FILE_PDF);
	}
	assert_int_equal(file_kind_named(STR("exe")), FILE_NONE);
	assert_int_equal(file_kind_named(STR("")), FILE_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_is_what_it_begins_with),
		cmocka_unit_test(every_kind_is_found_by_its_ending),
	};

	return cmocka_run_group_tests_name("file_kind", tests, NULL, NULL);
}
