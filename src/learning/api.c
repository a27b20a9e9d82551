#include "access/holder.h"
#include "access/measured.h"
#include "access/signed.h"
#include "base/fields.h"
#include "base/wipe.h"
#include "learning/api_inside.h"

enum { NAME_MOST = 1024, TEXT_MOST = 8 << 10 };

static const char label[] = "api-key"; /* of signatures; final */

/* --- what is signed --- */

struct str api_key_text(struct ctx *c, const struct api_key *k)
{
	struct buf b = buf_new(c->arena, TEXT_MOST);

	buf_add(&b, (struct str){ (const char *)k->id.b, ID_BYTES });
	buf_add(&b, (struct str){ (const char *)k->hash.p, k->hash.n });
	buf_fmt(&b, " until %d, signed by %lld:", k->until.n, (long long)k->needs);
	for (size_t i = 0; i < k->ntables; i++)
		buf_add(&b, (struct str){ (const char *)k->tables[i].b, ID_BYTES });
	return buf_str(&b);
}

/* Of accounts that were closed before this was kept the day is not known: such a key rests. */
static void count_in(const struct ctx *c, const struct api_key_sign_row *r, struct api_key *k)
{
	k->signs++;
	k->own |= c->actor && user_id_eq(r->staff, c->actor->id);
	k->alone &= r->state != STAFF_ACTIVE;
	if (r->has_left && r->left.n + API_DAYS_ALONE > k->rests.n)
		k->rests = day_add(r->left, API_DAYS_ALONE);
}

enum err api_key_check(struct ctx *c, const struct api_key_sign_row_list *rows, struct api_key *k)
{
	struct str text = api_key_text(c, k);

	k->alone = true;
	k->rests = NO_DAY;
	for (size_t i = 0; i < rows->n; i++) {
		const struct api_key_sign_row *r = &rows->at[i];
		struct str bytes = { (const char *)r->signature.p, r->signature.n };
		enum err e;

		if (!row_id_eq(r->access, k->id))
			continue;
		e = staff_signed(c, r->staff, label, text, bytes);
		if (e != OK && e != ERR_VAULT)
			return e;
		if (e == OK)
			count_in(c, r, k);
	}
	k->alone &= k->signs > 0 && (int64_t)k->signs >= k->needs;
	return OK;
}

void api_key_tables_of(struct ctx *c, const struct api_key_table_row_list *rows, struct api_key *k)
{
	struct row_id *list = NEW_N(c->arena, struct row_id, rows->n + 1);

	for (size_t i = 0; i < rows->n; i++)
		if (row_id_eq(rows->at[i].access, k->id))
			list[k->ntables++] = rows->at[i].series;
	k->tables = list;
}

bool api_key_holds(const struct api_key *k, struct day today)
{
	return !k->back && k->signs >= 1 && (int64_t)k->signs >= k->needs && today.n <= k->until.n &&
	       (!k->alone || today.n <= k->rests.n);
}

enum err api_alone(struct ctx *c, int64_t *n)
{
	const struct api_alone_row *row;

	*n = 0;
	if (!actor_is(c->actor, ROLE_evaluation | ROLE_manager))
		return OK;
	api_keys_alone(c->read, c->house->org, c->today, &row);
	TRY(read_now(c->read));
	*n = row->n;
	return OK;
}

/* --- reading --- */

struct api_key api_key_of(const struct api_key_row *row)
{
	return (struct api_key){ .id = row->id,
		                     .hash = row->hash,
		                     .author = row->author,
		                     .who = row->user_name,
		                     .until = row->until,
		                     .has_used = row->has_used,
		                     .used = row->used,
		                     .back = row->back,
		                     .needs = row->needs };
}

enum err api_keys_read(struct ctx *c, struct api_keys *out)
{
	struct api_key_table_row_list tables;
	struct api_key_sign_row_list signs;
	struct api_key_row_list rows;
	struct api_key *list;

	if (!actor_holds(c->actor, HOLDER_MEASURE, NULL))
		return ERR_DENIED;
	api_keys_all(c->read, c->house->org, &rows);
	api_key_tables(c->read, c->house->org, &tables);
	api_key_signs(c->read, c->house->org, &signs);
	TRY(read_now(c->read));
	list = NEW_N(c->arena, struct api_key, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++) {
		struct str body;

		list[i] = api_key_of(&rows.at[i]);
		TRY(open_measure(c, SEAL_API_KEY, rows.at[i].id, rows.at[i].body, &body));
		list[i].name = fields_get(body, "name");
		api_key_tables_of(c, &tables, &list[i]);
		TRY(api_key_check(c, &signs, &list[i]));
	}
	*out = (struct api_keys){ list, rows.n };
	return OK;
}

static enum err key_named(struct ctx *c, struct row_id id, struct api_key *out)
{
	struct api_keys all;

	TRY(api_keys_read(c, &all));
	for (size_t i = 0; i < all.n; i++)
		if (row_id_eq(all.at[i].id, id)) {
			*out = all.at[i];
			return OK;
		}
	return ERR_ABSENT;
}

/* --- writing --- */

static void sign_it(struct ctx *c, const struct api_key *k)
{
	struct signature s = staff_sign(c, label, api_key_text(c, k));

	api_key_sign_insert(c->change, c->house->org, k->id, c->actor->id,
	                    bytes_copy(c->arena, s.b, sizeof s.b), clock_hour(c->now));
}

/* In the order of the database, in which they are read again to check the signature. */
static enum err put_tables(struct ctx *c, const struct api_key_new *n, const struct bearer *token,
                           struct api_key *k)
{
	struct row_id *ids = NEW_N(c->arena, struct row_id, n->ntables);

	for (size_t i = 0; i < n->ntables; i++) {
		const struct release_series *s = n->tables[i];
		struct key secret;
		size_t at = i;

		TRY(api_secret(c, s, &secret));
		api_key_table_insert(c->change, c->house->org, n->id, s->id,
		                     bearer_wrap(c, token, s->id, &secret));
		wipe(&secret, sizeof secret);
		for (; at > 0 && memcmp(ids[at - 1].b, s->id.b, ID_BYTES) > 0; at--)
			ids[at] = ids[at - 1];
		ids[at] = s->id;
		if (s->kind == RELEASE_CONTRACT)
			k->needs = 2;
	}
	k->tables = ids;
	k->ntables = n->ntables;
	return OK;
}

static enum err put_key(struct ctx *c, const struct api_key *k)
{
	struct buf b = buf_new(c->arena, NAME_MOST);
	struct sealed body;

	fields_put(&b, "name", k->name);
	TRY(seal_measure(c, SEAL_API_KEY, k->id, buf_str(&b), &body));
	api_key_insert(c->change, &(struct api_key_insert_args){ .org = c->house->org,
	                                                         .id = k->id,
	                                                         .hash = k->hash,
	                                                         .needs = k->needs,
	                                                         .until = k->until,
	                                                         .author = c->actor->id,
	                                                         .hour = clock_hour(c->now),
	                                                         .body = body });
	return OK;
}

enum err api_key_make(struct ctx *c, const struct api_key_new *n, struct str *text)
{
	struct bearer token;
	struct api_key k;
	enum err e;

	if (!actor_holds(c->actor, HOLDER_MEASURE, NULL))
		return ERR_DENIED;
	if (n->ntables == 0 || n->ntables > API_TABLES || n->name.n == 0 || n->name.n > NAME_MOST / 2 ||
	    n->until.n < c->today.n || n->until.n > c->today.n + API_DAYS_MOST)
		return ERR_INVALID;
	bearer_fresh(c, &token, text);
	k = (struct api_key){
		.id = n->id, .hash = token.hash, .name = n->name, .until = n->until, .needs = 1
	};
	e = put_tables(c, n, &token, &k);
	wipe(&token.token, sizeof token.token);
	TRY(e);
	TRY(put_key(c, &k));
	sign_it(c, &k);
	return audit(c, VERB_API_KEY_MADE, NULL, REASON_CARE, (struct str){ NULL, 0 });
}

enum err api_key_sign(struct ctx *c, struct row_id id)
{
	struct api_key k;

	TRY(key_named(c, id, &k));
	if (k.back || k.own || (!k.alone && (int64_t)k.signs >= k.needs))
		return ERR_CONFLICT;
	sign_it(c, &k);
	return audit(c, k.alone ? VERB_API_KEY_TAKEN_OVER : VERB_API_KEY_SIGNED, NULL, REASON_CARE,
	             (struct str){ NULL, 0 });
}

enum err api_key_take_back(struct ctx *c, struct row_id id)
{
	struct api_key k;

	TRY(key_named(c, id, &k));
	if (k.back)
		return ERR_CONFLICT;
	api_key_end(c->change, c->house->org, id);
	return audit(c, VERB_API_KEY_BACK, NULL, REASON_CARE, (struct str){ NULL, 0 });
}

const struct module api_module = {
	.name = "api",
	.routes = &api_routes,
	.queries = api_queries,
};
