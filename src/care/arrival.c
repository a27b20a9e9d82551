#include "care/arrival.h"

#include "base/fields.h"
#include "care/arrival_sql.h"
#include "care/contact.h"
#include "care/day.h"
#include "care/event.h"
#include "care/person.h"
#include "care/safety.h"
#include "care/stay.h"

enum { PART_ROOM = 8 * 1024 };

static const struct choice urgent_list[] = {
	{ "injury", T("An injury or illness") },    { "medicine", T("Medicine is needed") },
	{ "danger", T("Danger is near") },          { "child", T("A child is with them") },
	{ "selfharm", T("Thoughts of self-harm") },
};
const struct choice_list arrival_urgent = { urgent_list, sizeof urgent_list / sizeof *urgent_list };

static const struct choice age_list[] = {
	{ "adult", T("Adult") },
	{ "12_17", T("12 to 17") },
	{ "6_11", T("6 to 11") },
	{ "0_5", T("Younger than 6") },
};
const struct choice_list arrival_ages = { age_list, sizeof age_list / sizeof *age_list };

static const struct choice contact_list[] = {
	{ "none", T("Do not contact") },
	{ "phone", T("Phone call") },
	{ "text", T("Text message") },
	{ "app", T("Messenger") },
	{ "letter", T("Letter") },
	{ "visit", T("Visit") },
	{ "through", T("Through somebody else") },
};
const struct choice_list arrival_contacts = { contact_list,
	                                          sizeof contact_list / sizeof *contact_list };

/* --- the card's three parts --- */

static struct str identity_of(struct ctx *c, const struct arrival *a)
{
	struct buf b = buf_new(c->arena, PART_ROOM);

	fields_put(&b, "label", a->label);
	fields_put(&b, "language", a->language);
	fields_put_int(&b, "birth", a->birth_year);
	fields_put(&b, "age", a->age);
	return buf_str(&b);
}

static struct str safety_of(struct ctx *c, const struct arrival *a)
{
	struct buf b = buf_new(c->arena, PART_ROOM);

	fields_put_int(&b, "urgent", a->urgent);
	fields_put(&b, "words", a->urgent_words);
	fields_put(&b, "channel", a->channel);
	fields_put(&b, "contact", a->contact);
	fields_put_int(&b, "day", c->today.n);
	return buf_str(&b);
}

static struct str location_of(struct ctx *c, const struct arrival *a)
{
	struct buf b = buf_new(c->arena, PART_ROOM);

	fields_put(&b, "place", a->place);
	return buf_str(&b);
}

static enum err keep_card(struct ctx *c, struct person_id person, const struct arrival *a)
{
	struct row_id id = row_id_fresh(c->now);
	struct arrival_insert_args row = { .org = c->house->org,
		                               .person = person,
		                               .id = id,
		                               .author = c->actor->id,
		                               .hour = clock_hour(c->now) };

	TRY(seal_person(c, person, IN_IDENTITY, SEAL_ARRIVAL_IDENTITY, id, identity_of(c, a),
	                &row.identity));
	TRY(seal_person(c, person, IN_SAFETY, SEAL_ARRIVAL_SAFETY, id, safety_of(c, a), &row.safety));
	TRY(seal_person(c, person, IN_LOCATION, SEAL_ARRIVAL_LOCATION, id, location_of(c, a),
	                &row.location));
	arrival_insert(c->change, &row);
	return OK;
}

/* --- what follows from it --- */

/* A way that was named is open; a line without one says why not. */
static enum err keep_contact(struct ctx *c, struct person_id person, const struct arrival *a)
{
	bool named = a->channel.n && !str_eq(a->channel, STR("none"));
	struct contact_rule rule = { .channel = named ? a->channel : STR("any"),
		                         .allowed = named,
		                         .hours = a->contact,
		                         .valid_until = NO_DAY };
	struct contact_rules rules = { &rule, 1 };

	if (!named && !a->contact.n)
		return OK;
	return contact_write(c, person, row_id_fresh(c->now), &rules, NULL);
}

/* Thoughts of self-harm call somebody at once (event_harm_sign); no list or page tells of them. */
static struct str urgent_line(struct ctx *c, const struct arrival *a)
{
	struct buf b = buf_new(c->arena, PART_ROOM);
	const char *between = ": ";

	buf_fmt(&b, "%s", lang_text(c->lang, T("Urgent")));
	for (size_t i = 0; i < arrival_urgent.n; i++) {
		if (!(a->urgent >> i & 1) || 1u << i == URGENT_SELF_HARM)
			continue;
		buf_fmt(&b, "%s%s", between, lang_text(c->lang, urgent_list[i].label));
		between = ", ";
	}
	if (a->urgent_words.n)
		buf_fmt(&b, ". %.*s", (int)a->urgent_words.n, a->urgent_words.p);
	return buf_str(&b);
}

/* The first four kinds of need have the order of the urgent needs. */
enum { URGENT_NEEDS = URGENT_INJURY | URGENT_MEDICINE | URGENT_DANGER | URGENT_CHILD };

static enum err keep_urgent(struct ctx *c, struct person_id person, const struct arrival *a)
{
	/* Words beside a sign of self-harm alone belong to it. */
	if (a->urgent & URGENT_NEEDS || (a->urgent_words.n && !(a->urgent & URGENT_SELF_HARM)))
		TRY(safety_needs_begin(c, person, a->urgent & URGENT_NEEDS, a->urgent_words));
	return a->urgent & URGENT_SELF_HARM ? event_harm_sign(c, person, HARM_AT_ARRIVAL) : OK;
}

/* Told once (P2): the place tonight is the first stay, and is not asked for again. */
static enum err keep_stay(struct ctx *c, struct person_id person, const struct arrival *a)
{
	struct stay_new n = { .kind = STR("unknown"),
		                  .place = a->place,
		                  .since = { .day = NO_DAY, .told = NO_DAY },
		                  .until = NO_DAY,
		                  .ended = NO_DAY };

	return a->place.n ? stay_write(c, person, row_id_fresh(c->now), &n) : OK;
}

static enum err keep(struct ctx *c, struct person_id person, const struct arrival *a)
{
	TRY(keep_card(c, person, a));
	TRY(keep_stay(c, person, a));
	TRY(keep_contact(c, person, a));
	TRY(keep_urgent(c, person, a));
	TRY(task_add(c, person, TASK_WELCOME, day_add(c->today, 1), NULL, (struct str){ "", 0 }));
	return audit(c, VERB_ARRIVED, &person, REASON_CARE, (struct str){ NULL, 0 });
}

void arrival_person(struct ctx *c, struct person_id id, const struct arrival *a, struct person *out)
{
	int year = day_date(c->today).year;

	*out = (struct person){
		.id = id, .name = a->label, .language = a->language, .birth_year = a->birth_year
	};
	/* The card asks about when: nobody has said yet how sure it is. */
	out->estimated = a->birth_year > 0 || a->age.n;
	if (a->birth_year > 0)
		return;
	if (str_eq(a->age, STR("12_17")))
		out->birth_year = year - 15;
	else if (str_eq(a->age, STR("6_11")))
		out->birth_year = year - 9;
	else if (str_eq(a->age, STR("0_5")))
		out->birth_year = year - 3;
}

enum err arrival_write(struct ctx *c, struct person_id id, struct team_id team,
                       const struct arrival *a)
{
	struct person p;

	arrival_person(c, id, a, &p);
	TRY(person_arrive(c, &p, team, c->today));
	return keep(c, id, a);
}

/* --- reading --- */

static enum err open_row(struct ctx *c, struct person_id person, const struct arrival_row *r,
                         struct arrival *out)
{
	struct str identity;
	struct str safety;
	struct str location;

	TRY(open_if_may(c, person, IN_IDENTITY, SEAL_ARRIVAL_IDENTITY, r->id, r->identity, &identity));
	TRY(open_if_may(c, person, IN_SAFETY, SEAL_ARRIVAL_SAFETY, r->id, r->safety, &safety));
	TRY(open_if_may(c, person, IN_LOCATION, SEAL_ARRIVAL_LOCATION, r->id, r->location, &location));
	*out = (struct arrival){ .id = r->id,
		                     .author = r->user_name,
		                     .label = fields_get(identity, "label"),
		                     .language = fields_get(identity, "language"),
		                     .birth_year = fields_int(identity, "birth", 0),
		                     .age = fields_get(identity, "age"),
		                     .urgent = (uint32_t)fields_int(safety, "urgent", 0),
		                     .urgent_words = fields_get(safety, "words"),
		                     .channel = fields_get(safety, "channel"),
		                     .contact = fields_get(safety, "contact"),
		                     .place = fields_get(location, "place") };
	out->day = fields_day(safety, "day", clock_day(r->hour, c->house->utc_offset));
	return OK;
}

enum err arrival_read(struct ctx *c, struct person_id person, struct arrival *out)
{
	struct arrival_row_list rows;

	arrivals_of(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	return rows.n ? open_row(c, person, &rows.at[rows.n - 1], out) : ERR_ABSENT;
}

/* --- her page --- */

static void ask(struct ctx *c, struct person_id person, void **state)
{
	struct arrival_row_list *rows = NEW(c->arena, struct arrival_row_list);

	arrivals_of(c->read, c->house->org, person, rows);
	*state = rows;
}

static enum err tell(struct ctx *c, struct person_id person, void *state, struct page_parts *parts)
{
	const struct arrival_row_list *rows = state;

	for (size_t i = 0; i < rows->n; i++) {
		struct arrival a;
		struct str words = { NULL, 0 };
		TRY(open_row(c, person, &rows->at[i], &a));
		if (a.urgent || a.urgent_words.n)
			words = urgent_line(c, &a);
		page_moment(parts, (struct moment){ .day = a.day,
		                                    .hour = rows->at[i].hour,
		                                    .kind = "arrival",
		                                    .title = T("Arrived"),
		                                    .words = words,
		                                    .who = a.author,
		                                    .row = a.id });
	}
	return OK;
}

static const struct sealed_column sealed[] = {
	SEALED_COLUMN("arrival.identity", IDENTITY, ARRIVAL_IDENTITY, arrival_identity_sealed),
	SEALED_COLUMN("arrival.safety", SAFETY, ARRIVAL_SAFETY, arrival_safety_sealed),
	SEALED_COLUMN("arrival.location", LOCATION, ARRIVAL_LOCATION, arrival_location_sealed),
};
const struct module arrival_module = {
	.name = "arrival",
	.routes = &arrival_routes,
	.ask = ask,
	.tell = tell,
	.queries = arrival_queries,
	.sealed = sealed,
	.nsealed = sizeof sealed / sizeof *sealed,
};
