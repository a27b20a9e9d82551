/* What lies in DIR/files against what the rows say. */
#include "care/file_inside.h"
#include "care/file_sql.h"

#include <stdlib.h>

enum { SWEEP_AGE = 3600 };

struct names {
	struct ctx *c;
	struct row_id *at;
	size_t n;
	size_t room;
};

static enum err note_name(void *arg, const struct file_stored *row)
{
	struct names *names = arg;

	if (names->n == names->room) {
		size_t room = names->room ? names->room * 2 : 1024;
		struct row_id *more = NEW_N(names->c->arena, struct row_id, room);

		if (names->n)
			memcpy(more, names->at, names->n * sizeof *more);
		names->at = more;
		names->room = room;
	}
	names->at[names->n++] = row->stored;
	return OK;
}

static int by_bytes(const void *a, const void *b)
{
	return memcmp(a, b, ID_BYTES);
}

static bool has_row(void *arg, struct row_id stored)
{
	const struct names *names = arg;

	return names->n && bsearch(&stored, names->at, names->n, sizeof *names->at, by_bytes);
}

static enum err all_names(struct ctx *c, struct names *out)
{
	*out = (struct names){ .c = c };
	TRY(files_stored(c->read, c->house->org, note_name, out));
	TRY(house_files_stored(c->read, c->house->org, note_name, out));
	if (out->n)
		qsort(out->at, out->n, sizeof *out->at, by_bytes);
	return OK;
}

enum err file_sweep(struct ctx *c, int64_t *removed)
{
	struct names names;

	*removed = 0;
	TRY(all_names(c, &names));
	return disk_sweep(c->house, SWEEP_AGE, has_row, &names, removed);
}

enum err file_verify(struct verify *v)
{
	struct names names;

	TRY(all_names(v->c, &names));
	for (size_t i = 0; i < names.n; i++) {
		enum disk_look look = disk_look(v->c->house, names.at[i]);

		v->checked++;
		if (look == DISK_WHOLE)
			continue;
		v->faults++;
		v->say(v->arg, look == DISK_MISSING ? "files: a paper or picture is missing"
		                                    : "files: a paper or picture is damaged");
	}
	return OK;
}
