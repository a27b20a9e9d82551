/* Folding: records leave the inbox and become blobs and score rows. A first pass notes whose each
 * record is; then whole pseudonyms in random order, each one's records as they were added, 500 in a
 * change, whose statements are shuffled too. */
#include "access/inbox_inside.h"
#include "access/inbox_sql.h"
#include "base/buf.h"
#include "base/fields.h"
#include "base/log.h"
#include "base/random.h"

#include <stdlib.h>

enum {
	BATCH = 500,
	TRIES = 3,
	BODY_MOST = 64 << 10,
	PLAN_MEMORY = 256 << 20,
	BATCH_MEMORY = 128 << 20
};

/* --- the plan: which rows wait, whose, in which order --- */

struct waiting {
	struct row_id id;
	struct pseudonym_id pseudonym;
	int64_t order;
	uint32_t turn; /* of the pseudonym */
};

struct plan {
	struct ctx *c;
	struct arena *arena;
	struct arena *scratch;
	struct waiting *at;
	size_t n;
	size_t room;
	int64_t damaged;
};

static void plan_grow(struct plan *p)
{
	size_t room = p->room ? p->room * 2 : 1024;
	struct waiting *more = NEW_N(p->arena, struct waiting, room);

	if (p->n)
		memcpy(more, p->at, p->n * sizeof *more);
	p->at = more;
	p->room = room;
}

static enum err plan_step(void *arg, const struct inbox_row *row)
{
	struct plan *p = arg;
	struct record r;
	enum err e = record_open(p->c, p->scratch, &row->id, row->box, &r);

	if (e == OK && p->n == p->room)
		plan_grow(p);
	if (e == OK)
		p->at[p->n++] =
			(struct waiting){ .id = row->id, .pseudonym = r.pseudonym, .order = r.order };
	p->damaged += e != OK;
	arena_reset(p->scratch);
	return OK;
}

static int by_pseudonym(const void *a, const void *b)
{
	const struct waiting *x = a;
	const struct waiting *y = b;

	return memcmp(x->pseudonym.b, y->pseudonym.b, ID_BYTES);
}

static int by_turn(const void *a, const void *b)
{
	const struct waiting *x = a;
	const struct waiting *y = b;

	if (x->turn != y->turn)
		return x->turn < y->turn ? -1 : 1;
	if (by_pseudonym(x, y) != 0)
		return by_pseudonym(x, y);
	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return memcmp(x->id.b, y->id.b, ID_BYTES);
}

static enum err plan_make(struct plan *p)
{
	struct read *r = read_begin(p->c->house->records, p->arena);

	if (!r)
		return ERR_STORE;
	TRY(inbox_all(r, p->c->house->org, plan_step, p));
	read_end(r);
	if (p->n == 0)
		return OK;
	qsort(p->at, p->n, sizeof *p->at, by_pseudonym);
	for (size_t i = 0; i < p->n; i++) {
		bool same = i && by_pseudonym(&p->at[i], &p->at[i - 1]) == 0;
		p->at[i].turn = same ? p->at[i - 1].turn : random_below(UINT32_MAX);
	}
	qsort(p->at, p->n, sizeof *p->at, by_turn);
	return OK;
}

/* --- a batch: what its records amount to --- */

struct fold {
	struct pseudonym_id pseudonym;
	int64_t episode;
	const struct fold_row *was;
	struct str body;
};

struct batch {
	struct ctx *c;
	struct arena *arena;
	size_t n;
	size_t done; /* rows that will leave the inbox */
	const struct inbox_row *rows[BATCH];
	struct record records[BATCH]; /* kind.p == NULL: left alone */
	struct fold folds[BATCH];
	size_t nfolds;
	/* The last consent of each pseudonym. */
	const struct record *consents[BATCH];
	size_t nconsents;
	int64_t damaged;
};

static bool is_score(const struct record *r)
{
	return str_eq(r->kind, STR("score"));
}

static struct fold *fold_of(struct batch *b, const struct record *r)
{
	for (size_t i = 0; i < b->nfolds; i++)
		if (b->folds[i].episode == r->episode &&
		    pseudonym_id_eq(b->folds[i].pseudonym, r->pseudonym))
			return &b->folds[i];
	b->folds[b->nfolds] = (struct fold){ .pseudonym = r->pseudonym, .episode = r->episode };
	return &b->folds[b->nfolds++];
}

static bool is_answers(const struct record *r)
{
	return str_eq(r->kind, STR("answers"));
}

static bool is_pair(const struct record *r)
{
	return str_eq(r->kind, STR("pair"));
}

/* What has a row of its own, and no part in a blob. */
static bool stands_alone(const struct record *r)
{
	return is_score(r) || is_answers(r) || is_pair(r);
}

static bool pair_whole(struct str fields)
{
	uint8_t row[ID_BYTES];

	return fields_id(fields, "row", row) && fields_get(fields, "form").n &&
	       fields_int(fields, "age_group", INT64_MIN) != INT64_MIN &&
	       fields_get(fields, "first").n && fields_get(fields, "second").n;
}

static bool answers_whole(struct str fields)
{
	uint8_t row[ID_BYTES];

	return fields_id(fields, "row", row) && fields_get(fields, "form").n &&
	       fields_int(fields, "month", INT64_MIN) != INT64_MIN;
}

/* A score that lacks one of these is no score. */
static bool score_whole(struct str fields)
{
	static const char *const needed[] = { "days", "wave", "age_group", "setting", "stable" };

	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
		if (fields_int(fields, needed[i], INT64_MIN) == INT64_MIN)
			return false;
	return fields_get(fields, "form").p && fields_get(fields, "items").p;
}

/* Two round trips: the boxes, then the blobs that they change. */
static enum err batch_read(struct batch *b, const struct waiting *rows, size_t n)
{
	struct org_id org = b->c->house->org;
	struct read *r = read_begin(b->c->house->records, b->arena);

	if (!r)
		return ERR_STORE;
	b->n = n;
	for (size_t i = 0; i < n; i++)
		inbox_one(r, org, rows[i].id, &b->rows[i]);
	TRY(read_now(r));
	for (size_t i = 0; i < n; i++) {
		struct record *one = &b->records[i];
		bool whole = b->rows[i] &&
		             record_open(b->c, b->arena, &rows[i].id, b->rows[i]->box, one) == OK &&
		             (!is_score(one) || score_whole(one->fields)) &&
		             (!is_answers(one) || answers_whole(one->fields)) &&
		             (!is_pair(one) || pair_whole(one->fields));
		b->damaged += b->rows[i] && !whole;
		b->done += whole;
		if (!whole)
			*one = (struct record){ 0 };
		else if (!stands_alone(one))
			(void)fold_of(b, one);
	}
	for (size_t i = 0; i < b->nfolds; i++)
		fold_one(r, org, b->folds[i].pseudonym, b->folds[i].episode, &b->folds[i].was);
	TRY(read_now(r));
	read_end(r);
	return OK;
}

/* old with the fields of more, which replace those of the same name. */
static enum err merge(struct arena *a, struct str old, struct str more, struct str *out)
{
	struct buf b = buf_new(a, BODY_MOST);
	struct str name;
	struct str value;

	for (size_t at = 0; fields_next(old, &at, &name, &value);) {
		const char *z = arena_str(a, name).p;
		if (!fields_get(more, z).p)
			fields_put(&b, z, value);
	}
	for (size_t at = 0; fields_next(more, &at, &name, &value);)
		fields_put(&b, arena_str(a, name).p, value);
	*out = buf_str(&b);
	return b.full ? ERR_TOO_BIG : OK;
}

static void consent_note(struct batch *b, const struct record *r)
{
	for (size_t i = 0; i < b->nconsents; i++)
		if (pseudonym_id_eq(b->consents[i]->pseudonym, r->pseudonym)) {
			b->consents[i] = r;
			return;
		}
	b->consents[b->nconsents++] = r;
}

static enum err batch_merge(struct batch *b)
{
	for (size_t i = 0; i < b->nfolds; i++) {
		struct fold *f = &b->folds[i];
		if (f->was)
			TRY(fold_open(b->c, b->arena, f->pseudonym, f->episode, f->was->body, &f->body));
	}
	for (size_t i = 0; i < b->n; i++) {
		const struct record *r = &b->records[i];
		struct fold *f;
		if (!r->kind.p || stands_alone(r))
			continue;
		f = fold_of(b, r);
		TRY(merge(b->arena, f->body, r->fields, &f->body));
		if (str_eq(r->kind, STR("consent")))
			consent_note(b, r);
	}
	return OK;
}

/* --- a batch: writing --- */

/* A correction carries the row of the score (or the answers) that it corrects; within a batch only
 * the last one counts. */
static bool superseded(const struct batch *b, const struct record *r)
{
	uint8_t row[ID_BYTES];
	uint8_t later[ID_BYTES];

	if (!fields_id(r->fields, "row", row))
		return false;
	for (const struct record *l = r + 1; l < b->records + b->n; l++)
		if (l->kind.p && stands_alone(l) && pseudonym_id_eq(l->pseudonym, r->pseudonym) &&
		    fields_id(l->fields, "row", later) && memcmp(row, later, ID_BYTES) == 0)
			return true;
	return false;
}

static enum err write_score(struct batch *b, struct change *change, const struct record *r)
{
	static const char *const names[] = {
		"safety", "legal", "mental", "work", "social", "physical"
	};
	struct str f = r->fields;
	int64_t v[OUTCOMES_DOMAINS];
	bool has[OUTCOMES_DOMAINS];
	struct sealed days;
	struct row_id id;

	for (int i = 0; i < OUTCOMES_DOMAINS; i++) {
		v[i] = fields_int(f, names[i], INT64_MIN);
		has[i] = v[i] != INT64_MIN;
	}
	if (superseded(b, r))
		return OK;
	inbox_marked(b->c->house, change, r->pseudonym);
	if (fields_id(f, "row", id.b))
		score_delete(change, b->c->house->org, r->pseudonym, id);
	else
		id_random(id.b);
	TRY(score_seal(b->c, b->arena, r->pseudonym, id, fields_int(f, "days", 0),
	               fields_int(f, "own", -1), &days));
	score_insert(change, &(struct score_insert_args){ .org = b->c->house->org,
	                                                  .pseudonym = r->pseudonym,
	                                                  .days = days,
	                                                  .id = id,
	                                                  .episode = r->episode,
	                                                  .wave = fields_int(f, "wave", 0),
	                                                  .form = fields_get(f, "form"),
	                                                  .age_group = fields_int(f, "age_group", 0),
	                                                  .setting = fields_int(f, "setting", 0),
	                                                  .items = fields_get(f, "items"),
	                                                  .has_safety = has[0],
	                                                  .safety = v[0],
	                                                  .has_legal = has[1],
	                                                  .legal = v[1],
	                                                  .has_mental = has[2],
	                                                  .mental = v[2],
	                                                  .has_work = has[3],
	                                                  .work = v[3],
	                                                  .has_social = has[4],
	                                                  .social = v[4],
	                                                  .has_physical = has[5],
	                                                  .physical = v[5],
	                                                  .stable = fields_int(f, "stable", 0) });
	return OK;
}

static enum err write_answers(struct batch *b, struct change *change, const struct record *r)
{
	struct org_id org = b->c->house->org;
	struct sealed body;
	struct row_id id;

	if (superseded(b, r) || !fields_id(r->fields, "row", id.b))
		return OK;
	TRY(answers_seal(b->c, b->arena, r, id, &body));
	answers_delete(change, org, id);
	answers_insert(change, org, id, body);
	return OK;
}

static void write_consent(struct batch *b, struct change *change, const struct record *r)
{
	pseudonym_put(change, b->c->house->org, r->pseudonym,
	              fields_int(r->fields, "statistics", 0) == 1);
}

static enum err write_fold(struct batch *b, struct change *change, const struct fold *f)
{
	struct org_id org = b->c->house->org;
	struct sealed body;

	inbox_marked(b->c->house, change, f->pseudonym);
	TRY(fold_seal(b->c, b->arena, f->pseudonym, f->episode, f->body, &body));
	if (f->was)
		fold_update(change, org, f->pseudonym, f->episode, f->was->body, body);
	else
		fold_insert(change, org, f->pseudonym, f->episode, body);
	return OK;
}

static void shuffle(size_t *order, size_t n)
{
	for (size_t i = n; i > 1; i--) {
		size_t j = random_below((uint32_t)i);
		size_t kept = order[i - 1];
		order[i - 1] = order[j];
		order[j] = kept;
	}
}

/* Statement number k: first the rows (twice: what it becomes, and that it leaves), then blobs, then
 * consents. */
static enum err write_nth(struct batch *b, struct change *change, size_t k)
{
	if (k < b->n && b->records[k].kind.p && is_score(&b->records[k]))
		return write_score(b, change, &b->records[k]);
	if (k < b->n && b->records[k].kind.p && stands_alone(&b->records[k]))
		return write_answers(b, change, &b->records[k]);
	if (k < b->n)
		return OK;
	k -= b->n;
	if (k < b->n && b->records[k].kind.p)
		inbox_delete(change, b->c->house->org, b->rows[k]->id);
	if (k < b->n)
		return OK;
	k -= b->n;
	if (k < b->nfolds)
		return write_fold(b, change, &b->folds[k]);
	write_consent(b, change, b->consents[k - b->nfolds]);
	return OK;
}

static enum err batch_write(struct batch *b)
{
	struct change *change = change_new(b->arena);
	size_t n = 2 * b->n + b->nfolds + b->nconsents;
	size_t *order = NEW_N(b->arena, size_t, n + 1);

	for (size_t i = 0; i < n; i++)
		order[i] = i;
	shuffle(order, n);
	for (size_t i = 0; i < n; i++)
		TRY(write_nth(b, change, order[i]));
	if (change_empty(change))
		return OK;
	inbox_folded(b->c->house, change);
	return store_commit(b->c->house->records, change);
}

static enum err batch_fold(struct ctx *c, struct arena *a, const struct waiting *rows, size_t n,
                           struct batch **out)
{
	struct batch *b = NEW(a, struct batch);

	b->c = c;
	b->arena = a;
	*out = b;
	TRY(batch_read(b, rows, n));
	TRY(batch_merge(b));
	return batch_write(b);
}

static enum err fold_planned(struct plan *p, struct arena *a, int64_t *folded)
{
	for (size_t i = 0; i < p->n; i += BATCH) {
		size_t n = p->n - i < BATCH ? p->n - i : BATCH;
		enum err e = ERR_CONFLICT;
		/* Somebody folds too: what she took is not there at the next look. */
		for (int t = 0; e == ERR_CONFLICT && t < TRIES; t++) {
			struct batch *b;
			arena_reset(a);
			e = batch_fold(p->c, a, p->at + i, n, &b);
			if (e == OK) {
				*folded += (int64_t)b->done;
				p->damaged += b->damaged;
			}
		}
		TRY(e);
	}
	return OK;
}

/* What was folded last week must not be told from what was folded today. When it cannot be done
 * now, the next folding does it. */
static void settle(struct store *records)
{
	static const char *const tables[] = { "score", "measure_fold", "measure_answer", "pseudonym",
		                                  "measure_mark" };

	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		enum err e = store_settle(records, tables[i]);
		if (e != OK)
			log_event("not-settled", LOG_INT("table", (int64_t)i), LOG_ERR(e));
	}
}

static enum err fold_with(struct plan *p, int64_t *folded)
{
	TRY(plan_make(p));
	arena_reset(p->scratch);
	TRY(fold_planned(p, p->scratch, folded));
	if (*folded)
		settle(p->c->house->records);
	if (p->damaged)
		log_event("inbox-left", LOG_INT("rows", p->damaged));
	return OK;
}

enum err inbox_fold(struct ctx *c, int64_t *folded)
{
	struct plan p = { .c = c };
	enum err e = ERR_STORE;

	*folded = 0;
	if (!actor_holds(c->actor, HOLDER_MEASURE, NULL))
		return ERR_DENIED;
	p.arena = arena_new(PLAN_MEMORY);
	p.scratch = arena_new(BATCH_MEMORY);
	if (p.arena && p.scratch)
		e = fold_with(&p, folded);
	arena_free(p.arena);
	arena_free(p.scratch);
	return e;
}
