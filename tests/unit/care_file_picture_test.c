/* Of a picture, what draws it is kept; where it was taken, and whatever else hides in it, is not.
 */
#define _GNU_SOURCE /* memmem */
#include "base/arena.h"
#include "base/random.h"
#include "care/file_picture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *const pictures[] = { "signed.jpg", "progressive.jpg", "signed.png",
	                                    "signed.webp" };
enum { PICTURES = 4, ROOM = 64 * 1024 };

static struct arena *arena;

static int set_up(void **state)
{
	(void)state;
	arena = arena_new((size_t)64 << 20);
	return arena ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static struct str sample(const char *name)
{
	char *p = arena_alloc(arena, ROOM);
	FILE *f = fopen(arena_fmt(arena, SOURCE_ROOT "/tests/files/%s", name).p, "rb");
	size_t n;

	assert_non_null(f);
	n = fread(p, 1, ROOM, f);
	fclose(f);
	return (struct str){ p, n };
}

static struct str joined(const struct file_kept *kept)
{
	char *p = arena_alloc(arena, kept->bytes + 1);
	size_t n = 0;

	for (size_t i = 0; i < kept->n; i++) {
		memcpy(p + n, kept->at[i].p, kept->at[i].n);
		n += kept->at[i].n;
	}
	assert_int_equal(n, kept->bytes);
	return (struct str){ p, n };
}

static struct str clean(const char *name)
{
	static struct file_kept kept;
	struct str all = sample(name);

	assert_true(file_keep(file_kind_of(all), all, &kept));
	return joined(&kept);
}

static bool has(struct str s, const char *what, size_t n)
{
	return memmem(s.p, s.n, what, n) != NULL;
}

static void nothing_that_hides_in_a_picture_is_kept(void **state)
{
	(void)state;
	for (int i = 0; i < PICTURES; i++) {
		assert_true(has(sample(pictures[i]), "CANARY", 6));
		assert_false(has(clean(pictures[i]), "CANARY", 6));
		assert_true(clean(pictures[i]).n > 60);
	}
}

static void what_is_kept_is_kept_whole_a_second_time(void **state)
{
	static struct file_kept again;

	(void)state;
	for (int i = 0; i < PICTURES; i++) {
		struct str once = clean(pictures[i]);

		assert_true(file_keep(file_kind_of(once), once, &again));
		assert_true(str_eq(joined(&again), once));
	}
}

static void which_way_is_up_stays(void **state)
{
	static const char up[] = { 1, 18, 0, 3, 0, 0, 0, 1, 0, 6 };

	(void)state;
	assert_true(has(clean("signed.jpg"), up, sizeof up));
	assert_false(has(clean("progressive.jpg"), "Exif", 4));
}

static void a_pdf_is_kept_as_it_is(void **state)
{
	(void)state;
	assert_true(str_eq(clean("signed.pdf"), sample("signed.pdf")));
}

static void a_picture_that_is_cut_short_is_refused(void **state)
{
	static struct file_kept kept;

	(void)state;
	for (int i = 0; i < PICTURES; i++) {
		struct str whole = clean(pictures[i]);

		for (size_t n = 0; n < whole.n; n++) {
			char *exact = test_malloc(n ? n : 1);

			memcpy(exact, whole.p, n);
			if (file_keep(file_kind_of(whole), (struct str){ exact, n }, &kept))
				fail_msg("%s is taken with %zu of %zu bytes", pictures[i], n, whole.n);
			test_free(exact);
		}
	}
}

/* Whatever is taken of a damaged picture holds no more than was there. */
static void a_damaged_picture_is_refused_or_stays_small(void **state)
{
	static struct file_kept kept;

	(void)state;
	for (int i = 0; i < PICTURES; i++) {
		struct str whole = sample(pictures[i]);
		char *p = test_malloc(whole.n);

		for (int round = 0; round < 20000; round++) {
			memcpy(p, whole.p, whole.n);
			for (int k = 0; k < 3; k++)
				p[random_below((uint32_t)whole.n)] = (char)random_below(256);
			if (file_keep(file_kind_of(whole), (struct str){ p, whole.n }, &kept))
				assert_true(kept.bytes <= whole.n && kept.n <= KEPT_PIECES);
		}
		test_free(p);
	}
}

static void a_broken_crc_of_what_draws_is_seen(void **state)
{
	static struct file_kept kept;
	struct str png = sample("signed.png");
	char *p = arena_alloc(arena, png.n);

	(void)state;
	memcpy(p, png.p, png.n);
	p[8 + 8 + 3] ^= 1; /* the width */
	assert_false(file_keep(FILE_PNG, (struct str){ p, png.n }, &kept));
}

static void kinds_are_known_by_their_bytes(void **state)
{
	(void)state;
	assert_int_equal(file_kind_of(sample("signed.jpg")), FILE_JPEG);
	assert_int_equal(file_kind_of(sample("signed.png")), FILE_PNG);
	assert_int_equal(file_kind_of(sample("signed.webp")), FILE_WEBP);
	assert_int_equal(file_kind_of(sample("signed.pdf")), FILE_PDF);
	assert_int_equal(file_kind_of(sample("phone.heic")), FILE_NONE);
	assert_true(file_is_heic(sample("phone.heic")));
	assert_int_equal(file_kind_of(STR("<svg xmlns='http://www.w3.org/2000/svg'>")), FILE_NONE);
	assert_int_equal(file_kind_of(STR("GIF89a")), FILE_NONE);
	assert_int_equal(file_kind_of(STR("")), FILE_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_that_hides_in_a_picture_is_kept),
		cmocka_unit_test(what_is_kept_is_kept_whole_a_second_time),
		cmocka_unit_test(which_way_is_up_stays),
		cmocka_unit_test(a_pdf_is_kept_as_it_is),
		cmocka_unit_test(a_picture_that_is_cut_short_is_refused),
		cmocka_unit_test(a_damaged_picture_is_refused_or_stays_small),
		cmocka_unit_test(a_broken_crc_of_what_draws_is_seen),
		cmocka_unit_test(kinds_are_known_by_their_bytes),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
