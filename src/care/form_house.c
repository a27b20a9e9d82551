#include "care/form_house.h"

#include "base/fields.h"
#include "care/form_inside.h"
#include "care/form_sql.h"

/* --- reading --- */

static enum err open_body(struct ctx *c, struct row_id subject, const struct house_answer_row *r,
                          struct filled *f)
{
	struct str body;
	enum err e = house_row_open(c, subject, SEAL_HOUSE_ANSWER, r->id, r->body, &body);

	f->closed = e == ERR_DENIED;
	if (f->closed)
		return OK;
	TRY(e);
	f->open = 1u << IN_CASE;
	f->when = when_get(body, f->when.day);
	f->language = fields_get(body, "language");
	f->interpreter = fields_get(body, "interpreter");
	(void)fields_id(body, "counted", f->counted.b);
	(void)fields_id(body, "pseudonym", f->pseudonym.b);
	TRY(answers_read(c->arena, fields_get(body, "answers"), &f->answers));
	return seen_only(c, f);
}

static enum err open_row(struct ctx *c, struct row_id subject, const struct house_answer_row *r,
                         struct filled *f)
{
	*f = (struct filled){ .row = r->id,
		                  .entry = r->entry,
		                  .form = r->form,
		                  .author = r->user_name,
		                  .hour = r->hour,
		                  .when = { clock_day(r->hour, c->house->utc_offset), NO_DAY, { "", 0 } },
		                  .corrected = r->has_replaces };
	f->about.about = house_about_org(c, subject) ? STR("organisation") : STR("staff");
	f->about.row = subject;
	return open_body(c, subject, r, f);
}

static enum err rows_of(struct ctx *c, struct row_id subject, struct house_answer_row_list *out)
{
	if (!house_may(c, subject))
		return ERR_DENIED;
	house_answers_of(c->read, c->house->org, subject, out);
	return read_now(c->read);
}

enum err house_filled_all(struct ctx *c, struct row_id subject, struct filled_list *out)
{
	struct house_answer_row_list rows;
	struct filled *list;
	size_t n = 0;

	TRY(rows_of(c, subject, &rows));
	list = NEW_N(c->arena, struct filled, rows.n + 1);
	for (size_t i = rows.n; i-- > 0;)
		if (rows.at[i].current)
			TRY(open_row(c, subject, &rows.at[i], &list[n++]));
	*out = (struct filled_list){ list, n };
	return OK;
}

enum err house_filled_read(struct ctx *c, struct row_id subject, struct row_id row,
                           struct filled *out)
{
	struct house_answer_row_list rows;
	size_t found = 0;

	TRY(rows_of(c, subject, &rows));
	while (found < rows.n && !row_id_eq(rows.at[found].id, row))
		found++;
	for (size_t i = 0; found < rows.n && i < rows.n; i++)
		if (rows.at[i].current && row_id_eq(rows.at[i].entry, rows.at[found].entry))
			return open_row(c, subject, &rows.at[i], out);
	return ERR_ABSENT;
}

/* --- writing --- */

/* A colleague is counted once, however often she answers; of the organisation, each form. */
static enum err pseudonym_for(struct ctx *c, struct row_id subject, const struct filled *before,
                              struct pseudonym_id *out)
{
	static const struct pseudonym_id none = { { 0 } };
	struct filled_list all = { before, before != NULL };

	if (!before && !house_about_org(c, subject))
		TRY(house_filled_all(c, subject, &all));
	for (size_t i = 0; i < all.n; i++)
		if (!pseudonym_id_eq(all.at[i].pseudonym, none)) {
			*out = all.at[i].pseudonym;
			return OK;
		}
	id_random(out->b);
	return OK;
}

static enum err body_of(struct ctx *c, const struct filled_new *n, const struct answers *all,
                        const struct counting *to, struct str *out)
{
	struct buf b = buf_new(c->arena, ANSWERS_BYTES + 4096);
	struct answers named = *all;
	struct str json;

	named.hash = n->form->hash;
	TRY(answers_write(c->arena, &named, &json));
	when_put(&b, &n->when, c->today);
	fields_put(&b, "language", n->language);
	fields_put(&b, "interpreter", n->interpreter);
	fields_put_id(&b, "counted", to->row.b);
	fields_put_id(&b, "pseudonym", to->pseudonym.b);
	fields_put(&b, "answers", json);
	*out = buf_str(&b);
	return b.full ? ERR_TOO_BIG : OK;
}

static enum err insert(struct ctx *c, struct row_id subject, struct row_id id,
                       const struct filled_new *n, struct str body)
{
	const struct filled *before = n->replaces;
	struct row_id seen = row_or_none(before ? &before->row : NULL);
	struct sealed sealed;

	/* Seen before somebody else corrected it: replacing that row ends in a conflict. */
	if (before && n->base)
		seen = *n->base;
	TRY(house_row_seal(c, subject, SEAL_HOUSE_ANSWER, id, body, &sealed));
	if (before)
		house_answer_replace(c->change, c->house->org, subject, seen);
	house_answer_insert(c->change,
	                    &(struct house_answer_insert_args){ .org = c->house->org,
	                                                        .subject = subject,
	                                                        .id = id,
	                                                        .entry = before ? before->entry : id,
	                                                        .has_replaces = before != NULL,
	                                                        .replaces = seen,
	                                                        .author = c->actor->id,
	                                                        .hour = clock_hour(c->now),
	                                                        .form = n->form->hash,
	                                                        .body = sealed });
	return OK;
}

/* Care and work never wait for a measurement key. */
static enum err count(struct ctx *c, const struct filling *g, const struct answers *all,
                      const struct counting *to)
{
	enum err e = filling_count(c, g, all, to);

	return e == ERR_ABSENT ? OK : e;
}

enum err house_filled_write(struct ctx *c, struct row_id subject, struct row_id id,
                            const struct filled_new *n)
{
	struct fill_start start = { .fresh = !n->kept && !n->replaces };
	struct counting to = { .person = NULL };
	struct filling g;
	struct answers all;
	struct str body;

	if (!house_may(c, subject) || (n->replaces && n->replaces->closed))
		return ERR_DENIED;
	TRY(filling_open(c, NULL, n, start, &g));
	if (!filling_sound(&g))
		return ERR_INVALID;
	TRY(fill_answers(g.fill, &all));
	TRY(pseudonym_for(c, subject, n->replaces, &to.pseudonym));
	id_random(to.row.b);
	if (n->replaces && !row_is_none(n->replaces->counted))
		to.row = n->replaces->counted;
	TRY(body_of(c, n, &all, &to, &body));
	TRY(insert(c, subject, id, n, body));
	TRY(forms_keep(c, n->form));
	TRY(count(c, &g, &all, &to));
	return audit(c, n->replaces ? VERB_HOUSE_CORRECTED : VERB_HOUSE_ANSWERED, NULL, REASON_CARE,
	             (struct str){ NULL, 0 });
}
