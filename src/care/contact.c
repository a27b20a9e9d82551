#include "care/contact.h"

#include "base/fields.h"
#include "care/contact_sql.h"
#include "care/day.h"
#include "care/welcome.h"

enum { BODY_ROOM = 64 * 1024, SUMMARY_ROOM = 32 * 1024 };

/* In the order in which they are shown. The codes are sealed; final. */
static const struct choice channels[] = {
	{ "phone", T("Phone call") }, { "text", T("Text message") },
	{ "app", T("Messenger") },    { "letter", T("Letter") },
	{ "visit", T("Visit") },      { "through", T("Through somebody else") },
	{ "any", T("Contact") }, /* the line of the arrival card; never asked on the page of safe
	                            contact */
};
enum { CHANNELS = sizeof channels / sizeof *channels };
const struct choice_list contact_channels = { channels, CHANNELS - 1 };

const char *contact_channel(struct str channel)
{
	for (size_t i = 0; i < CHANNELS; i++)
		if (str_eq(channel, str_z(channels[i].value)))
			return channels[i].label;
	return T("Contact");
}

bool contact_may(const struct contact_rule *rule, struct day today)
{
	return rule->allowed && (!day_known(rule->valid_until) || rule->valid_until.n >= today.n);
}

bool contact_stale(const struct contact_rules *rules, struct day today)
{
	return rules->n && today.n - rules->at[0].asked.n > CONTACT_STALE_DAYS;
}

/* --- the sealed row: one record with the fields of every channel, "phone_hours" --- */

static const char *part(struct ctx *c, struct str channel, const char *name)
{
	return arena_fmt(c->arena, "%.*s_%s", (int)channel.n, channel.p, name).p;
}

static void put_rule(struct ctx *c, struct buf *b, const struct contact_rule *r)
{
	fields_put(b, part(c, r->channel, "answer"), r->allowed ? STR("yes") : STR("no"));
	fields_put(b, part(c, r->channel, "hours"), r->hours);
	fields_put(b, part(c, r->channel, "who"), r->who_may_answer);
	fields_put(b, part(c, r->channel, "words"), r->words);
	fields_put_int(b, part(c, r->channel, "message"), r->message);
	if (day_known(r->valid_until))
		fields_put_int(b, part(c, r->channel, "until"), r->valid_until.n);
}

static struct str body_of(struct ctx *c, const struct contact_rules *rules)
{
	struct buf b = buf_new(c->arena, BODY_ROOM);

	fields_put_int(&b, "asked", c->today.n);
	for (size_t i = 0; i < rules->n; i++)
		put_rule(c, &b, &rules->at[i]);
	return buf_str(&b);
}

static void get_field(struct contact_rule *r, struct str name, struct str value)
{
	int64_t n;

	if (str_eq(name, STR("answer")))
		r->allowed = str_eq(value, STR("yes"));
	else if (str_eq(name, STR("hours")))
		r->hours = value;
	else if (str_eq(name, STR("who")))
		r->who_may_answer = value;
	else if (str_eq(name, STR("words")))
		r->words = value;
	else if (str_eq(name, STR("message")))
		r->message = str_eq(value, STR("1"));
	else if (str_eq(name, STR("until")) && str_int(value, &n))
		r->valid_until.n = (int32_t)n;
}

/* The rules of one row. Only what was answered is a rule. */
static struct contact_rules rules_of(struct arena *a, struct str body, struct day asked)
{
	struct contact_rule *rules = NEW_N(a, struct contact_rule, CHANNELS);
	struct contact_rule all[CHANNELS];
	bool answered[CHANNELS] = { false };
	struct str name;
	struct str value;
	size_t n = 0;

	for (size_t i = 0; i < CHANNELS; i++)
		all[i] = (struct contact_rule){ .channel = str_z(channels[i].value),
			                            .valid_until = NO_DAY,
			                            .asked = asked };
	for (size_t at = 0; fields_next(body, &at, &name, &value);) {
		struct str channel = str_cut(name, '_', &name);
		for (size_t i = 0; i < CHANNELS; i++)
			if (str_eq(channel, all[i].channel)) {
				answered[i] |= value.n && str_eq(name, STR("answer"));
				get_field(&all[i], name, value);
			}
	}
	for (size_t i = 0; i < CHANNELS; i++)
		if (answered[i])
			rules[n++] = all[i];
	return (struct contact_rules){ rules, n };
}

static enum err open_row(struct ctx *c, struct person_id person, const struct contact_row *row,
                         struct contact_rules *out)
{
	struct day asked = clock_day(row->hour, c->house->utc_offset);
	struct str body;

	TRY(open_if_may(c, person, IN_SAFETY, SEAL_CONTACT, row->id, row->body, &body));
	asked = fields_day(body, "asked", asked);
	*out = rules_of(c->arena, body, asked);
	return OK;
}

/* All rows, and the rules of each, opened once in a context. */
static enum err read_all(struct ctx *c, struct person_id person, struct contact_row_list *rows,
                         const struct contact_rules **out)
{
	void **opened;

	contact_all(c->read, c->house->org, person, rows);
	TRY(read_now(c->read));
	opened = module_opened(c, rows->at);
	if (!*opened) {
		struct contact_rules *rules = NEW_N(c->arena, struct contact_rules, rows->n + 1);
		for (size_t i = 0; i < rows->n; i++)
			TRY(open_row(c, person, &rows->at[i], &rules[i]));
		*opened = rules;
	}
	*out = *opened;
	return OK;
}

enum err contact_read(struct ctx *c, struct person_id person, struct contact_rules *out)
{
	const struct contact_rules *rules;
	struct contact_row_list rows;

	*out = (struct contact_rules){ NULL, 0 };
	TRY(read_all(c, person, &rows, &rules));
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].current)
			*out = rules[i];
	return OK;
}

enum err contact_latest(struct ctx *c, struct person_id person, struct row_id *id, bool *has)
{
	struct contact_row_list rows;

	*has = false;
	contact_all(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].current) {
			*has = true;
			*id = rows.at[i].id;
		}
	return OK;
}

static bool asked_by_channel(const struct contact_rules *rules)
{
	for (size_t i = 0; i < rules->n; i++)
		if (!str_eq(rules->at[i].channel, STR("any")))
			return true;
	return false;
}

enum err contact_write(struct ctx *c, struct person_id person, struct row_id id,
                       const struct contact_rules *rules, const struct row_id *before)
{
	struct sealed body;

	TRY(seal_person(c, person, IN_SAFETY, SEAL_CONTACT, id, body_of(c, rules), &body));
	if (before)
		contact_replace(c->change, c->house->org, person, *before);
	contact_insert(c->change,
	               &(struct contact_insert_args){ .org = c->house->org,
	                                              .person = person,
	                                              .id = id,
	                                              .replaces = row_replaced(person, before),
	                                              .author = c->actor->id,
	                                              .hour = clock_hour(c->now),
	                                              .body = body });
	TRY(task_close(c, person, TASK_SAFE_CONTACT));
	TRY(task_add(c, person, TASK_SAFE_CONTACT, day_add(c->today, CONTACT_STALE_DAYS), NULL,
	             (struct str){ "", 0 }));
	if (asked_by_channel(rules))
		TRY(welcome_step_done(c, person, STEP_CONTACT));
	return audit_written(c, person, before);
}

/* --- her page --- */

static void ask(struct ctx *c, struct person_id person, void **state)
{
	struct contact_row_list *rows = NEW(c->arena, struct contact_row_list);

	contact_all(c->read, c->house->org, person, rows);
	*state = rows;
}

/* "Phone call: yes (after 18). Letter: no." */
static struct str in_short(struct ctx *c, const struct contact_rules *rules)
{
	struct buf b = buf_new(c->arena, SUMMARY_ROOM);

	for (size_t i = 0; i < rules->n; i++) {
		const struct contact_rule *r = &rules->at[i];
		struct str more = r->hours.n ? r->hours : r->words;
		buf_fmt(&b, "%s%s: %s", i ? ". " : "", lang_text(c->lang, contact_channel(r->channel)),
		        lang_text(c->lang, r->allowed ? T("yes") : T("no")));
		if (more.n)
			buf_fmt(&b, " (%.*s)", (int)more.n, more.p);
	}
	return buf_str(&b);
}

static void tell_one(struct ctx *c, const struct contact_row *row,
                     const struct contact_rules *rules, struct page_parts *parts)
{
	page_moment(parts,
	            (struct moment){ .day = clock_day(row->hour, c->house->utc_offset),
	                             .hour = row->hour,
	                             .kind = "contact",
	                             .title = T("Safe contact was asked"),
	                             .who = row->user_name,
	                             .row = row->id,
	                             .words = rules->n ? in_short(c, rules) : (struct str){ NULL, 0 },
	                             .replaced = !row->current });
}

/* Rules that grow old have a task of their own, which day shows. */
static void next(struct ctx *c, struct person_id person, struct page_parts *parts)
{
	char id[ID_TEXT + 1];

	if (!can(c, person, MAY_WRITE, IN_SAFETY))
		return;
	id_write(person.b, id);
	page_step(parts, (struct next_step){
						 .due = c->today,
						 .title = T("Ask how it is safe to be in touch"),
						 .words = str_z(lang_text(c->lang, T("Until then: do not contact."))),
						 .button = T("Ask about safe contact"),
						 .href = arena_fmt(c->arena, "/people/%s/contact", id) });
}

static enum err tell(struct ctx *c, struct person_id person, void *state, struct page_parts *parts)
{
	struct contact_row_list *rows = state;
	const struct contact_rules *rules;

	TRY(read_all(c, person, rows, &rules));
	for (size_t i = 0; i < rows->n; i++)
		tell_one(c, &rows->at[i], &rules[i], parts);
	if (rows->n == 0)
		next(c, person, parts);
	return OK;
}

static const struct sealed_column sealed[] = {
	SEALED_COLUMN("contact.body", SAFETY, CONTACT, contact_sealed),
};
static const struct page_link forms[] = {
	{ .path = "/contact", .label = T("Safe contact"), .opens = IN_SAFETY },
};
const struct module contact_module = {
	.name = "contact",
	.routes = &contact_routes,
	.ask = ask,
	.tell = tell,
	.queries = contact_queries,
	.sealed = sealed,
	.nsealed = sizeof sealed / sizeof *sealed,
	.forms = forms,
	.nforms = sizeof forms / sizeof *forms,
};
