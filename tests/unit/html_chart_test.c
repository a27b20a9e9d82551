#include "html/chart.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ROOM = 1 << 20, WAVES = 4 };

static const struct str waves[WAVES] = {
	{ "Arrival", 7 }, { "6 months", 8 }, { "12 months", 9 }, { "<Closure>", 9 }
};
static const struct chart_point rising[WAVES] = {
	{ true, 1.5, 1.2, 1.8 }, { true, 2.0, 1.8, 2.2 }, { true, 2.5, 2.2, 2.8 }, { true, 3, 2.8, 3.2 }
};

static struct str lines(struct arena *a, const struct chart_series *series, size_t n)
{
	struct buf out = buf_new(a, ROOM);
	struct html h = { .out = &out, .lang = NULL };
	struct chart c = { STR("How six domains went"), waves, WAVES, series, n };

	chart_lines(&h, &c);
	return arena_str(a, buf_str(&out));
}

static size_t count(struct str s, const char *what)
{
	size_t n = 0;
	for (const char *p = strstr(s.p, what); p; p = strstr(p + 1, what))
		n++;
	return n;
}

/* The number that follows mark at or after *p, which moves on; -1 when there is none. */
static double number_after(const char **p, const char *mark)
{
	*p = strstr(*p, mark);
	if (!*p)
		return -1;
	*p += strlen(mark);
	return strtod(*p, NULL);
}

static void names_and_labels_are_escaped_text(void **state)
{
	struct chart_series s = { STR("Work & school"), rising };
	struct str svg = lines(*state, &s, 1);

	assert_int_equal(count(svg, ">Work &amp; school</text>"), 1);
	assert_int_equal(count(svg, ">&lt;Closure&gt;</text>"), 1);
	assert_int_equal(count(svg, "<title>How six domains went</title>"), 1);
}

/* "Work and education" once lost its last letter at the edge. */
static void a_long_name_goes_on_in_a_second_line(void **state)
{
	struct chart_series long_and_short[] = { { STR("Work and education"), rising },
		                                     { STR("Safety"), rising } };
	struct str svg = lines(*state, long_and_short, 2);

	assert_non_null(
		strstr(svg.p, ">Work and <tspan x=\"494.0\" dy=\"17\">education</tspan></text>"));
	assert_int_equal(count(svg, ">Safety</text>"), 1);
	/* Letters of Arabic have two bytes, and are counted once. */
	long_and_short[0].name = STR("\u0627\u0644\u0623\u0645\u0627\u0646 \u0627\u0644\u0622\u0646");
	svg = lines(*state, long_and_short, 1);
	assert_int_equal(count(svg, "tspan"), 0);
}

static void a_missing_point_breaks_the_line(void **state)
{
	struct chart_point gap[WAVES];
	struct chart_series s = { STR("Safety"), gap };
	const char *line;
	struct str path, rest;
	size_t starts = 0;

	memcpy(gap, rising, sizeof gap);
	gap[1].known = false;
	line = strstr(lines(*state, &s, 1).p, "<path class=\"s\"");
	assert_non_null(line);
	path = str_cut(str_z(strstr(line, " d=\"") + 4), '"', &rest);
	for (size_t i = 0; i < path.n; i++)
		starts += path.p[i] == 'M';
	assert_int_equal(starts, 2);
}

static void an_interval_is_drawn_only_where_there_is_one(void **state)
{
	struct chart_point one[WAVES];
	struct chart_series s = { STR("Safety"), one };

	memcpy(one, rising, sizeof one);
	assert_int_equal(count(lines(*state, &s, 1), "class=\"i\""), 4);
	one[0].low = one[0].high = one[0].mean;
	one[3].known = false;
	assert_int_equal(count(lines(*state, &s, 1), "class=\"i\""), 2);
}

static void better_stands_higher_and_the_scale_has_an_end(void **state)
{
	struct chart_point edge[WAVES] = {
		{ true, 1, 1, 1 }, { true, 4, 4, 4 }, { true, 9, 9, 9 }, { true, -9, -9, -9 }
	};
	struct chart_series s = { STR("Safety"), edge };
	const char *p = strstr(lines(*state, &s, 1).p, "class=\"s\"");
	double y[WAVES];
	char *end;

	p = strstr(p, " d=\"M") + 5;
	for (int i = 0; i < WAVES; i++) {
		strtod(p, &end);
		y[i] = strtod(end, &end);
		p = end + 1;
	}
	assert_true(y[1] < y[0]);
	assert_true(y[2] >= y[1] && y[2] <= y[1]);
	assert_true(y[3] >= y[0] && y[3] <= y[0]);
}

static void names_of_lines_never_cover_each_other(void **state)
{
	struct chart_series s[CHART_SERIES];
	double y[CHART_SERIES];
	const char *p;

	for (size_t i = 0; i < CHART_SERIES; i++)
		s[i] = (struct chart_series){ STR("All alike"), rising };
	p = lines(*state, s, CHART_SERIES).p;
	for (size_t i = 0; i < CHART_SERIES; i++) {
		assert_true(number_after(&p, "class=\"name\" x=\"") > 0);
		y[i] = number_after(&p, "y=\"");
		assert_true(y[i] > 0 && y[i] < 300);
		for (size_t k = 0; k < i; k++)
			assert_true(y[i] - y[k] > 15 || y[k] - y[i] > 15);
	}
}

static void low_names_stay_in_the_picture(void **state)
{
	static const struct chart_point low[WAVES] = { { true, 1, 1, 1 } };
	struct chart_series s[CHART_SERIES];
	const char *p;

	for (size_t i = 0; i < CHART_SERIES; i++)
		s[i] = (struct chart_series){ STR("Low"), low };
	p = lines(*state, s, CHART_SERIES).p;
	for (size_t i = 0; i < CHART_SERIES; i++) {
		assert_true(number_after(&p, "class=\"name\" x=\"") > 0);
		assert_in_range((long)number_after(&p, "y=\""), 10, 290);
	}
}

/* How series i of a drawing without intervals looks in black and white: its dash and its first
 * mark. */
static struct str look_of(struct arena *a, struct str svg, size_t i)
{
	char group[24];
	const char *dash, *mark;
	struct str rest, shape;

	snprintf(group, sizeof group, "<g class=\"s%zu\">", i);
	dash = strstr(strstr(svg.p, group), "stroke-dasharray=\"");
	mark = strstr(strstr(dash, "/>"), "<path");
	shape = str_cut(str_z(strchr(mark, 'm')), '"', &rest);
	return arena_fmt(a, "%.22s %s %.*s", dash, strncmp(mark, "<path class", 11) ? "full" : "hollow",
	                 (int)shape.n, shape.p);
}

static void no_two_series_share_both_dash_and_mark(void **state)
{
	static const struct chart_point flat[WAVES] = { { true, 2, 2, 2 }, { true, 3, 3, 3 } };
	struct chart_series s[CHART_SERIES];
	struct str look[CHART_SERIES], svg;

	for (size_t i = 0; i < CHART_SERIES; i++)
		s[i] = (struct chart_series){ STR("Same"), flat };
	svg = lines(*state, s, CHART_SERIES);
	for (size_t i = 0; i < CHART_SERIES; i++) {
		look[i] = look_of(*state, svg, i);
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(look[k].p, look[i].p);
	}
}

static void more_series_than_can_be_read_are_left_out(void **state)
{
	struct chart_series s[CHART_SERIES + 3];

	for (size_t i = 0; i < CHART_SERIES + 3; i++)
		s[i] = (struct chart_series){ STR("One"), rising };
	assert_int_equal(count(lines(*state, s, CHART_SERIES + 3), "class=\"name\""), CHART_SERIES);
}

static void a_series_without_points_has_no_name(void **state)
{
	static const struct chart_point none[WAVES] = { { .known = false } };
	struct chart_series s = { STR("Nothing"), none };

	assert_int_equal(count(lines(*state, &s, 1), "Nothing"), 0);
	assert_int_equal(count(lines(*state, NULL, 0), "class=\"s\""), 0);
}

static struct str shares(struct arena *a, const struct chart_share_line *line, size_t n)
{
	static const struct str years[] = { { "Arrival", 7 }, { "1", 1 }, { "2 years", 7 } };
	struct buf out = buf_new(a, ROOM);
	struct html h = { .out = &out, .lang = NULL };

	chart_shares(&h, &(struct chart_shares){ STR("How many by when"), years, 3, line, n });
	return arena_str(a, buf_str(&out));
}

static const struct chart_share halves[] = { { 0.5, 0.25, 0.1, 0.4 }, { 1, 0.5, 0.5, 0.5 } };

static void shares_grow_from_nobody_to_the_right(void **state)
{
	struct chart_share_line line = { STR("Seen <stable>"), halves, 2 };
	struct str svg = shares(*state, &line, 1);
	const char *p = strstr(svg.p, "class=\"s\"");
	double x[3];
	double y[3];
	char *end;

	assert_non_null(p);
	p = strstr(p, " d=\"M") + 5;
	for (int i = 0; i < 3; i++) {
		x[i] = strtod(p, &end);
		y[i] = strtod(end, &end);
		p = end + 1;
	}
	assert_true(x[0] < x[1] && x[1] < x[2] && x[1] - x[0] < x[2] - x[1] + 1);
	assert_true(y[0] > y[1] && y[1] > y[2]);
	assert_int_equal(count(svg, ">Seen &lt;stable&gt;</text>"), 1);
	assert_int_equal(count(svg, "class=\"i\""), 1);
	assert_int_equal(count(svg, "%</text>"), 5);
}

static void a_line_of_shares_without_points_is_left_out(void **state)
{
	struct chart_share_line both[] = { { STR("Seen"), halves, 2 }, { STR("Early"), halves, 0 } };

	assert_int_equal(count(shares(*state, both, 2), "class=\"name\""), 1);
}

static void each_person_is_a_dot_and_none_hides_another(void **state)
{
	static const struct chart_dot dots[] = { { 0, 2 }, { 0, 2.05 }, { 0, 2 }, { 1, 2 }, { 9, 2 } };
	struct buf out = buf_new(*state, ROOM);
	struct html h = { .out = &out, .lang = NULL };
	struct chart_dots c = { STR("Each person a dot"), waves, WAVES, dots, 5 };
	double x[4];
	struct str svg;
	const char *p;

	chart_dots(&h, &c);
	svg = arena_str(*state, buf_str(&out));
	assert_int_equal(count(svg, "<circle"), 4); /* the one over no label is left out */
	p = svg.p;
	for (int i = 0; i < 4; i++) {
		x[i] = number_after(&p, "cx=\"");
		for (int k = 0; k < i; k++)
			assert_true(x[i] - x[k] > 9 || x[k] - x[i] > 9);
	}
}

static void an_empty_chart_is_still_a_chart(void **state)
{
	struct buf out = buf_new(*state, ROOM);
	struct html h = { .out = &out, .lang = NULL };
	struct chart_dots c = { STR("Nobody yet"), NULL, 0, NULL, 0 };

	chart_dots(&h, &c);
	assert_int_equal(count(arena_str(*state, buf_str(&out)), "</svg></div>"), 1);
}

static int open_arena(void **state)
{
	*state = arena_new(1 << 24);
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
		TEST(names_and_labels_are_escaped_text),
		TEST(a_long_name_goes_on_in_a_second_line),
		TEST(a_missing_point_breaks_the_line),
		TEST(an_interval_is_drawn_only_where_there_is_one),
		TEST(better_stands_higher_and_the_scale_has_an_end),
		TEST(names_of_lines_never_cover_each_other),
		TEST(low_names_stay_in_the_picture),
		TEST(no_two_series_share_both_dash_and_mark),
		TEST(more_series_than_can_be_read_are_left_out),
		TEST(a_series_without_points_has_no_name),
		TEST(shares_grow_from_nobody_to_the_right),
		TEST(a_line_of_shares_without_points_is_left_out),
		TEST(each_person_is_a_dot_and_none_hides_another),
		TEST(an_empty_chart_is_still_a_chart),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
