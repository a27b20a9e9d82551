/* Everybody who is counted, packed into one sealed file: DIR/columns. It is written by whoever read
 * all of it from the database. As soon as something else was folded, which its mark tells, it is
 * made anew by report_renew.c. Layout: length of the head (2 bytes) | the head, sealed | the
 * columns, sealed with the head's key (vault/stream.h). Numbers lie as this machine has them. */
#include "access/inbox.h"
#include "access/measured.h"
#include "base/fault.h"
#include "base/fields.h"
#include "base/log.h"
#include "base/wipe.h"
#include "learning/report_input_inside.h"
#include "vault/stream.h"

#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	ENOUGH_PEOPLE = 100 * 1000,
	HEAD_MOST = 1024,
	FORM = 3, /* of all that stands here: another one is not read */
	DOMAIN_BITS = 9,
	DOMAIN_MASK = (1 << DOMAIN_BITS) - 1,
	LOWEST = OUTCOMES_NOT_APPLICABLE,
	STABLE_AT = OUTCOMES_DOMAINS * DOMAIN_BITS,
	ALL_SIX_AT = STABLE_AT + OUTCOMES_DOMAINS,
	SETTING_AT = ALL_SIX_AT + 2,
	RUBRIC_AT = 3,
	WORDS_AT = RUBRIC_AT + 2,
};
static_assert(OUTCOMES_VALUE_MAX - LOWEST <= DOMAIN_MASK, "a domain takes nine bits");
static_assert(SETTING_AT + 2 == 64, "an assessment's values take eight bytes");
static_assert(sizeof(struct draft) == 48, "no holes, which would hold what lay there before");

/* What the columns are, and whether they still hold what was folded. */
struct head {
	uint32_t form;
	uint32_t order;     /* of the bytes in a number */
	uint8_t types[32];  /* which bits mean what: a hash of the list */
	struct row_id base; /* up to here two files must be the same to be renewed */
	struct row_id mark; /* and up to here to be read as they are */
	struct row_id row;  /* of the columns, for their seal */
	struct key key;
	uint64_t n;
	uint64_t scores;
	uint64_t harms;
	uint64_t sites; /* bytes */
};

/* The columns, each an array of its own. */
struct columns {
	struct draft *drafts;
	uint64_t *values;
	int32_t *harms;
	int16_t *days;
	uint8_t *kinds;
	char *sites;
};

static size_t bytes_of(const struct head *h)
{
	return (size_t)(h->n * sizeof(struct draft) + h->scores * (8 + 2 + 1) + h->harms * 4 +
	                h->sites);
}

/* Where they lie behind each other: the widest numbers first, so that all of them are aligned. */
static struct columns columns_at(char *p, const struct head *h)
{
	struct columns c = { .drafts = (void *)p };

	p += h->n * sizeof(struct draft);
	c.values = (void *)p;
	p += h->scores * sizeof *c.values;
	c.harms = (void *)p;
	p += h->harms * sizeof *c.harms;
	c.days = (void *)p;
	p += h->scores * sizeof *c.days;
	c.kinds = (void *)p;
	c.sites = p + h->scores;
	return c;
}

static struct head head_of(struct ctx *c, const struct code_list *types,
                           const struct inbox_state *state)
{
	struct head h;
	size_t n = 0;
	struct buf names;

	for (size_t i = 0; i < types->n; i++)
		n += types->at[i].name.n + 1;
	names = buf_new(c->arena, n + 1);
	for (size_t i = 0; i < types->n; i++) {
		buf_add(&names, types->at[i].name);
		buf_byte(&names, '\n');
	}
	memset(&h, 0, sizeof h);
	h.form = FORM;
	h.order = 0x01020304;
	h.base = state->base;
	h.mark = state->mark;
	hash_bytes((struct bytes){ (const uint8_t *)names.p, names.n }, h.types);
	return h;
}

static struct row_id head_row(const struct ctx *c)
{
	struct row_id row;

	memcpy(row.b, c->house->org.b, sizeof row.b);
	return row;
}

static struct seal_at columns_place(const struct ctx *c, const struct head *h)
{
	return (struct seal_at){ SCOPE_FILE, SEAL_COLUMNS, c->house->org.b, h->row.b, 1 };
}

/* --- packing --- */

static uint64_t values_of(const struct outcomes_score *s)
{
	uint64_t v = (uint64_t)s->stable << STABLE_AT | (uint64_t)s->all_six << ALL_SIX_AT |
	             (uint64_t)s->setting << SETTING_AT;

	for (unsigned d = 0; d < OUTCOMES_DOMAINS; d++)
		v |= (uint64_t)(s->domain[d] - LOWEST) << d * DOMAIN_BITS;
	return v;
}

static struct outcomes_score score_of(uint64_t v, int16_t day, uint8_t kind)
{
	struct outcomes_score s = { .day = day,
		                        .stable = v >> STABLE_AT & ((1 << OUTCOMES_DOMAINS) - 1),
		                        .all_six = v >> ALL_SIX_AT & 3,
		                        .planned = kind & 7,
		                        .setting = (uint8_t)(v >> SETTING_AT & 3),
		                        .rubric = kind >> RUBRIC_AT & 3,
		                        .own_words = kind >> WORDS_AT & 1 };

	for (unsigned d = 0; d < OUTCOMES_DOMAINS; d++)
		s.domain[d] = (int16_t)((int)(v >> d * DOMAIN_BITS & DOMAIN_MASK) + LOWEST);
	return s;
}

static void pack(const struct gathered *g, struct columns *to)
{
	for (size_t i = 0; i < g->n_scores; i++) {
		const struct outcomes_score *s = &g->scores[i];

		to->values[i] = values_of(s);
		to->days[i] = s->day;
		to->kinds[i] = (uint8_t)(s->planned | s->rubric << RUBRIC_AT | s->own_words << WORDS_AT);
	}
}

static struct str sites_text(struct arena *a, const struct site_list *sites)
{
	size_t n = 0;
	struct buf b;

	for (size_t i = 0; i < sites->n; i++)
		n += sites->at[i].n + 8;
	b = buf_new(a, n + 1);
	for (size_t i = 0; i < sites->n; i++)
		fields_put(&b, "", sites->at[i]);
	return buf_str(&b);
}

/* --- writing --- */

static enum err put(void *arg, const uint8_t *p, size_t n)
{
	FAULT("columns-write", ERR_FULL);
	return fwrite(p, 1, n, arg) == n ? OK : ERR_FULL;
}

static enum err write_columns(struct ctx *c, struct head *h, const struct gathered *g,
                              struct arena *a, FILE *f)
{
	struct str sites = sites_text(a, &g->sites);
	struct columns packed;
	struct sealed head;
	char *p;

	h->n = g->n;
	h->scores = g->n_scores;
	h->harms = g->harms.n;
	h->sites = sites.n;
	id_random(h->row.b);
	key_fresh(&h->key);
	p = arena_alloc(a, bytes_of(h));
	packed = columns_at(p, h);
	if (g->n)
		memcpy(packed.drafts, g->drafts, g->n * sizeof *g->drafts);
	if (g->harms.n)
		memcpy(packed.harms, g->harms.at, g->harms.n * sizeof *g->harms.at);
	memcpy(packed.sites, sites.p, sites.n);
	pack(g, &packed);
	TRY(seal_measure(c, SEAL_COLUMNS_HEAD, head_row(c), (struct str){ (const char *)h, sizeof *h },
	                 &head));
	TRY(put(f, (const uint8_t[]){ (uint8_t)(head.n >> 8), (uint8_t)head.n }, 2));
	TRY(put(f, head.p, head.n));
	return stream_seal(c->house->vault, &h->key, columns_place(c, h),
	                   (struct stream_content){ &(struct str){ p, bytes_of(h) }, 1 },
	                   (struct stream_sink){ put, f });
}

/* Somebody who renamed it after we opened it, and before we held it, made it what is read. */
static bool is_still(int fd, const char *path)
{
	struct stat ours;
	struct stat there;

	return fstat(fd, &ours) == 0 && lstat(path, &there) == 0 && ours.st_dev == there.st_dev &&
	       ours.st_ino == there.st_ino;
}

/* The file that takes the place of the other once it is whole. NULL while somebody else writes. */
static FILE *begin_file(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
	FILE *f = NULL;

	if (fd < 0)
		return NULL;
	if (flock(fd, LOCK_EX | LOCK_NB) == 0 && is_still(fd, path) && ftruncate(fd, 0) == 0)
		f = fdopen(fd, "w");
	if (!f)
		(void)close(fd);
	return f;
}

static enum err write_file(struct ctx *c, struct head *h, const struct gathered *g, struct arena *a)
{
	const char *path = c->house->columns;
	const char *fresh = arena_fmt(a, "%s.new", path).p;
	FILE *f = begin_file(fresh);
	enum err e;

	if (!f)
		return ERR_BUSY;
	e = write_columns(c, h, g, a, f);
	if (e == OK && (fflush(f) != 0 || fsync(fileno(f)) != 0))
		e = ERR_FULL;
	if (e == OK && rename(fresh, path) != 0)
		e = ERR_STORE;
	if (e != OK)
		(void)unlink(fresh);
	return fclose(f) == 0 ? e : ERR_FULL;
}

static size_t room_of(const struct gathered *g)
{
	size_t sites = 0;

	for (size_t i = 0; i < g->sites.n; i++)
		sites += g->sites.at[i].n + 64;
	return g->n * sizeof *g->drafts + g->n_scores * 11 + g->harms.n * 4 + 4 * sites + (64 << 10);
}

void columns_keep(struct ctx *c, const struct code_list *types, const struct gathered *g)
{
	size_t least = c->house->columns_least ? c->house->columns_least : ENOUGH_PEOPLE;
	struct inbox_state state;
	struct arena *a;
	struct head h;
	enum err e;

	if (!c->house->columns || g->n < least || inbox_state(c, &state) != OK)
		return;
	a = arena_new(room_of(g));
	if (!a)
		return;
	h = head_of(c, types, &state);
	e = write_file(c, &h, g, a);
	wipe(&h, sizeof h);
	arena_free(a);
	log_event("columns-kept", LOG_INT("people", (int64_t)g->n), LOG_ERR(e));
}

/* --- reading --- */

static enum err get(void *arg, uint8_t *p, size_t n)
{
	return fread(p, 1, n, arg) == n ? OK : ERR_VAULT;
}

/* Those that were asked for, and not less: nobody counts with half of a file. */
static enum err read_head(struct ctx *c, FILE *f, const struct head *asked, struct head *out)
{
	uint8_t sealed[HEAD_MOST];
	uint8_t length[2];
	struct str plain;
	struct stat s;
	size_t n;

	TRY(get(f, length, sizeof length));
	n = (size_t)length[0] << 8 | length[1];
	if (n > sizeof sealed)
		return ERR_VAULT;
	TRY(get(f, sealed, n));
	TRY(open_measure(c, SEAL_COLUMNS_HEAD, head_row(c), (struct sealed){ sealed, n }, &plain));
	if (plain.n != sizeof *out)
		return ERR_ABSENT;
	memcpy(out, plain.p, sizeof *out);
	if (memcmp(out, asked, offsetof(struct head, mark)) != 0)
		return ERR_ABSENT;
	if (fstat(fileno(f), &s) != 0 || (uint64_t)s.st_size != 2 + n + stream_bytes(bytes_of(out)))
		return ERR_VAULT;
	return OK;
}

static void sites_read(struct arena *a, struct str text, struct site_list *out)
{
	struct str name;
	struct str value;
	size_t n = 0;

	for (size_t at = 0; fields_next(text, &at, &name, &value);)
		n++;
	out->room = n;
	out->at = NEW_N(a, struct str, n + 1);
	for (size_t at = 0; fields_next(text, &at, &name, &value);)
		out->at[out->n++] = arena_str(a, value);
}

/* Every index and every sum must be within what there is, whoever wrote the file. */
static bool adds_up(const struct gathered *g)
{
	uint64_t scores = 0;
	uint64_t harms = 0;
	bool sound = true;

	for (size_t i = 0; i < g->n; i++) {
		scores += g->drafts[i].scores;
		harms += g->drafts[i].harms;
		sound &= g->drafts[i].site < g->sites.n;
	}
	return sound && scores == g->n_scores && harms == g->harms.n;
}

static enum err unpack(struct arena *a, const struct head *h, const struct columns *from,
                       struct gathered *out)
{
	*out = (struct gathered){ .drafts = from->drafts,
		                      .n = (size_t)h->n,
		                      .scores = NEW_N(a, struct outcomes_score, (size_t)h->scores + 1),
		                      .n_scores = (size_t)h->scores,
		                      .harms = { .at = from->harms, .n = (size_t)h->harms } };
	for (size_t i = 0; i < out->n_scores; i++)
		out->scores[i] = score_of(from->values[i], from->days[i], from->kinds[i]);
	sites_read(a, (struct str){ from->sites, (size_t)h->sites }, &out->sites);
	return adds_up(out) ? OK : ERR_VAULT;
}

static enum err read_file(struct ctx *c, FILE *f, const struct head *asked, struct arena *a,
                          struct gathered *out)
{
	struct columns columns;
	struct head h;
	char *p;
	enum err e;

	TRY(read_head(c, f, asked, &h));
	p = arena_pages(a, bytes_of(&h));
	e = p ? stream_open(c->house->vault, &h.key, columns_place(c, &h), bytes_of(&h),
	                    (struct stream_source){ get, f }, p)
	      : ERR_BUSY;
	wipe(&h.key, sizeof h.key);
	TRY(e);
	columns = columns_at(p, &h);
	TRY(unpack(a, &h, &columns, out));
	return row_id_eq(h.mark, asked->mark) ? OK : ERR_CONFLICT;
}

enum err columns_open(struct ctx *c, struct arena *a, const struct code_list *types,
                      struct gathered *out)
{
	struct inbox_state state;
	struct gathered found;
	struct head asked;
	FILE *f;
	enum err e;

	if (!c->house->columns || inbox_state(c, &state) != OK)
		return ERR_ABSENT;
	f = fopen(c->house->columns, "re");
	if (!f)
		return ERR_ABSENT;
	asked = head_of(c, types, &state);
	e = read_file(c, f, &asked, a, &found);
	(void)fclose(f);
	if (e == OK || e == ERR_CONFLICT) {
		*out = found;
		return e;
	}
	if (e != ERR_ABSENT)
		log_event("columns-left", LOG_ERR(e));
	return ERR_ABSENT;
}
