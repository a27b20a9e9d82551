/* Four sheets divided by a byte that no text holds: the reader of forms must survive whatever
 * stands in them. */
#include "forms/form.h"

#include <setjmp.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* What is kept of a form is the form. */
static void there_and_back(struct arena *a, const struct form_def *f)
{
	static struct form_problems problems;
	struct str bytes = form_canonical(a, f);
	const struct form_def *again;

	if (form_read_canonical(a, bytes, &again, &problems) != OK ||
	    !str_eq(bytes, form_canonical(a, again)) || f->fields_n != again->fields_n ||
	    !str_eq(f->langs[0].column, again->langs[0].column))
		__builtin_trap();
}

static void use(struct arena *a, const struct form_def *f)
{
	struct form_choices choices;

	there_and_back(a, f);
	for (size_t i = 0; i < f->fields_n && i < 20; i++) {
		(void)form_text_in(f, form_why(f, &f->fields[i]), STR("es"));
		if (f->fields[i].list && form_choices(a, &f->fields[i], NULL, 0, &choices) != OK)
			continue;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct arena *a;
	static jmp_buf place;
	static struct form_problems problems;
	struct str rest = { (const char *)data, n };
	const struct form_def *f = NULL;
	struct form_files files;

	if (!a)
		a = arena_new((size_t)256 << 20);
	if (!a)
		return 0;
	files.survey = str_cut(rest, '\x1E', &rest);
	files.choices = str_cut(rest, '\x1E', &rest);
	files.settings = str_cut(rest, '\x1E', &rest);
	files.scoring = rest;
	files.name = STR("");
	arena_guard(a, &place);
	if (setjmp(place) == 0 && form_read(a, &files, &f, &problems) == OK)
		use(a, f);
	arena_guard(a, NULL);
	arena_reset(a);
	return 0;
}
