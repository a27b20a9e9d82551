/* What programs may fetch: copies of what was signed, and how one is opened. */
#include "access/measured.h"
#include "access/signed.h"
#include "base/fields.h"
#include "base/wipe.h"
#include "learning/api_inside.h"
#include "learning/release_inside.h"

enum { COPY_MOST = 320 << 10, SIGN_MOST = 512 };

/* --- writing --- */

static enum err put_sign(struct ctx *c, struct buf *b, const struct release_signature *s)
{
	struct buf record = buf_new(c->arena, SIGN_MOST);
	struct public_key key;

	TRY(staff_public(c, s->staff, &key));
	fields_put(&record, "key", (struct str){ (const char *)key.b, sizeof key.b });
	fields_put(&record, "bytes", s->bytes);
	fields_put(b, "sign", buf_str(&record));
	return OK;
}

static enum err put_copy(struct ctx *c, const struct key *secret, const struct release *r)
{
	struct buf b = buf_new(c->arena, COPY_MOST);
	struct release told = *r;
	struct str text;

	/* What the auditor reckons with is for nobody outside. */
	told.natoms = told.ntold = 0;
	told.everybody = 0;
	TRY(release_body(c->arena, &told, &text));
	fields_put_int(&b, "seq", r->seq);
	fields_put(&b, "release", text);
	for (size_t i = 0; i < r->nsignatures; i++)
		TRY(put_sign(c, &b, &r->signatures[i]));
	if (b.full)
		return ERR_TOO_BIG;
	api_copy_insert(c->change, c->house->org, r->id, r->series.id,
	                seal_outside(c, secret, SEAL_API_COPY, r->id, buf_str(&b)));
	return OK;
}

static enum err secret_read(struct ctx *c, struct row_id series, struct key *out, bool *there)
{
	const struct api_table_row *row;
	struct str body;

	api_table_one(c->read, c->house->org, series, &row);
	TRY(read_now(c->read));
	*there = row != NULL;
	if (!row)
		return OK;
	TRY(open_measure(c, SEAL_API_TABLE, series, row->body, &body));
	if (body.n != sizeof out->b)
		return ERR_VAULT;
	memcpy(out->b, body.p, sizeof out->b);
	return OK;
}

static enum err copy_all(struct ctx *c, const struct key *secret, struct row_id series)
{
	struct releases all;
	int64_t signs = 0;

	TRY(releases_read(c, &all));
	for (size_t i = 0; i < all.n; i++) {
		const struct release *r = &all.at[i];

		if (!row_id_eq(r->series.id, series))
			continue;
		signs += (int64_t)r->nsignatures;
		if (release_final(r))
			TRY(put_copy(c, secret, r));
	}
	api_signs_expect(c->change, c->house->org, series, signs);
	return OK;
}

enum err api_secret(struct ctx *c, const struct release_series *s, struct key *out)
{
	struct sealed body;
	bool there;
	enum err e;

	TRY(secret_read(c, s->id, out, &there));
	if (there)
		return OK;
	key_fresh(out);
	e = seal_measure(c, SEAL_API_TABLE, s->id, (struct str){ (const char *)out->b, sizeof out->b },
	                 &body);
	if (e == OK) {
		api_table_insert(c->change, c->house->org, s->id, body);
		e = copy_all(c, out, s->id);
	}
	if (e != OK)
		wipe(out, sizeof *out);
	return e;
}

enum err api_publish(struct ctx *c, const struct release *r)
{
	struct key secret;
	bool there;
	enum err e;

	TRY(secret_read(c, r->series.id, &secret, &there));
	if (!there) {
		api_table_expect_none(c->change, c->house->org, r->series.id);
		return OK;
	}
	e = put_copy(c, &secret, r);
	wipe(&secret, sizeof secret);
	return e;
}

/* --- reading --- */

static struct api_signature sign_of(struct str record)
{
	return (struct api_signature){ fields_get(record, "key"), fields_get(record, "bytes") };
}

enum err api_copy_read(struct ctx *c, const struct key *secret, const struct api_copy_row *row,
                       struct api_release *out)
{
	struct api_signature *signs = NEW_N(c->arena, struct api_signature, 2);
	struct str name;
	struct str value;
	struct str body;

	TRY(open_outside(c, secret, SEAL_API_COPY, row->release, row->body, &body));
	*out = (struct api_release){ .release = { .id = row->release,
		                                      .seq = fields_int(body, "seq", 0) } };
	release_of_body(c->arena, fields_get(body, "release"), &out->release);
	out->release.series.id = row->series;
	for (size_t at = 0; fields_next(body, &at, &name, &value);)
		if (str_eq(name, STR("sign")) && out->nsignatures < 2)
			signs[out->nsignatures++] = sign_of(value);
	out->signatures = signs;
	return OK;
}

/* --- a program comes --- */

static enum err key_found(struct ctx *c, const struct bearer *token, struct api_key *out)
{
	struct api_key_table_row_list tables;
	struct api_key_sign_row_list signs;
	const struct api_key_row *row;

	api_key_found(c->read, c->house->org, token->hash, &row);
	api_key_tables(c->read, c->house->org, &tables);
	api_key_signs(c->read, c->house->org, &signs);
	TRY(read_now(c->read));
	if (!row)
		return ERR_SIGN_IN;
	*out = api_key_of(row);
	api_key_tables_of(c, &tables, out);
	TRY(api_key_check(c, &signs, out));
	return api_key_holds(out, c->today) ? OK : ERR_SIGN_IN;
}

/* Every day on which it comes is told once. */
static enum err note_use(struct ctx *c, const struct api_key *k)
{
	if (k->has_used && k->used.n == c->today.n)
		return OK;
	api_key_was_used(c->change, c->house->org, k->id, c->today);
	return audit_unknown(c, VERB_API_KEY_USED, &k->author);
}

/* By number: as they were made. */
static void insert_sorted(struct api_release *list, size_t n, const struct api_release *one)
{
	for (; n > 0 && list[n - 1].release.seq > one->release.seq; n--)
		list[n] = list[n - 1];
	list[n] = *one;
}

static enum err open_all(struct ctx *c, const struct bearer *token,
                         const struct api_copy_row_list *rows, struct api_releases *out)
{
	struct api_release *list = NEW_N(c->arena, struct api_release, rows->n + 1);
	size_t n = 0;

	for (size_t i = 0; i < rows->n; i++) {
		const struct api_copy_row *row = &rows->at[i];
		struct api_release one;
		struct key secret;
		enum err e;

		TRY(bearer_unwrap(c, token, row->series, row->wrap, &secret));
		e = api_copy_read(c, &secret, row, &one);
		wipe(&secret, sizeof secret);
		TRY(e);
		/* A table that this version of the program does not know. */
		if (one.release.series.figure)
			insert_sorted(list, n++, &one);
	}
	*out = (struct api_releases){ list, n };
	return OK;
}

static enum err fetch_with(struct ctx *c, const struct bearer *token, struct api_releases *out)
{
	struct api_copy_row_list rows;
	struct api_key k;

	TRY(key_found(c, token, &k));
	api_copies(c->read, c->house->org, k.id, &rows);
	TRY(read_now(c->read));
	TRY(note_use(c, &k));
	return open_all(c, token, &rows, out);
}

enum err api_fetch(struct ctx *c, struct str authorization, struct api_releases *out)
{
	struct bearer token;
	enum err e;

	TRY(bearer_read(c, authorization, &token));
	e = fetch_with(c, &token, out);
	wipe(&token.token, sizeof token.token);
	return e;
}
