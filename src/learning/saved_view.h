/* Private to learning/saved: what its pages show. */
#pragma once
#include "html/form_view.h"
#include "learning/saved_bar.h"
#include "learning/saved_inside.h"

/* Of one view: its filters in words, and whether they are all still there. */
struct saved_line saved_line_of(struct visit *v, const struct saved_view *view);
/* The filters that the address of this visit asks for, of a page. */
struct saved_view saved_screen(const struct visit *v, enum saved_page page);

struct saved_form_view {
	struct saved_line line; /* what is saved, or what is changed */
	struct filter_options replaces;
	struct choice_list whose;
	struct choice_list periods; /* empty: the page has none */
	bool conflict;              /* a colleague saved at the same time */
};
/* --- saved_pages.c --- */
extern const struct choice_list saved_owners;
/* The one of an entry, or of a row of it; NULL: none. */
const struct saved_view *saved_find(const struct saved_views *all, struct row_id id);
/* Says what is wrong beside its field. */
enum err saved_told(struct visit *v, enum saved_lack lack) NODISCARD;
struct saved_name_form {
	struct str name;
	struct str whose;
	struct row_id before; /* the row that was seen */
};
enum { SAVED_NAME_FIELDS = 3 };
extern const struct field saved_name_fields[SAVED_NAME_FIELDS];
enum err saved_one_show(struct visit *v) NODISCARD;
enum err saved_one_save(struct visit *v) NODISCARD;
enum err saved_one_delete(struct visit *v) NODISCARD;

/* The names of all filters. */
struct saved_names {
	const char *const *at;
	size_t n;
};
struct saved_names saved_names(void);
/* The periods that v's page can be asked for; in a. */
struct choice_list saved_periods(struct arena *a, const struct saved_view *v);
