/* Phone and accounts, looked at together. Nothing here tells anybody to switch something off: what
 * the other person would notice is asked first. */
#include "care/digital.h"

#include "base/fields.h"
#include "care/day.h"
#include "care/digital_sql.h"

enum { BODY_ROOM = 32 * 1024 };

/* Names are sealed; final. */
static const struct digital_item items[DIGITAL_ITEMS] = {
	{ "shared", "shared_words", T("Does somebody else use, hold or pay for this phone?"), NULL },
	{ "watched", "watched_words", T("Could somebody see what is done on it?"),
	  T("For instance: somebody knows what was only written or said on the phone.") },
	{ "location", "location_words", T("Could somebody see where this phone is?"),
	  T("Maps, a family group, a tag in a bag, pictures, a car.") },
	{ "accounts", "accounts_words", T("Does somebody else know a password, or is signed in?"),
	  T("Mail, messages, bank, pictures; also the number that new passwords are sent to.") },
	{ "social", "social_words", T("Could somebody see where or with whom, from what is posted?"),
	  T("Also what friends post, and who is in a group.") },
};
const struct digital_item_list digital_items = { items, DIGITAL_ITEMS };

static const struct choice answer_list[] = {
	{ "yes", T("Yes") },
	{ "no", T("No") },
	{ "unsure", T("Not sure") },
};
const struct choice_list digital_answers = { answer_list,
	                                         sizeof answer_list / sizeof *answer_list };

static const struct choice wish_list[] = {
	{ "leave", T("Leave everything as it is, for now") },
	{ "other", T("Use another, safer phone for what matters") },
	{ "change", T("Change something, after thinking it through together") },
	{ "help", T("Ask somebody who knows more about it") },
};
const struct choice_list digital_wishes = { wish_list, sizeof wish_list / sizeof *wish_list };

static enum err open_row(struct ctx *c, struct person_id person, const struct digital_row *r,
                         struct digital *out)
{
	struct str body;

	TRY(open_if_may(c, person, IN_SAFETY, SEAL_DIGITAL, r->id, r->body, &body));
	*out = (struct digital){ .id = r->id,
		                     .held = true,
		                     .closed = body.p == NULL,
		                     .noticed = fields_get(body, "noticed"),
		                     .wish = fields_get(body, "wish"),
		                     .changed = fields_get(body, "changed"),
		                     .safer = fields_get(body, "safer"),
		                     .when = when_get(body, clock_day(r->hour, c->house->utc_offset)),
		                     .author = r->user_name };
	out->again = fields_day(body, "again", NO_DAY);
	for (int i = 0; i < DIGITAL_ITEMS; i++)
		out->item[i] = (struct digital_answer){ fields_get(body, items[i].name),
			                                    fields_get(body, items[i].words) };
	return OK;
}

enum err digital_read(struct ctx *c, struct person_id person, struct digital *out)
{
	const struct digital_row *row;

	*out = (struct digital){ .again = NO_DAY };
	digital_now(c->read, c->house->org, person, &row);
	TRY(read_now(c->read));
	return row ? open_row(c, person, row, out) : OK;
}

static struct buf body_of(struct ctx *c, const struct digital *p)
{
	struct buf b = buf_new(c->arena, BODY_ROOM);

	for (int i = 0; i < DIGITAL_ITEMS; i++) {
		fields_put(&b, items[i].name, p->item[i].answer);
		fields_put(&b, items[i].words, p->item[i].words);
	}
	fields_put(&b, "noticed", p->noticed);
	fields_put(&b, "wish", p->wish);
	fields_put(&b, "changed", p->changed);
	fields_put(&b, "safer", p->safer);
	fields_put_day(&b, "again", p->again);
	when_put(&b, &p->when, c->today);
	return b;
}

enum err digital_write(struct ctx *c, struct person_id person, struct row_id id,
                       const struct digital *p, const struct row_id *before)
{
	struct buf body = body_of(c, p);
	struct digital_insert_args row = { .org = c->house->org,
		                               .person = person,
		                               .id = id,
		                               .author = c->actor->id,
		                               .hour = clock_hour(c->now) };

	TRY(seal_body(c, person, IN_SAFETY, SEAL_DIGITAL, id, &body, &row.body));
	row.replaces = row_replaced(person, before);
	if (before) {
		digital_replace(c->change, c->house->org, person, *before);
		TRY(task_close_about(c, person, *before, TASK_SAFETY_PLAN));
	}
	digital_insert(c->change, &row);
	if (day_known(p->again))
		TRY(task_add_about(c, person, id, TASK_SAFETY_PLAN, p->again, NULL,
		                   str_z(lang_text(c->lang, T("Phone and accounts")))));
	return audit_written(c, person, before);
}

/* --- her page --- */

static void ask(struct ctx *c, struct person_id person, void **state)
{
	struct digital_row_list *rows = NEW(c->arena, struct digital_row_list);

	digitals_of(c->read, c->house->org, person, rows);
	*state = rows;
}

static enum err tell(struct ctx *c, struct person_id person, void *state, struct page_parts *parts)
{
	const struct digital_row_list *rows = state;

	for (size_t i = 0; i < rows->n; i++) {
		struct digital d;
		TRY(open_row(c, person, &rows->at[i], &d));
		page_moment(parts, (struct moment){ .day = d.when.day,
		                                    .hour = rows->at[i].hour,
		                                    .kind = "digital",
		                                    .title = T("Phone and accounts were looked at"),
		                                    .words = d.closed ? (struct str){ NULL, 0 } : STR(""),
		                                    .who = d.author,
		                                    .row = d.id });
	}
	return OK;
}

static const struct sealed_column sealed[] = {
	SEALED_COLUMN("digital.body", SAFETY, DIGITAL, digital_sealed),
};
static const struct page_link forms[] = {
	{ .path = "/safety/phone", .label = T("Phone and accounts"), .opens = IN_SAFETY },
};
const struct module digital_module = {
	.name = "digital",
	.routes = &digital_routes,
	.ask = ask,
	.tell = tell,
	.queries = digital_queries,
	.sealed = sealed,
	.nsealed = sizeof sealed / sizeof *sealed,
	.forms = forms,
	.nforms = sizeof forms / sizeof *forms,
};
