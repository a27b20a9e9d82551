/* Columns that were right before somebody's rows changed: only hers are read from the database
 * (docs/decisions/0043-renewing-columns.md). Three lists in the order of pseudonyms are walked
 * through side by side: what the file has, the marks as they are now, and what was read anew. */
#include "access/inbox.h"
#include "learning/report_input_inside.h"

/* Beyond this share of all, reading everything at once is quicker than asking for each. */
enum { SHARE_MOST = 4, SOME = 1000 };

struct renewing {
	struct arena *arena;
	const struct gathered *old;
	size_t at; /* in old: the first draft that no mark was compared with */
	struct changed_list who;
	size_t room;
};

/* --- whose rows changed --- */

static void add(struct renewing *r, struct pseudonym_id pseudonym, uint64_t mark)
{
	struct changed_list *who = &r->who;

	if (who->n == r->room)
		who->at = array_grown(r->arena, who->at, who->n, &r->room, sizeof *who->at);
	who->at[who->n++] = (struct changed){ pseudonym, mark };
}

static int draft_order(const struct gathered *g, size_t i, const struct pseudonym_id *p)
{
	return memcmp(g->drafts[i].pseudonym.b, p->b, ID_BYTES);
}

static void pass_one(struct renewing *r)
{
	struct pseudonym_id p = r->old->drafts[r->at].pseudonym;

	while (r->at < r->old->n && draft_order(r->old, r->at, &p) == 0)
		r->at++;
}

/* Who has no mark any more has no rows either. */
static void pass_unmarked(struct renewing *r)
{
	add(r, r->old->drafts[r->at].pseudonym, 0);
	pass_one(r);
}

static enum err take_mark(void *arg, const struct marked *m)
{
	struct renewing *r = arg;
	uint64_t mark = mark_number(m->mark);
	bool known;

	while (r->at < r->old->n && draft_order(r->old, r->at, &m->pseudonym) < 0)
		pass_unmarked(r);
	known = r->at < r->old->n && draft_order(r->old, r->at, &m->pseudonym) == 0;
	if (!known || r->old->drafts[r->at].mark != mark)
		add(r, m->pseudonym, mark);
	if (known)
		pass_one(r);
	return r->who.n <= r->old->n / SHARE_MOST + SOME ? OK : ERR_TOO_BIG;
}

static enum err find_changed(struct ctx *c, struct renewing *r)
{
	TRY(marks_each(c, take_mark, r));
	while (r->at < r->old->n)
		pass_unmarked(r);
	return OK;
}

/* --- both as one --- */

/* One of the two, and how far it was taken. */
struct from {
	const struct gathered *all;
	size_t at;
	size_t score;
	size_t harm;
};

static void leave(struct from *f)
{
	f->score += f->all->drafts[f->at].scores;
	f->harm += f->all->drafts[f->at].harms;
	f->at++;
}

static void take(struct gathered *to, struct from *f)
{
	const struct draft *d = &f->all->drafts[f->at];

	to->drafts[to->n++] = *d;
	if (d->scores)
		memcpy(to->scores + to->n_scores, f->all->scores + f->score,
		       d->scores * sizeof *to->scores);
	if (d->harms)
		memcpy(to->harms.at + to->harms.n, f->all->harms.at + f->harm,
		       d->harms * sizeof *to->harms.at);
	to->n_scores += d->scores;
	to->harms.n += d->harms;
	leave(f);
}

static struct gathered room_for(struct arena *a, const struct gathered *x, const struct gathered *y)
{
	return (struct gathered){
		.drafts = NEW_N(a, struct draft, x->n + y->n + 1),
		.scores = NEW_N(a, struct outcomes_score, x->n_scores + y->n_scores + 1),
		.harms = { .at = NEW_N(a, int32_t, x->harms.n + y->harms.n + 1) },
		.sites = y->sites,
	};
}

static struct gathered joined(struct arena *a, const struct gathered *old,
                              const struct changed_list *who, const struct gathered *fresh)
{
	struct gathered to = room_for(a, old, fresh);
	struct from before = { .all = old };
	struct from now = { .all = fresh };

	for (size_t i = 0; i < who->n; i++) {
		const struct pseudonym_id *p = &who->at[i].pseudonym;

		while (before.at < old->n && draft_order(old, before.at, p) < 0)
			take(&to, &before);
		while (before.at < old->n && draft_order(old, before.at, p) == 0)
			leave(&before);
		while (now.at < fresh->n && draft_order(fresh, now.at, p) == 0)
			take(&to, &now);
	}
	while (before.at < old->n)
		take(&to, &before);
	return to;
}

enum err columns_renew(struct ctx *c, struct arena *a, const struct code_list *types,
                       const struct gathered *old, struct gathered *out)
{
	struct renewing r = { .arena = a, .old = old };
	struct gathered fresh = { .sites = old->sites };

	TRY(find_changed(c, &r));
	TRY(gather_of(c, a, types, &r.who, &fresh));
	*out = joined(a, old, &r.who, &fresh);
	return OK;
}
