#include "forms/zip.h"

#include <string.h>
#include <zip.h>

struct zipped {
	struct arena *arena;
	zip_t *zip;
	int64_t read; /* from all parts so far */
	int64_t wide; /* times the limits */
};

struct zipped_part {
	struct zipped *from;
	zip_file_t *file;
	int64_t read;
	bool burst;
};

static void give_back(void *arg)
{
	struct zipped *z = arg;

	if (z->zip)
		zip_discard(z->zip);
	z->zip = NULL;
}

static enum err open_bytes(struct zipped *z, struct str bytes)
{
	zip_error_t why;
	zip_source_t *source;

	zip_error_init(&why);
	source = zip_source_buffer_create(bytes.p, bytes.n, 0, &why);
	if (source)
		z->zip = zip_open_from_source(source, ZIP_RDONLY, &why);
	if (source && !z->zip)
		zip_source_free(source);
	zip_error_fini(&why);
	return z->zip ? OK : ERR_INVALID;
}

enum err zipped_open(struct arena *a, struct str bytes, struct zipped **out)
{
	struct zipped *z = NEW(a, struct zipped);

	z->arena = a;
	z->wide = 1;
	*out = z;
	arena_defer(a, give_back, z);
	TRY(open_bytes(z, bytes));
	return zip_get_num_entries(z->zip, 0) > ZIPPED_ENTRIES ? ERR_TOO_BIG : OK;
}

void zipped_widen(struct zipped *z)
{
	z->wide = ZIPPED_WIDE;
}

static bool ends(const char *name, const char *ending)
{
	size_t n = strlen(name);
	size_t m = strlen(ending);

	for (size_t i = 0; i < m; i++) {
		char c = n < m ? '\0' : name[n - m + i];
		if ((c >= 'A' && c <= 'Z' ? c + 32 : c) !=
		    (ending[i] >= 'A' && ending[i] <= 'Z' ? ending[i] + 32 : ending[i]))
			return false;
	}
	return true;
}

bool zipped_has(const struct zipped *z, const char *ending)
{
	zip_int64_t n = zip_get_num_entries(z->zip, 0);

	for (zip_int64_t i = 0; i < n; i++) {
		const char *name = zip_get_name(z->zip, (zip_uint64_t)i, 0);
		if (name && ends(name, ending))
			return true;
	}
	return false;
}

/* What the part says of itself; a lie is found while reading. */
static enum err weigh(const struct zipped *z, const zip_stat_t *s)
{
	if ((s->valid & ZIP_STAT_ENCRYPTION_METHOD) && s->encryption_method != ZIP_EM_NONE)
		return ERR_DENIED;
	if (!(s->valid & ZIP_STAT_SIZE) || !(s->valid & ZIP_STAT_COMP_SIZE))
		return ERR_INVALID;
	if (s->size > (zip_uint64_t)(z->wide * ZIPPED_PART) ||
	    (s->size > ZIPPED_SMALL && s->size / ZIPPED_RATIO > s->comp_size))
		return ERR_TOO_BIG;
	return OK;
}

static void close_later(void *arg)
{
	zipped_close(arg);
}

enum err zipped_part(struct zipped *z, const char *name, struct zipped_part **out)
{
	struct zipped_part *p = NEW(z->arena, struct zipped_part);
	zip_int64_t at = zip_name_locate(z->zip, name, ZIP_FL_NOCASE);
	zip_stat_t s;

	*out = p;
	p->from = z;
	if (at < 0)
		return ERR_ABSENT;
	arena_defer(z->arena, close_later, p);
	zip_stat_init(&s);
	if (zip_stat_index(z->zip, (zip_uint64_t)at, 0, &s) != 0)
		return ERR_INVALID;
	TRY(weigh(z, &s));
	p->file = zip_fopen_index(z->zip, (zip_uint64_t)at, 0);
	return p->file ? OK : ERR_INVALID;
}

int zipped_read(struct zipped_part *p, char *to, int n)
{
	zip_int64_t got = p->file && n > 0 ? zip_fread(p->file, to, (zip_uint64_t)n) : -1;

	if (got < 0)
		return -1;
	p->read += got;
	p->from->read += got;
	p->burst = p->read > p->from->wide * ZIPPED_PART || p->from->read > p->from->wide * ZIPPED_ALL;
	return p->burst ? -1 : (int)got;
}

bool zipped_burst(const struct zipped_part *p)
{
	return p->burst;
}

void zipped_close(struct zipped_part *p)
{
	if (p->file)
		(void)zip_fclose(p->file);
	p->file = NULL;
}
