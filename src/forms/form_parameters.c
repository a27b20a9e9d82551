/* The column parameters: "start=1 end=10 step=1". */
#include "forms/reader.h"

#include <string.h>
#include <strings.h>

/* Whole and digits after the point, with a sign. */
static bool number(struct str s)
{
	size_t digits = 0;
	size_t points = 0;

	for (size_t i = s.n && s.p[0] == '-' ? 1 : 0; i < s.n; i++) {
		points += s.p[i] == '.';
		digits += s.p[i] >= '0' && s.p[i] <= '9';
		if (s.p[i] != '.' && (s.p[i] < '0' || s.p[i] > '9'))
			return false;
	}
	return digits > 0 && digits <= 15 && points <= 1;
}

static bool zero(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] >= '1' && s.p[i] <= '9')
			return false;
	}
	return true;
}

static bool between(char c)
{
	return c == ' ' || c == ',' || c == ';';
}

static void skip_between(struct str *s)
{
	while (s->n && between(s->p[0]))
		*s = (struct str){ s->p + 1, s->n - 1 };
}

/* "start=1; end = 10" with spaces, commas or semicolons between, and spaces around the sign. */
static struct str next_parameter(struct str *rest, struct str *value)
{
	struct str name;
	size_t n = 0;

	skip_between(rest);
	while (n < rest->n && !between(rest->p[n]) && rest->p[n] != '=')
		n++;
	name = (struct str){ rest->p, n };
	*rest = str_trim((struct str){ rest->p + n, rest->n - n });
	*value = STR("");
	if (!str_starts(*rest, STR("=")))
		return name;
	*rest = str_trim((struct str){ rest->p + 1, rest->n - 1 });
	for (n = 0; n < rest->n && !between(rest->p[n]);)
		n++;
	*value = (struct str){ rest->p, n };
	*rest = (struct str){ rest->p + n, rest->n - n };
	return name;
}

static bool called(struct str name, const char *what)
{
	return name.n == strlen(what) && strncasecmp(name.p, what, name.n) == 0;
}

static void read_parameter(struct reader *r, struct form_field *f, struct str name,
                           struct str value)
{
	struct form_range *g = &f->range;
	struct str *to = called(name, "start")  ? &g->start
	                 : called(name, "end")  ? &g->end
	                 : called(name, "step") ? &g->step
	                                        : NULL;

	if (f->type == FORM_RANGE && to && number(value) && !(to == &g->step && zero(value)))
		*to = arena_str(r->a, value);
	else if (f->type == FORM_RANGE && to)
		reader_problem(r, FORM_REFUSED, f->row, STR("parameters"),
		               T("Write numbers, such as start=1 end=10 step=1; a step is not 0."), value);
	else if (called(name, "randomize") || called(name, "seed"))
		reader_problem(r, FORM_REMARK, f->row, STR("parameters"),
		               T("Choices keep their order here, so that they are found where they were."),
		               name);
	else
		reader_problem(r, FORM_REMARK, f->row, STR("parameters"),
		               T("This parameter is not used here."), name);
}

void reader_parameters(struct reader *r, const struct sheet_row *row, struct form_field *f)
{
	struct str rest = reader_cell(r, row, "parameters");
	struct str value;

	f->parameters = rest;
	if (f->type == FORM_RANGE)
		f->range = (struct form_range){ STR("1"), STR("10"), STR("1") };
	while (rest.n) {
		struct str name = next_parameter(&rest, &value);
		if (name.n)
			read_parameter(r, f, name, value);
	}
}
