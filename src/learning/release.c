#include "learning/release_plan.h"

#include "access/measured.h"
#include "access/signed.h"
#include "learning/api.h"
#include "learning/release_inside.h"
#include "learning/release_sql.h"

#include <string.h>

static const char label[] = "release"; /* of signatures; final */

/* --- reading --- */

enum err release_series_read(struct ctx *c, struct release_serieses *out)
{
	struct release_series_row_list rows;
	struct release_series *list;
	size_t n = 0;

	if (!actor_holds(c->actor, HOLDER_MEASURE, NULL))
		return ERR_DENIED;
	release_series_all(c->read, c->house->org, &rows);
	TRY(read_now(c->read));
	list = NEW_N(c->arena, struct release_series, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++) {
		struct str body;

		TRY(open_measure(c, SEAL_RELEASE_SERIES, rows.at[i].id, rows.at[i].body, &body));
		list[n] = (struct release_series){ .id = rows.at[i].id };
		release_series_of(body, &list[n]);
		/* A table that this version of the program does not know. */
		n += list[n].figure != NULL;
	}
	*out = (struct release_serieses){ list, n };
	return OK;
}

static enum err signatures(struct ctx *c, const struct release_signature **out, size_t *n)
{
	struct release_sign_row_list rows;
	struct release_signature *list;

	release_sign_all(c->read, c->house->org, &rows);
	TRY(read_now(c->read));
	list = NEW_N(c->arena, struct release_signature, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++) {
		const struct release_sign_row *r = &rows.at[i];

		list[i] = (struct release_signature){
			.release = r->release, .staff = r->staff, .who = r->user_name, .hour = r->hour
		};
		TRY(open_measure(c, SEAL_RELEASE_SIGN, r->release, r->body, &list[i].bytes));
	}
	*out = list;
	*n = rows.n;
	return OK;
}

static enum err release_open(struct ctx *c, const struct release_row *row,
                             const struct release_signature *signs, size_t nsigns,
                             struct release *out)
{
	struct str body;

	TRY(open_measure(c, SEAL_RELEASE, row->id, row->body, &body));
	*out = (struct release){ .id = row->id, .seq = row->seq };
	release_of_body(c->arena, body, out);
	out->series.id = row->series;
	for (size_t i = 0; i < nsigns; i++)
		if (row_id_eq(signs[i].release, row->id)) {
			out->signatures = out->nsignatures ? out->signatures : &signs[i];
			out->nsignatures++;
		}
	return OK;
}

enum err releases_read(struct ctx *c, struct releases *out)
{
	const struct release_signature *signs;
	struct release_row_list rows;
	struct release *list;
	size_t nsigns;

	if (!actor_holds(c->actor, HOLDER_MEASURE, NULL))
		return ERR_DENIED;
	release_all(c->read, c->house->org, &rows);
	TRY(signatures(c, &signs, &nsigns));
	list = NEW_N(c->arena, struct release, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++)
		TRY(release_open(c, &rows.at[i], signs, nsigns, &list[i]));
	*out = (struct releases){ list, rows.n };
	return OK;
}

static enum err check_signatures(struct ctx *c, struct release *r)
{
	struct release_signature *checked =
		NEW_N(c->arena, struct release_signature, r->nsignatures + 1);

	for (size_t i = 0; i < r->nsignatures; i++) {
		enum err e = staff_signed(c, r->signatures[i].staff, label, r->csv, r->signatures[i].bytes);

		if (e != OK && e != ERR_VAULT)
			return e;
		checked[i] = r->signatures[i];
		checked[i].holds = e == OK;
	}
	r->signatures = checked;
	return OK;
}

enum err release_read(struct ctx *c, struct row_id id, struct release *out)
{
	struct releases all;

	TRY(releases_read(c, &all));
	for (size_t i = 0; i < all.n; i++)
		if (row_id_eq(all.at[i].id, id)) {
			*out = all.at[i];
			return out->series.figure ? check_signatures(c, out) : ERR_ABSENT;
		}
	return ERR_ABSENT;
}

bool release_final(const struct release *r)
{
	return r->nsignatures >= (r->series.kind == RELEASE_CONTRACT ? 2 : 1);
}

/* --- declaring --- */

static bool same_table(const struct release_series *a, const struct release_series *b)
{
	return a->figure == b->figure && a->kind == b->kind &&
	       (a->kind != RELEASE_CONTRACT || str_eq(a->funder, b->funder));
}

enum err release_declare(struct ctx *c, const struct release_series *s)
{
	struct release_serieses all;
	struct sealed body;

	TRY(release_series_read(c, &all));
	for (size_t i = 0; i < all.n; i++)
		if (same_table(&all.at[i], s) && !row_id_eq(all.at[i].id, s->id))
			return ERR_CONFLICT;
	TRY(seal_measure(c, SEAL_RELEASE_SERIES, s->id, release_series_body(c->arena, s), &body));
	release_series_insert(c->change, c->house->org, s->id, body, c->actor->id, clock_hour(c->now));
	return audit(c, VERB_RELEASE_DECLARED, NULL, REASON_CARE, (struct str){ NULL, 0 });
}

/* --- making --- */

enum err release_plan(struct ctx *c, struct row_id series, struct release_plan *out)
{
	struct release_serieses all;
	struct releases made;

	TRY(release_series_read(c, &all));
	TRY(releases_read(c, &made));
	for (size_t i = 0; i < all.n; i++)
		if (row_id_eq(all.at[i].id, series))
			return release_planned(c, &all.at[i], &made, out);
	return ERR_ABSENT;
}

/* The actor's signature joins those of r. */
static enum err sign_it(struct ctx *c, struct release *r)
{
	struct signature s = staff_sign(c, label, r->csv);
	struct str bytes = { (const char *)bytes_copy(c->arena, s.b, sizeof s.b).p, sizeof s.b };
	struct release_signature *all = NEW_N(c->arena, struct release_signature, r->nsignatures + 1);
	struct sealed body;

	for (size_t i = 0; i < r->nsignatures; i++)
		all[i] = r->signatures[i];
	all[r->nsignatures++] =
		(struct release_signature){ .release = r->id, .staff = c->actor->id, .bytes = bytes };
	r->signatures = all;
	TRY(seal_measure(c, SEAL_RELEASE_SIGN, r->id, bytes, &body));
	release_sign_insert(c->change, c->house->org, r->id, c->actor->id, body, clock_hour(c->now));
	return OK;
}

/* Only who was counted last is ever compared: whoever was in older ones is forgotten. */
static enum err forget_others(struct ctx *c, const struct release *r)
{
	struct releases all;

	TRY(releases_read(c, &all));
	for (size_t i = 0; i < all.n; i++)
		if (row_id_eq(all.at[i].series.id, r->series.id) && !row_id_eq(all.at[i].id, r->id))
			release_members_delete(c->change, c->house->org, all.at[i].id);
	return OK;
}

/* Nobody signed it, and nobody took it back, since it was read: else the one would leave without
 * the auditor, or the other be forgotten. A conflict of the commit. */
static void expect_unchanged(struct ctx *c, const struct release *r)
{
	release_signs_expect(c->change, c->house->org, r->id, (int64_t)r->nsignatures);
}

/* It has its last signature. */
static enum err leaves(struct ctx *c, const struct release *r)
{
	TRY(forget_others(c, r));
	return api_publish(c, r);
}

static enum err number_of(struct ctx *c, int64_t *out)
{
	struct releases all;

	TRY(releases_read(c, &all));
	*out = all.n ? all.at[all.n - 1].seq + 1 : 1;
	return OK;
}

enum err release_make(struct ctx *c, struct row_id id, struct release_plan *p)
{
	struct release *r = &p->release;
	struct sealed members;
	struct sealed body;
	struct str text;

	if (p->refusal.why != RELEASE_ALLOWED)
		return ERR_INVALID;
	r->id = id;
	if (r->series.kind == RELEASE_NOISE)
		release_noise(c->arena, r);
	TRY(number_of(c, &r->seq));
	TRY(release_csv(c->arena, r, &r->csv));
	TRY(release_body(c->arena, r, &text));
	TRY(seal_measure(c, SEAL_RELEASE, id, text, &body));
	TRY(seal_measure(c, SEAL_RELEASE_MEMBERS, id, release_members_body(c->arena, p), &members));
	release_insert(c->change, &(struct release_insert_args){ .org = c->house->org,
	                                                         .id = id,
	                                                         .series = r->series.id,
	                                                         .seq = r->seq,
	                                                         .body = body,
	                                                         .author = c->actor->id,
	                                                         .hour = clock_hour(c->now) });
	release_members_insert(c->change, c->house->org, id, members);
	TRY(sign_it(c, r));
	if (release_final(r))
		TRY(leaves(c, r));
	return audit(c, VERB_RELEASE_MADE, NULL, REASON_CARE, (struct str){ NULL, 0 });
}

enum err release_sign(struct ctx *c, struct row_id id)
{
	struct release r;

	TRY(release_read(c, id, &r));
	if (release_final(&r))
		return ERR_CONFLICT;
	for (size_t i = 0; i < r.nsignatures; i++)
		if (user_id_eq(r.signatures[i].staff, c->actor->id))
			return ERR_CONFLICT;
	expect_unchanged(c, &r);
	TRY(sign_it(c, &r));
	TRY(leaves(c, &r));
	return audit(c, VERB_RELEASE_SIGNED, NULL, REASON_CARE, (struct str){ NULL, 0 });
}

enum err release_decline(struct ctx *c, struct row_id id)
{
	struct release r;

	TRY(release_read(c, id, &r));
	if (release_final(&r))
		return ERR_CONFLICT;
	expect_unchanged(c, &r);
	release_sign_delete(c->change, c->house->org, id);
	release_members_delete(c->change, c->house->org, id);
	release_delete(c->change, c->house->org, id);
	return audit(c, VERB_RELEASE_DECLINED, NULL, REASON_CARE, (struct str){ NULL, 0 });
}

const struct module release_module = {
	.name = "release",
	.routes = &release_routes,
	.queries = release_queries,
};
