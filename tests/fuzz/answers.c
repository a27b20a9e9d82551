/* Whatever is read as answers must be written and read again unchanged. */
#include "forms/answers.h"

#include <setjmp.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void there_and_back(struct arena *a, struct str json)
{
	struct answers first;
	struct answers second;
	struct str once;
	struct str twice;

	if (answers_read(a, json, &first) != OK)
		return;
	/* Escapes may make the canonical text longer than what was read. */
	if (answers_write(a, &first, &once) != OK)
		return;
	if (answers_read(a, once, &second) != OK || answers_write(a, &second, &twice) != OK ||
	    !str_eq(once, twice))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct arena *a;
	static jmp_buf place;

	if (!a) {
		answers_start();
		a = arena_new((size_t)64 << 20);
	}
	if (!a)
		return 0;
	arena_guard(a, &place);
	if (setjmp(place) == 0)
		there_and_back(a, (struct str){ (const char *)data, n });
	arena_guard(a, NULL);
	arena_reset(a);
	return 0;
}
