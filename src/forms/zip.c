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

static enum err open_part(struct zipped *z, zip_int64_t at, struct zipped_part **out)
{
	struct zipped_part *p = NEW(z->arena, struct zipped_part);
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

enum err zipped_part(struct zipped *z, const char *name, struct zipped_part **out)
{
	return open_part(z, zip_name_locate(z->zip, name, ZIP_FL_NOCASE), out);
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

/* --- parts by number --- */

size_t zipped_parts(const struct zipped *z)
{
	zip_int64_t n = zip_get_num_entries(z->zip, 0);

	return n > 0 ? (size_t)n : 0;
}

const char *zipped_name(const struct zipped *z, size_t part)
{
	const char *name = zip_get_name(z->zip, part, ZIP_FL_ENC_GUESS);

	return name ? name : "";
}

uint64_t zipped_size(const struct zipped *z, size_t part)
{
	zip_stat_t s;

	zip_stat_init(&s);
	return zip_stat_index(z->zip, part, 0, &s) == 0 && (s.valid & ZIP_STAT_SIZE) ? s.size : 0;
}

/* What a part says of its size may be a lie: one byte more is asked for. */
static enum err read_all(struct zipped_part *p, char *to, size_t size, size_t *n)
{
	int got = 1;

	for (*n = 0; got > 0 && *n <= size; *n += got > 0 ? (size_t)got : 0) {
		size_t room = size + 1 - *n;
		got = zipped_read(p, to + *n, room > 1 << 20 ? 1 << 20 : (int)room);
	}
	if (got < 0)
		return zipped_burst(p) ? ERR_TOO_BIG : ERR_INVALID;
	return *n == size ? OK : ERR_INVALID;
}

enum err zipped_whole(struct zipped *z, size_t part, size_t limit, struct str *out)
{
	uint64_t size = zipped_size(z, part);
	struct zipped_part *p;
	enum err e;
	char *to;

	*out = (struct str){ NULL, 0 };
	if (size > limit)
		return ERR_TOO_BIG;
	TRY(open_part(z, (zip_int64_t)part, &p));
	to = arena_pages(z->arena, (size_t)size + 1);
	if (!to)
		return ERR_BUSY;
	e = read_all(p, to, (size_t)size, &out->n);
	zipped_close(p);
	out->p = to;
	return e;
}

/* --- a new one --- */

struct writing {
	zip_source_t *source; /* what the library writes into */
	zip_t *zip;
};

static void stop_writing(void *arg)
{
	struct writing *w = arg;

	if (w->zip)
		zip_discard(w->zip);
	if (w->source)
		zip_source_free(w->source);
	*w = (struct writing){ NULL, NULL };
}

static bool put_part(zip_t *zip, const struct zipped_new *one)
{
	zip_source_t *bytes = zip_source_buffer(zip, one->bytes.p, one->bytes.n, 0);
	zip_int64_t at = bytes ? zip_file_add(zip, one->name, bytes, ZIP_FL_ENC_UTF_8) : -1;

	if (at < 0) {
		zip_source_free(bytes);
		return false;
	}
	(void)zip_set_file_compression(zip, (zip_uint64_t)at,
	                               one->packed ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 0);
	/* The first day that such a file can name. */
	return zip_file_set_dostime(zip, (zip_uint64_t)at, 0, (1 << 5) | 1, 0) == 0;
}

static enum err take_bytes(struct arena *a, zip_source_t *from, struct str *out)
{
	zip_stat_t s;
	char *to;
	zip_int64_t got;

	zip_stat_init(&s);
	if (zip_source_stat(from, &s) != 0 || !(s.valid & ZIP_STAT_SIZE))
		return ERR_BUSY;
	to = arena_pages(a, (size_t)s.size + 1);
	if (!to || zip_source_open(from) != 0)
		return ERR_BUSY;
	got = zip_source_read(from, to, s.size);
	(void)zip_source_close(from);
	*out = (struct str){ to, (size_t)s.size };
	return got == (zip_int64_t)s.size ? OK : ERR_BUSY;
}

enum err zipped_write(struct arena *a, const struct zipped_new *parts, size_t n, struct str *out)
{
	struct writing *w = NEW(a, struct writing);
	bool whole = true;
	enum err e;

	arena_defer(a, stop_writing, w);
	w->source = zip_source_buffer_create(NULL, 0, 0, NULL);
	if (!w->source)
		return ERR_BUSY;
	zip_source_keep(w->source);
	w->zip = zip_open_from_source(w->source, ZIP_TRUNCATE, NULL);
	if (!w->zip) {
		zip_source_free(w->source);
		return ERR_BUSY;
	}
	for (size_t i = 0; i < n && whole; i++)
		whole = put_part(w->zip, &parts[i]);
	if (!whole || zip_close(w->zip) != 0)
		return ERR_BUSY;
	w->zip = NULL;
	e = take_bytes(a, w->source, out);
	stop_writing(w);
	return e;
}
