/* Private to the module import: what its pages show. */
#pragma once
#include "care/import_inside.h"

extern const struct choice_list import_orders;
extern const struct choice_list import_rests;

struct import_line_view {
	struct row_id id;
	struct str name;
	struct day day;
	const char *state; /* msgid */
};
struct import_line_views {
	const struct import_line_view *at;
	size_t n;
};
struct team_option {
	struct team_id id;
	const char *text; /* its id, as it is posted */
	struct str name;
};
struct team_options {
	const struct team_option *at;
	size_t n;
};
struct import_start {
	struct team_options teams;
	struct import_line_views lines;
	const struct table_about *about; /* of a file that was refused; NULL */
};

struct import_samples {
	const struct str *at;
	size_t n;
};
struct import_column_view {
	const char *input; /* "c-12" */
	const struct import_column *column;
	struct import_samples samples;
};
struct import_column_views {
	const struct import_column_view *at;
	size_t n;
};
struct import_word_view {
	const char *input; /* "w-3" */
	struct str said;
	const char *label; /* msgid: of the field */
	int64_t times;
	struct import_codes codes;
};
struct import_word_views {
	const struct import_word_view *at;
	size_t n;
};
struct import_other_view {
	const char *value; /* an id; or "left", of another row */
	struct str name;
	struct str code;
	int64_t birth;
	size_t row;
	bool chosen;
};
struct import_other_views {
	const struct import_other_view *at;
	size_t n;
};
struct import_alike_view {
	const char *input; /* "a-17": by its row */
	size_t row;
	struct str name;
	int64_t birth;
	struct import_other_views others;
	bool fresh, left;
};
struct import_alike_views {
	const struct import_alike_view *at;
	size_t n;
};
/* Troubles of one kind. */
struct import_group {
	const char *words; /* msgid */
	struct import_troubles lines;
};
struct import_groups {
	const struct import_group *at;
	size_t n;
};
enum { WORDS_SHOWN = 40, ALIKE_ROWS_SHOWN = 30, TROUBLES_SHOWN = 100 };
struct import_view {
	struct import_sheet sheet;
	enum import_state state;
	struct import_result result;
	/* the columns */
	struct import_fields fields;
	struct import_column_views columns;
	bool ambiguous; /* days can be read in two orders, or are in both */
	const char *order_hint;
	struct walkers walkers; /* of people: who can walk with them; none to choose: empty */
	const char *walker_hint;
	/* work */
	bool working, writing;
	int percent;
	int64_t done, all;
	/* the report */
	struct import_word_views words;
	bool more_words;
	struct import_alike_views alike;
	struct import_groups troubles;
	bool more_troubles;
	const char *objection; /* msgid; NULL */
	bool said;             /* the form above says it already */
	bool may_write;
	bool people_kind;
	bool no_day; /* of people: no column says when they came */
	bool done_well;
};
enum err import_view_of(struct visit *v, struct import_view *out) NODISCARD;
enum err import_columns_view(struct visit *v, struct import_view *out) NODISCARD;
enum err import_report_view(struct visit *v, struct import_view *out) NODISCARD;
enum err import_start_view(struct visit *v, struct import_start *out) NODISCARD;

/* --- bringing a sheet, and its columns: import_start.c --- */

struct import_start_form {
	struct str kind;
	struct team_id team;
	int64_t sheet;
	const struct table_about *about;
	struct import_new made; /* for the slow thread */
	struct row_id id;
	enum err e;
};
struct import_map_form {
	int64_t order;
	struct str walker;
};
enum { IMPORT_START_FIELDS = 3, IMPORT_MAP_FIELDS = 2 };
extern const struct field import_start_fields[IMPORT_START_FIELDS];
extern const struct field import_map_fields[IMPORT_MAP_FIELDS];
enum err import_start_show(struct visit *v) NODISCARD;
enum err import_start_save(struct visit *v) NODISCARD;
enum err import_map_show(struct visit *v) NODISCARD;
enum err import_map_save(struct visit *v) NODISCARD;
/* From wherever it stands to being looked at. */
enum err import_look_again(struct visit *v, const struct import_view *w) NODISCARD;
