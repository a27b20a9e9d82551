#include "html/form_view.h"

#include "html/page.h"

#include <string.h>

static const struct field_view *find(const struct form_view *f, const char *name)
{
	for (size_t i = 0; i < f->n; i++)
		if (strcmp(f->at[i].name, name) == 0)
			return &f->at[i];
	return NULL;
}

const char *choice_label(const struct choice_list *list, struct str value)
{
	for (size_t i = 0; i < list->n; i++)
		if (str_eq(value, str_z(list->at[i].value)))
			return list->at[i].label;
	return "";
}

struct str form_value(const struct form_view *f, const char *name)
{
	const struct field_view *field = find(f, name);
	return field ? field->value : (struct str){ NULL, 0 };
}

const char *form_problem(const struct form_view *f, const char *name)
{
	const struct field_view *field = find(f, name);
	return field ? field->problem : NULL;
}

bool form_checked(const struct form_view *f, const char *name, const char *value)
{
	struct str rest = form_value(f, name);
	struct str want = str_z(value);

	while (rest.n > 0) {
		struct str one = str_cut(rest, ' ', &rest);
		if (str_eq(one, want))
			return true;
	}
	return false;
}

/* True when whole is group, a hyphen, and value. */
static bool joins(const char *whole, const char *group, const char *value)
{
	size_t n = strlen(group);
	return strncmp(whole, group, n) == 0 && whole[n] == '-' && strcmp(whole + n + 1, value) == 0;
}

bool form_flagged(const struct form_view *f, const char *name, const char *value)
{
	for (size_t i = 0; i < f->n; i++)
		if (joins(f->at[i].name, name, value))
			return f->at[i].value.n > 0;
	return form_checked(f, name, value);
}

struct str form_described(struct arena *a, const struct form_view *f, const char *name,
                          const char *hint)
{
	bool problem = form_problem(f, name) != NULL;

	if (hint && problem)
		return arena_fmt(a, "h-%s p-%s", name, name);
	return arena_fmt(a, "%s%s", hint ? "h-" : problem ? "p-" : "", hint || problem ? name : "");
}

size_t form_problems(const struct form_view *f)
{
	size_t n = 0;
	for (size_t i = 0; i < f->n; i++)
		n += f->at[i].problem != NULL;
	return n;
}

bool page_current(const struct page_head *p, const struct nav_item *item)
{
	size_t n = strlen(item->href);

	return p->section && strncmp(p->section, item->href, n) == 0 &&
	       (p->section[n] == '\0' || p->section[n] == '/');
}

bool page_corner(const struct page_head *p, const struct nav_item *item)
{
	return p->corner && strcmp(p->corner, item->href) == 0;
}
