/* The way into the inbox, and reading what was folded; inbox_fold.c does the folding. */
#include "access/inbox_inside.h"

#include "access/audit_inside.h"
#include "access/inbox_sql.h"
#include "base/fields.h"
#include "base/wipe.h"

#include <stdlib.h>

enum { RECORD_MOST = 32 << 10, HEAD = 2, CONTEXT = 2 * ID_BYTES, ENTRY = 5 };
/* Of a blob. The fullest of the demonstration, with something of every kind that is counted, is
 * half of it: if some took two rooms, they would stand out by their length. */
enum { FOLD_ROOM = 4096 };

/* --- a box: length of the wrap (2 bytes) | the record's own key wrapped to MK | the record sealed
 * with it --- */

static struct bytes box_context(const struct house *house, const struct row_id *id,
                                uint8_t out[CONTEXT])
{
	memcpy(out, house->org.b, ID_BYTES);
	memcpy(out + ID_BYTES, id->b, ID_BYTES);
	return (struct bytes){ out, CONTEXT };
}

/* The version is that of the measurement key, to find it by. */
static struct seal_at box_place(const struct house *house, const struct row_id *id, uint32_t keyver)
{
	return (struct seal_at){ SCOPE_MEASURE, SEAL_MEASURE_INBOX, house->org.b, id->b, keyver };
}

static bool box_split(struct bytes box, struct sealed *wrap, struct sealed *record)
{
	size_t n;

	if (box.n < HEAD)
		return false;
	n = (size_t)box.p[0] << 8 | box.p[1];
	if (box.n - HEAD < n)
		return false;
	*wrap = (struct sealed){ box.p + HEAD, n };
	*record = (struct sealed){ box.p + HEAD + n, box.n - HEAD - n };
	return true;
}

bool inbox_shaped(struct bytes box)
{
	struct sealed wrap;
	struct sealed record;

	return box_split(box, &wrap, &record) && vault_keyver(record) != 0;
}

static enum err box_make(struct ctx *c, const struct holder_public *mk, const struct row_id *id,
                         struct str record, struct bytes *out)
{
	uint8_t context[CONTEXT];
	struct public_key to;
	struct sealed wrap;
	struct sealed body;
	struct key k;
	uint8_t *p;

	memcpy(to.b, mk->public_key.p, sizeof to.b);
	key_fresh(&k);
	wrap = wrap_box(c->arena, &to, box_context(c->house, id, context),
	                (struct bytes){ k.b, sizeof k.b });
	body = vault_seal(c->house->vault, c->arena, &k, box_place(c->house, id, mk->keyver), record);
	wipe(&k, sizeof k);
	if (wrap.n == 0)
		return ERR_VAULT;
	p = arena_alloc(c->arena, HEAD + wrap.n + body.n);
	p[0] = (uint8_t)(wrap.n >> 8);
	p[1] = (uint8_t)wrap.n;
	memcpy(p + HEAD, wrap.p, wrap.n);
	memcpy(p + HEAD + wrap.n, body.p, body.n);
	*out = (struct bytes){ p, HEAD + wrap.n + body.n };
	return OK;
}

/* The measurement key of a version, or NULL. */
static const struct holder_key *measure_key(const struct actor *a, uint32_t keyver)
{
	for (size_t i = 0; i < a->nheld; i++)
		if (a->held[i].kind == HOLDER_MEASURE && a->held[i].keyver == keyver)
			return &a->held[i];
	return NULL;
}

enum err record_open(const struct ctx *c, struct arena *a, const struct row_id *id,
                     struct bytes box, struct record *out)
{
	uint8_t context[CONTEXT];
	const struct holder_key *mk;
	struct sealed wrap;
	struct sealed body;
	struct bytes secret;
	struct str text;
	struct key k;
	bool was_box;
	enum err e;

	if (!inbox_shaped(box) || !box_split(box, &wrap, &body))
		return ERR_VAULT;
	mk = measure_key(c->actor, vault_keyver(body));
	if (!mk)
		return ERR_DENIED;
	TRY(unwrap(a, &mk->pair, box_context(c->house, id, context), wrap, &secret, &was_box));
	if (secret.n != sizeof k.b)
		return ERR_VAULT;
	memcpy(k.b, secret.p, sizeof k.b);
	e = vault_unseal(c->house->vault, a, &k, box_place(c->house, id, mk->keyver), body, &text);
	wipe(&k, sizeof k);
	TRY(e);
	*out = (struct record){ .episode = fields_int(text, "episode", 0),
		                    .order = fields_int(text, "order", 0),
		                    .kind = fields_get(text, "kind"),
		                    .fields = fields_get(text, "fields") };
	return fields_id(text, "pseudonym", out->pseudonym.b) && out->kind.p ? OK : ERR_VAULT;
}

/* --- adding --- */

static enum err measure_public(struct ctx *c, const struct holder_public **out)
{
	struct note *note = note_of(c);

	if (!note->has_measure)
		TRY(office_public(c->house, c->read, HOLDER_MEASURE, &note->measure));
	note->has_measure = true;
	*out = &note->measure;
	return OK;
}

enum err inbox_add(struct ctx *c, struct pseudonym_id pseudonym, int64_t episode, const char *kind,
                   struct str fields)
{
	struct buf b = buf_new(c->arena, RECORD_MOST + 256);
	const struct holder_public *mk;
	struct row_id id;
	struct bytes box;

	TRY(measure_public(c, &mk));
	fields_put_id(&b, "pseudonym", pseudonym.b);
	fields_put_int(&b, "episode", episode);
	fields_put(&b, "kind", str_z(kind));
	/* Only to order records of one pseudonym; folding forgets it. */
	fields_put_int(&b, "order", clock_order());
	fields_put(&b, "fields", fields);
	if (b.full || fields.n > RECORD_MOST)
		return ERR_TOO_BIG;
	id_random(id.b);
	TRY(box_make(c, mk, &id, buf_str(&b), &box));
	inbox_insert(c->change, c->house->org, id, box);
	return OK;
}

enum err inbox_waiting(struct ctx *c, int64_t *n)
{
	const struct inbox_number *row;

	inbox_count(c->read, c->house->org, &row);
	TRY(read_now(c->read));
	*n = row->n;
	return OK;
}

/* --- what was folded --- */

enum err inbox_state(struct ctx *c, struct inbox_state *out)
{
	const struct state_row *row;

	state_get(c->read, c->house->org, &row);
	TRY(read_now(c->read));
	if (!row)
		return ERR_ABSENT;
	*out = (struct inbox_state){ row->mark, row->has_base ? row->base : row->mark };
	return OK;
}

static struct inbox_state state_random(void)
{
	struct inbox_state s;

	id_random(s.mark.b);
	id_random(s.base.b);
	return s;
}

void inbox_changed(const struct house *house, struct change *change)
{
	struct inbox_state s = state_random();

	state_put(change, house->org, s.mark, s.base);
}

void inbox_folded(const struct house *house, struct change *change)
{
	struct inbox_state s = state_random();

	state_folded(change, house->org, s.mark, s.base);
}

void inbox_marked(const struct house *house, struct change *change, struct pseudonym_id who)
{
	struct row_id mark;

	id_random(mark.b);
	mark_put(change, house->org, who, mark);
}

struct mark_walk {
	enum err (*row)(void *arg, const struct marked *m);
	void *arg;
};

static enum err mark_step(void *arg, const struct mark_row *row)
{
	struct mark_walk *w = arg;

	return w->row(w->arg, &(struct marked){ row->pseudonym, row->mark });
}

enum err marks_each(struct ctx *c, enum err (*row)(void *arg, const struct marked *m), void *arg)
{
	struct mark_walk w = { row, arg };

	return mark_all(c->read, c->house->org, mark_step, &w);
}

/* A blob's row is its episode's number: two episodes of one pseudonym cannot be exchanged. */
static struct seal_at fold_place(const struct pseudonym_id *pseudonym, int64_t episode,
                                 struct row_id *row)
{
	memset(row->b, 0, sizeof row->b);
	for (int i = 0; i < 8; i++)
		row->b[8 + i] = (uint8_t)((uint64_t)episode >> (56 - 8 * i));
	return (struct seal_at){ SCOPE_MEASURE, SEAL_MEASURE_FOLD, pseudonym->b, row->b, 0 };
}

enum err measure_seal(const struct ctx *c, struct arena *a, const char *use, struct seal_at at,
                      struct str plain, struct sealed *out)
{
	const struct holder_key *mk = actor_holds(c->actor, HOLDER_MEASURE, NULL);
	struct key k;

	if (!mk)
		return ERR_DENIED;
	at.keyver = mk->keyver;
	key_derive(&mk->pair.sym, use, (struct bytes){ c->house->org.b, ID_BYTES }, &k);
	*out = vault_seal(c->house->vault, a, &k, at, plain);
	wipe(&k, sizeof k);
	return OK;
}

/* What opens the rows of a walk: derived once, for nearly all have the same version. One use each.
 */
struct walk_key {
	uint32_t keyver; /* 0: none yet */
	struct key k;
};

static enum err open_with(const struct ctx *c, struct arena *a, struct walk_key *key,
                          const char *use, struct seal_at at, struct sealed value, struct str *out)
{
	const struct holder_key *mk;

	at.keyver = vault_keyver(value);
	if (at.keyver == 0)
		return ERR_VAULT;
	if (at.keyver != key->keyver) {
		mk = measure_key(c->actor, at.keyver);
		if (!mk)
			return ERR_DENIED;
		key_derive(&mk->pair.sym, use, (struct bytes){ c->house->org.b, ID_BYTES }, &key->k);
		key->keyver = at.keyver;
	}
	return vault_unseal(c->house->vault, a, &key->k, at, value, out);
}

enum err measure_open(const struct ctx *c, struct arena *a, const char *use, struct seal_at at,
                      struct sealed value, struct str *out)
{
	struct walk_key key = { 0 };
	enum err e = open_with(c, a, &key, use, at, value, out);

	wipe(&key, sizeof key);
	return e;
}

/* By a last entry without a name. How much was written about somebody can be counted from outside;
 * the length of her blob must not go along with it. */
struct str room_filled(struct arena *a, struct str body, size_t room)
{
	size_t all = (body.n + ENTRY + room - 1) / room * room;
	size_t rest = all - body.n - ENTRY;
	const char *filler = NEW_N(a, char, rest + 1);
	struct buf b = buf_new(a, all);

	buf_add(&b, body);
	fields_put(&b, "", (struct str){ filler, rest });
	return buf_str(&b);
}

struct str room_emptied(struct str body)
{
	struct str name;
	struct str value;
	size_t end = 0;

	for (size_t at = 0; fields_next(body, &at, &name, &value) && name.n; end = at)
		;
	return (struct str){ body.p, end };
}

enum err fold_seal(const struct ctx *c, struct arena *a, struct pseudonym_id pseudonym,
                   int64_t episode, struct str body, struct sealed *out)
{
	struct row_id row;

	return measure_seal(c, a, MEASURE_FOLD, fold_place(&pseudonym, episode, &row),
	                    room_filled(a, body, FOLD_ROOM), out);
}

static enum err fold_open_with(const struct ctx *c, struct arena *a, struct walk_key *key,
                               const struct folded *f, struct sealed body, struct str *out)
{
	struct row_id row;

	TRY(open_with(c, a, key, MEASURE_FOLD, fold_place(&f->pseudonym, f->episode, &row), body, out));
	*out = room_emptied(*out);
	return OK;
}

enum err fold_open(const struct ctx *c, struct arena *a, struct pseudonym_id pseudonym,
                   int64_t episode, struct sealed body, struct str *out)
{
	const struct folded f = { .pseudonym = pseudonym, .episode = episode };
	struct walk_key key = { 0 };
	enum err e = fold_open_with(c, a, &key, &f, body, out);

	wipe(&key, sizeof key);
	return e;
}

struct folded_walk {
	struct ctx *c;
	enum err (*row)(void *arg, const struct folded *f);
	void *arg;
	struct walk_key key;
};

static enum err folded_step(void *arg, const struct fold_row *row)
{
	struct folded_walk *w = arg;
	struct folded f = { .pseudonym = row->pseudonym, .episode = row->episode };
	size_t mark = arena_mark(w->c->arena);
	size_t opened;

	TRY(fold_open_with(w->c, w->c->arena, &w->key, &f, row->body, &f.body));
	opened = arena_mark(w->c->arena);
	TRY(w->row(w->arg, &f));
	/* Unless the callback kept something, the next one takes the same room. */
	if (arena_mark(w->c->arena) == opened)
		arena_back(w->c->arena, mark);
	return OK;
}

enum err folded_each(struct ctx *c, enum err (*row)(void *arg, const struct folded *f), void *arg)
{
	struct folded_walk w = { .c = c, .row = row, .arg = arg };
	enum err e;

	if (!actor_holds(c->actor, HOLDER_MEASURE, NULL))
		return ERR_DENIED;
	e = fold_all(c->read, c->house->org, folded_step, &w);
	wipe(&w.key, sizeof w.key);
	return e;
}

enum err folded_of(struct ctx *c, struct pseudonym_id who,
                   enum err (*row)(void *arg, const struct folded *f), void *arg)
{
	struct folded_walk w = { .c = c, .row = row, .arg = arg };
	enum err e;

	if (!actor_holds(c->actor, HOLDER_MEASURE, NULL))
		return ERR_DENIED;
	e = fold_rows_of(c->read, c->house->org, who, folded_step, &w);
	wipe(&w.key, sizeof w.key);
	return e;
}

/* --- scores --- */

static struct seal_at score_place(const struct pseudonym_id *pseudonym, const struct row_id *id)
{
	return (struct seal_at){ SCOPE_MEASURE, SEAL_SCORE_DAYS, pseudonym->b, id->b, 0 };
}

enum err score_seal(const struct ctx *c, struct arena *a, struct pseudonym_id pseudonym,
                    struct row_id id, int64_t days, int64_t own, struct sealed *out)
{
	return measure_seal(c, a, MEASURE_FOLD, score_place(&pseudonym, &id),
	                    own < 0 ? arena_fmt(a, "%lld", (long long)days)
	                            : arena_fmt(a, "%lld %d", (long long)days, own != 0),
	                    out);
}

/* "120", or "120 1" when it is known who scored. */
static enum err score_days(const struct ctx *c, struct walk_key *key, const struct score_row *r,
                           int64_t *days, int *own)
{
	struct str text;
	struct str by;

	TRY(open_with(c, c->arena, key, MEASURE_FOLD, score_place(&r->pseudonym, &r->id), r->days,
	              &text));
	text = str_cut(text, ' ', &by);
	*own = by.n ? str_eq(by, STR("1")) : -1;
	return str_int(text, days) ? OK : ERR_VAULT;
}

/* Rows come by pseudonym; those of one are gathered to be sorted by episode and days. */
struct score_walk {
	struct ctx *c;
	enum err (*row)(void *arg, const struct scored *s);
	void *arg;
	struct scored *group;
	size_t n;
	size_t room;
	size_t mark; /* of the arena before the group */
	struct walk_key key;
};

static int by_days(const void *a, const void *b)
{
	const struct scored *x = a;
	const struct scored *y = b;

	if (x->episode != y->episode)
		return x->episode < y->episode ? -1 : 1;
	return x->days < y->days ? -1 : x->days > y->days;
}

static enum err group_end(struct score_walk *w)
{
	size_t before = arena_mark(w->c->arena);

	if (w->n)
		qsort(w->group, w->n, sizeof *w->group, by_days);
	for (size_t i = 0; i < w->n; i++)
		TRY(w->row(w->arg, &w->group[i]));
	/* Unless the callback kept something, the next group takes the same room. */
	if (w->n && arena_mark(w->c->arena) == before)
		arena_back(w->c->arena, w->mark);
	w->n = w->room = 0;
	return OK;
}

static void group_grow(struct score_walk *w)
{
	size_t room = w->room ? 2 * w->room : 8;
	struct scored *more;

	if (!w->room)
		w->mark = arena_mark(w->c->arena);
	more = NEW_N(w->c->arena, struct scored, room);
	if (w->n)
		memcpy(more, w->group, w->n * sizeof *more);
	w->group = more;
	w->room = room;
}

static int16_t domain_of(bool has, int64_t value)
{
	if (!has || value > OUTCOMES_VALUE_MAX)
		return OUTCOMES_INSUFFICIENT;
	return value < 0 ? OUTCOMES_NOT_APPLICABLE : (int16_t)value;
}

static uint8_t verdict_of(int64_t stable)
{
	switch (stable >> OUTCOMES_DOMAINS & 3) {
	case 1:
		return VERDICT_YES;
	case 0:
		return VERDICT_NO;
	default:
		return VERDICT_CANNOT_SAY;
	}
}

static enum err score_step(void *arg, const struct score_row *r)
{
	struct score_walk *w = arg;
	struct arena *a = w->c->arena;
	int64_t days;
	int own;

	if (w->n && !pseudonym_id_eq(w->group[0].pseudonym, r->pseudonym))
		TRY(group_end(w));
	if (w->n == w->room)
		group_grow(w);
	TRY(score_days(w->c, &w->key, r, &days, &own));
	w->group[w->n++] = (struct scored){
		.pseudonym = r->pseudonym,
		.episode = r->episode,
		.days = days,
		.own = own,
		.wave = r->wave,
		.form = arena_str(a, r->form),
		.age_group = r->age_group,
		.setting = r->setting,
		.items = arena_str(a, r->items),
		.domain = { domain_of(r->has_safety, r->safety), domain_of(r->has_legal, r->legal),
		            domain_of(r->has_mental, r->mental), domain_of(r->has_work, r->work),
		            domain_of(r->has_social, r->social), domain_of(r->has_physical, r->physical) },
		.stable = r->stable & ((1 << OUTCOMES_DOMAINS) - 1),
		.all_six = verdict_of(r->stable)
	};
	return OK;
}

/* The walk is over: its last group, and its key. */
static enum err scores_end(struct score_walk *w, enum err e)
{
	wipe(&w->key, sizeof w->key);
	return e ? e : group_end(w);
}

enum err scores_each(struct ctx *c, enum err (*row)(void *arg, const struct scored *s), void *arg)
{
	struct score_walk w = { .c = c, .row = row, .arg = arg };

	if (!actor_holds(c->actor, HOLDER_MEASURE, NULL))
		return ERR_DENIED;
	return scores_end(&w, score_all(c->read, c->house->org, score_step, &w));
}

enum err scores_of(struct ctx *c, struct pseudonym_id who,
                   enum err (*row)(void *arg, const struct scored *s), void *arg)
{
	struct score_walk w = { .c = c, .row = row, .arg = arg };

	if (!actor_holds(c->actor, HOLDER_MEASURE, NULL))
		return ERR_DENIED;
	return scores_end(&w, score_rows_of(c->read, c->house->org, who, score_step, &w));
}
