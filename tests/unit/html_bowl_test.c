#include "html/bowl.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ROOM = 1 << 20, IDS = 300, LARGE_MOST = 6144, SMALL_MOST = 2560 };

static struct bowl bowl_with(unsigned id, int state)
{
	struct bowl b = { .id = { 0 } };

	for (int i = 0; i < 16; i++)
		b.id[i] = (uint8_t)(id * 131 + (unsigned)i * (id >> 3 | 1));
	for (int i = 0; i < BOWL_DOMAINS; i++)
		b.domain[i].state = state;
	return b;
}

static struct str drawn_after(struct arena *a, const struct bowl *b, int width, const char *label,
                              size_t before)
{
	struct buf out = buf_new(a, ROOM);
	struct html h = { .out = &out, .lang = NULL };

	for (size_t i = 0; i < before; i++)
		buf_byte(&out, ' ');
	bowl(&h, b, width, str_z(label));
	return arena_str(a, (struct str){ out.p + before, out.n - before });
}

static struct str drawn(struct arena *a, const struct bowl *b, int width)
{
	return drawn_after(a, b, width, "A bowl", 0);
}

static size_t count(struct str s, const char *what)
{
	size_t n = 0;
	for (const char *p = strstr(s.p, what); p; p = strstr(p + 1, what))
		n++;
	return n;
}

static void one_person_keeps_one_bowl(void **state)
{
	struct arena *a = *state;
	struct bowl b = bowl_with(7, 250);

	assert_string_equal(drawn(a, &b, 300).p, drawn(a, &b, 300).p);
}

static void no_two_people_share_a_bowl(void **state)
{
	struct arena *a = *state;
	struct bowl b = bowl_with(7, 250), c = b;
	struct str first = drawn(a, &b, 300);

	for (int i = 0; i < 16; i++) {
		c = b;
		c.id[i] ^= 1;
		assert_string_not_equal(first.p, drawn(a, &c, 300).p);
	}
}

/* The first crack's line: from the opening M to the quote. */
static struct str first_line(struct arena *a, struct str svg)
{
	const char *from = strstr(strstr(svg.p, "<g fill=\"none\""), "d=\"");
	struct str rest;
	return arena_str(a, str_cut(str_z(from + 3), '"', &rest));
}

static void the_cracks_stay_while_the_domains_change(void **state)
{
	struct arena *a = *state;
	struct bowl fragile = bowl_with(3, 120), stable = bowl_with(3, 380);

	assert_string_equal(first_line(a, drawn(a, &fragile, 300)).p,
	                    first_line(a, drawn(a, &stable, 300)).p);
}

static void a_seam_is_as_strong_as_the_weaker(void **state)
{
	static const struct {
		struct bowl_domain a, b;
		enum seam seam;
	} cases[] = {
		{ { 400, 400 }, { 300, 300 }, SEAM_BROAD },
		{ { 400, 400 }, { 299, 299 }, SEAM_THIN },
		{ { 200, 0 }, { 400, 0 }, SEAM_THIN },
		{ { 199, 199 }, { 400, 400 }, SEAM_DOTTED },
		{ { 0, 0 }, { 400, 400 }, SEAM_DOTTED },
		{ { 0, 0 }, { 0, 0 }, SEAM_DOTTED },
		{ { 150, 210 }, { 320, 320 }, SEAM_FINE },
		{ { 150, 340 }, { 150, 340 }, SEAM_FINE },
		{ { 150, 340 }, { 150, 190 }, SEAM_DOTTED },
		{ { 250, 340 }, { 320, 340 }, SEAM_THIN },
		{ { BOWL_MISSING, 300 }, { 320, 0 }, SEAM_FINE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(bowl_seam(cases[i].a, cases[i].b), cases[i].seam);
		assert_int_equal(bowl_seam(cases[i].b, cases[i].a), cases[i].seam);
	}
}

static void one_harder_domain_touches_two_seams_only(void **state)
{
	struct arena *a = *state;
	struct bowl b = bowl_with(5, 350);
	const char *broad = "stroke-width=\"13.5\" d=\"";
	const char *line;
	size_t lines = 0;

	b.domain[2].state = 150;
	line = strstr(drawn(a, &b, 300).p, broad);
	assert_non_null(line);
	for (line += strlen(broad); *line != '"'; line++)
		lines += *line == 'M';
	assert_int_equal(lines, 4);
}

static void a_missing_domain_is_clay_and_not_pale(void **state)
{
	struct arena *a = *state;
	struct bowl missing = bowl_with(9, BOWL_MISSING), pale = bowl_with(9, 100);
	const char *mark = "<path fill=\"#";
	const char *m = strstr(strstr(drawn(a, &missing, 300).p, "<g clip"), mark) + strlen(mark);
	const char *p = strstr(strstr(drawn(a, &pale, 300).p, "<g clip"), mark) + strlen(mark);

	/* Clay is warm: more red than blue; pale glaze is cool. */
	assert_true(strtol((char[]){ m[0], m[1], 0 }, NULL, 16) >
	            strtol((char[]){ m[4], m[5], 0 }, NULL, 16));
	assert_true(strtol((char[]){ p[0], p[1], 0 }, NULL, 16) <
	            strtol((char[]){ p[4], p[5], 0 }, NULL, 16));
}

static void glaze_deepens_with_the_domain(void **state)
{
	struct arena *a = *state;
	const char *mark = "<path fill=\"#";
	long before = 256;

	for (int score = 100; score <= 400; score += 50) {
		struct bowl b = bowl_with(9, score);
		const char *p = strstr(strstr(drawn(a, &b, 300).p, "<g clip"), mark) + strlen(mark);
		long red = strtol((char[]){ p[0], p[1], 0 }, NULL, 16);
		assert_true(red < before);
		before = red;
	}
}

static void pictures_keep_to_their_size(void **state)
{
	struct arena *a = *state;

	for (unsigned id = 0; id < IDS; id++) {
		struct bowl b = bowl_with(id, 0);
		size_t mark = arena_mark(a);
		for (int i = 0; i < BOWL_DOMAINS; i++) {
			b.domain[i].state = (int)(id * 37 + (unsigned)i * 91) % 401;
			b.domain[i].best = (int)(id * 53 + (unsigned)i * 17) % 401;
		}
		assert_true(drawn_after(a, &b, 300, "Six domains in words", 99999).n <= LARGE_MOST);
		assert_true(drawn_after(a, &b, 84, "Six domains in words", 99999).n <= SMALL_MOST);
		arena_back(a, mark);
	}
}

/* The seams are drawn unclipped, so they must not leave the picture. */
static void seams_stay_in_the_picture(void **state)
{
	struct arena *a = *state;

	for (unsigned id = 0; id < IDS; id++) {
		struct bowl b = bowl_with(id, 300);
		size_t mark = arena_mark(a);
		struct str line = first_line(a, drawn(a, &b, 300));
		bool is_x = true;
		for (const char *p = line.p; *p;) {
			char *end;
			long v = strtol(p + (*p == 'M' || *p == 'Q' || *p == ' '), &end, 10);
			assert_in_range(v, 0, is_x ? 600 : 360);
			is_x = !is_x;
			p = end;
		}
		arena_back(a, mark);
	}
}

static void words_are_escaped_and_bound_to_the_picture(void **state)
{
	struct arena *a = *state;
	struct bowl b = bowl_with(1, 200);
	struct str svg = drawn_after(a, &b, 300, "Safety <2 & harder now", 0);

	assert_int_equal(count(svg, "role=\"img\"><title>Safety &lt;2 &amp; harder now</title>"), 1);
	assert_int_equal(count(svg, "aria-hidden"), 0);
}

static void without_words_it_is_hidden_from_screen_readers(void **state)
{
	struct arena *a = *state;
	struct bowl b = bowl_with(1, 200);
	struct str svg = drawn_after(a, &b, 300, "", 0);

	assert_int_equal(count(svg, "aria-hidden=\"true\""), 1);
	assert_int_equal(count(svg, "<title>"), 0);
	assert_int_equal(count(svg, "role="), 0);
}

static void two_bowls_of_one_page_do_not_share_ids(void **state)
{
	struct arena *a = *state;
	struct bowl b = bowl_with(1, 200);
	struct buf out = buf_new(a, ROOM);
	struct html h = { .out = &out, .lang = NULL };
	struct str first, second;

	bowl(&h, &b, 84, STR(""));
	first = arena_str(a, buf_str(&out));
	bowl(&h, &b, 84, STR(""));
	second = arena_str(a, (struct str){ out.p + first.n, out.n - first.n });
	assert_int_equal(count(first, "clipPath id=\"b0c\""), 1);
	assert_int_equal(count(second, "id=\"b0c\""), 0);
	assert_int_equal(count(second, "url(#b0c)"), 0);
}

static void nothing_in_it_needs_a_style_attribute(void **state)
{
	struct arena *a = *state;
	struct bowl b = bowl_with(1, 200);

	assert_int_equal(count(drawn(a, &b, 300), "style"), 0);
}

static int open_arena(void **state)
{
	*state = arena_new(1 << 26);
	return *state ? 0 : -1;
}

static int close_arena(void **state)
{
	arena_free(*state);
	return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_arena, close_arena)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(one_person_keeps_one_bowl),
		TEST(no_two_people_share_a_bowl),
		TEST(the_cracks_stay_while_the_domains_change),
		TEST(a_seam_is_as_strong_as_the_weaker),
		TEST(one_harder_domain_touches_two_seams_only),
		TEST(a_missing_domain_is_clay_and_not_pale),
		TEST(glaze_deepens_with_the_domain),
		TEST(pictures_keep_to_their_size),
		TEST(seams_stay_in_the_picture),
		TEST(words_are_escaped_and_bound_to_the_picture),
		TEST(without_words_it_is_hidden_from_screen_readers),
		TEST(two_bowls_of_one_page_do_not_share_ids),
		TEST(nothing_in_it_needs_a_style_attribute),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
