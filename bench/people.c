/*
 * A house with any number of people, made in minutes: one person is written by the modules, every
 * other is her copy under keys, ids and a name of its own, sealed anew and put straight into the
 * store. Each has a card, words, contact rules, 3 consents, 8 notes, 3 assessments and what was
 * counted. Usage: people DIR N. DIR must not exist. Writes DIR/ids.txt, an id a line; users
 * manager, lead, caseworker and evaluation have the passphrase of bench/house.h.
 */
#define _GNU_SOURCE /* memmem */
#include "access/directory.h"
#include "access/inbox_inside.h"
#include "access/keys.h"
#include "base/fields.h"
#include "base/random.h"
#include "care/arrival.h"
#include "care/assessment.h"
#include "care/casework.h"
#include "care/consent.h"
#include "care/contact.h"
#include "care/note.h"
#include "care/words.h"
#include "forms/score.h"
#include "house.h"
#include "vault/search.h"

#include <stdio.h>
#include <stdlib.h>

enum { HOUSE_ROOM = 512 << 20, BATCH_ROOM = 256 << 20, BATCH = 200, DAYS = 3 * 365 };
enum { NOTES = 8, ASSESSMENTS = 3, PARTS_MOST = 64, SCORES_MOST = 8 };

/* --- tables whose rows are copied: everything but ids and what is sealed comes from the row --- */

#define COPY(table, columns)                                                                    \
	"INSERT INTO " table " (org, person, id, body, " columns ") SELECT org, $2, $3, $4, " columns \
	" FROM " table " WHERE org = $1 AND person = $5 AND id = $6"
/* The first of its kind replaces nothing: the person's own id stands there. */
#define COPY_FIRST(table, columns)                                                             \
	"INSERT INTO " table " (org, person, id, body, replaces, " columns ") SELECT org, $2, $3, " \
	"$4, $2, " columns " FROM " table " WHERE org = $1 AND person = $5 AND id = $6"
#define ROWS(table) "SELECT id, body FROM " table " WHERE org = $1 AND person = $2 ORDER BY id"

static const enum carried of_person[] = { CARRY_ID, CARRY_ID };
static const enum carried copied[] = { CARRY_ID, CARRY_ID,	CARRY_ID,
									   CARRY_BLOB, CARRY_ID, CARRY_ID };
struct body_row {
	struct row_id id;
	struct sealed body;
};
static const struct column body_columns[] = {
	{ "id", CARRY_ID, offsetof(struct body_row, id), SIZE_MAX },
	{ "body", CARRY_BLOB, offsetof(struct body_row, body), SIZE_MAX },
};

struct table {
	enum compartment in;
	enum seal_id seal;
	struct query rows;
	struct query copy;
};
#define TABLE(in_, seal_, table_, copy_)                                                       \
	{                                                                                          \
		in_, seal_,                                                                            \
			{ .name = table_ "_rows", .from = "bench", .sql = ROWS(table_), .params = of_person, \
			  .columns = body_columns, .nparams = 2, .ncolumns = 2,                            \
			  .row_size = sizeof(struct body_row), .shape = SHAPE_MANY, .readonly = true },    \
		{                                                                                      \
			.name = table_ "_copy", .from = "bench", .sql = copy_, .params = copied,           \
			.nparams = 6, .shape = SHAPE_EXEC_ONE                                              \
		}                                                                                      \
	}
static const struct table tables[] = {
	TABLE(IN_CASE, SEAL_EPISODE, "episode", COPY("episode", "state, hour")),
	TABLE(IN_CASE, SEAL_WORDS, "words", COPY_FIRST("words", "current, author, hour")),
	TABLE(IN_SAFETY, SEAL_CONTACT, "contact", COPY_FIRST("contact", "current, author, hour")),
	TABLE(IN_CASE, SEAL_CONSENT, "consent",
		  COPY("consent", "replaces, current, state, until, author, hour")),
	TABLE(IN_CASE, SEAL_NOTE, "note", COPY("note", "replaces, current, author, hour")),
	TABLE(IN_CASE, SEAL_ASSESSMENT, "assessment",
		  COPY("assessment", "replaces, current, author, hour, form")),
	TABLE(IN_SAFETY, SEAL_TASK, "task", COPY("task", "owner, due, state")),
};
enum { TABLES = sizeof tables / sizeof *tables };

/* --- rows that are written whole --- */

static const enum carried person_params[] = { CARRY_ID, CARRY_ID, CARRY_ID, CARRY_INSTANT };
static const struct query person_put = {
	.name = "bench_person",
	.from = "bench",
	.sql = "INSERT INTO person (org, id, team, keyver, state, hour) VALUES ($1, $2, $3, 1, 1, $4)",
	.params = person_params,
	.nparams = 4,
	.shape = SHAPE_EXEC_ONE,
};
static const enum carried entry_params[] = { CARRY_ID, CARRY_ID, CARRY_ID, CARRY_BLOB };
static const struct query entry_put = {
	.name = "bench_directory",
	.from = "bench",
	.sql = "INSERT INTO directory (org, team, person, entry) VALUES ($1, $2, $3, $4)",
	.params = entry_params,
	.nparams = 4,
	.shape = SHAPE_EXEC_ONE,
};
static const enum carried wrap_params[] = { CARRY_ID,	CARRY_ID, CARRY_ID,	 CARRY_INT,
											CARRY_BLOB, CARRY_ID, CARRY_BLOB };
static const struct query wrap_add = {
	.name = "bench_wrap",
	.from = "bench",
	.sql = "INSERT INTO person_wrap (org, person, holder, keyver, compartments, wrap, giver, "
		   "signature) VALUES ($1, $2, $3, 1, $4, $5, $6, $7)",
	.params = wrap_params,
	.nparams = 7,
	.shape = SHAPE_EXEC_ONE,
};
static const enum carried assign_params[] = { CARRY_ID, CARRY_ID, CARRY_ID, CARRY_INSTANT };
static const struct query assign_add = {
	.name = "bench_assignment",
	.from = "bench",
	.sql = "INSERT INTO assignment (org, person, staff, state, hour) VALUES ($1, $2, $3, 1, $4)",
	.params = assign_params,
	.nparams = 4,
	.shape = SHAPE_EXEC_ONE,
};
static const enum carried erasure_params[] = { CARRY_ID, CARRY_ID, CARRY_BLOB };
static const struct query erasure_add = {
	.name = "bench_erasure",
	.from = "bench",
	.sql = "INSERT INTO erasure (org, person, value) VALUES ($1, $2, $3)",
	.params = erasure_params,
	.nparams = 3,
	.shape = SHAPE_EXEC_ONE,
};
static const enum carried arrival_params[] = { CARRY_ID,   CARRY_ID,   CARRY_ID, CARRY_BLOB,
											   CARRY_BLOB, CARRY_BLOB, CARRY_ID };
static const struct query arrival_copy = {
	.name = "bench_arrival",
	.from = "bench",
	.sql = "INSERT INTO arrival (org, person, id, author, hour, identity, safety, location) "
		   "SELECT org, $2, $3, author, hour, $4, $5, $6 FROM arrival WHERE org = $1 AND person = "
		   "$7",
	.params = arrival_params,
	.nparams = 7,
	.shape = SHAPE_EXEC_ONE,
};
static const enum carried fold_params[] = { CARRY_ID, CARRY_ID, CARRY_BLOB };
static const struct query fold_add = {
	.name = "bench_fold",
	.from = "bench",
	.sql = "INSERT INTO measure_fold (org, pseudonym, episode, body) VALUES ($1, $2, 1, $3)",
	.params = fold_params,
	.nparams = 3,
	.shape = SHAPE_EXEC_ONE,
};
static const enum carried score_params[] = { CARRY_ID, CARRY_ID, CARRY_ID, CARRY_ID, CARRY_INT };
static const struct query score_copy = {
	.name = "bench_score",
	.from = "bench",
	.sql = "INSERT INTO score (org, pseudonym, days, id, episode, wave, form, age_group, setting, "
		   "items, safety, legal, mental, work, social, physical, stable) SELECT org, $2, days, "
		   "$3, episode, wave, form, age_group, setting, items, safety, legal, mental, work, "
		   "social, physical, stable FROM score WHERE org = $1 AND pseudonym = $4 AND wave = $5",
	.params = score_params,
	.nparams = 5,
	.shape = SHAPE_EXEC_ONE,
};

/* --- the one that is copied --- */

struct part {
	const struct table *table;
	struct row_id id;
	struct str body;
};
struct pattern {
	struct person_id person;
	struct arrival card;
	struct row_id card_row;
	struct str card_part[3]; /* identity, safety, location */
	struct part part[PARTS_MOST];
	size_t n;
	struct pseudonym_id pseudonym;
	struct str fold;
	int64_t wave[SCORES_MOST];
	size_t nscores;
};
struct maker {
	struct house *house;
	struct arena *arena;
	struct dice dice;
	const struct actor *worker;
	const struct actor *lead;
	const struct actor *evaluation;
	struct team_id team;
	struct instant now;
	struct pattern pattern;
};

static const char words_of_note[] =
	"We met at the house for an hour. The talk was about the room, the papers and the sister who "
	"writes now. Promised to ask at the clinic on Monday and to call again before Thursday noon.";

static enum err begin(struct maker *m, struct ctx *c, const struct actor *who, int64_t days)
{
	return ctx_begin(c, m->arena, m->house, who, (struct instant){ m->now.s - days * 86400 });
}

static enum err finish(struct ctx *c)
{
	read_end(c->read);
	return store_commit(c->house->records, c->change);
}

static enum err arrive(struct maker *m)
{
	struct arrival a = { .label = STR("Pattern"), .urgent = URGENT_MEDICINE,
						 .urgent_words = STR("Insulin until the evening."), .language = STR("es"),
						 .place = STR("Room two, with a friend."), .birth_year = 1994 };
	struct ctx c;

	TRY(begin(m, &c, m->worker, 800));
	m->pattern.person = person_id_fresh(c.now);
	TRY(arrival_write(&c, m->pattern.person, m->team, &a));
	return finish(&c);
}

static enum err say_words(struct maker *m)
{
	struct words w = { .state = WORDS_WRITTEN, .language = STR("es"),
					   .concerns = STR("The debt, and that he finds the flat."),
					   .wishes = STR("To learn sewing, and a lock for the door.") };
	struct ctx c;

	TRY(begin(m, &c, m->worker, 799));
	w.day = c.today;
	TRY(words_write(&c, m->pattern.person, row_id_fresh(c.now), &w, NULL));
	return finish(&c);
}

static enum err rule_contact(struct maker *m)
{
	struct contact_rule rules[2] = {
		{ .channel = STR("phone"), .hours = STR("Tuesdays after 4 pm"), .allowed = true,
		  .who_may_answer = STR("Only the person"), .words = STR("It is the library."),
		  .valid_until = NO_DAY },
		{ .channel = STR("visit"), .valid_until = NO_DAY },
	};
	struct contact_rules all = { rules, 2 };
	struct row_id before;
	struct ctx c;
	bool asked;

	TRY(begin(m, &c, m->worker, 798));
	rules[0].asked = c.today;
	rules[1].asked = c.today;
	TRY(contact_latest(&c, m->pattern.person, &before, &asked));
	TRY(contact_write(&c, m->pattern.person, row_id_fresh(c.now), &all, asked ? &before : NULL));
	return finish(&c);
}

static enum err consent(struct maker *m)
{
	static const char *const purposes[] = { "service", "recording", "statistics" };

	for (size_t i = 0; i < 3; i++) {
		struct consent_new n = { .refused = false };
		struct ctx c;
		TRY(begin(m, &c, m->worker, 600));
		n.terms = (struct consent_terms){ .purpose = str_z(purposes[i]), .language = STR("es"),
										  .how = STR("signature"), .day = NO_DAY,
										  .until = day_add(c.today, 730) };
		TRY(consent_give(&c, m->pattern.person, row_id_fresh(c.now), &n));
		TRY(finish(&c));
	}
	return OK;
}

static enum err casework(struct maker *m)
{
	struct casework w = { .types = STR("forced_labour"), .said_by = STR("team"),
						  .gender = STR("woman") };
	struct ctx c;

	TRY(begin(m, &c, m->worker, 790));
	TRY(casework_write(&c, m->pattern.person, &w));
	return finish(&c);
}

static enum err notes(struct maker *m)
{
	for (int64_t i = 0; i < NOTES; i++) {
		struct note_new n = { .how = STR("visit"), .words = str_z(words_of_note), .day = NO_DAY,
							  .next = NO_DAY };
		struct ctx c;
		TRY(begin(m, &c, m->worker, 780 - 90 * i));
		if (i == NOTES - 1)
			n.next = day_add(clock_day(m->now, m->house->utc_offset), 5);
		TRY(note_write(&c, m->pattern.person, row_id_fresh(c.now), &n));
		TRY(finish(&c));
	}
	return OK;
}

static enum err assess(struct maker *m)
{
	static const int waves[ASSESSMENTS] = { WAVE_BASELINE, WAVE_6_MONTHS, WAVE_1_YEAR };
	static const int64_t ago[ASSESSMENTS] = { 785, 615, 430 };

	for (int w = 0; w < ASSESSMENTS; w++) {
		struct form_problems *problems = NEW(m->arena, struct form_problems);
		struct assessment_item *items = NEW_N(m->arena, struct assessment_item, SCORE_ITEMS);
		struct assessment_new n = { .day = NO_DAY, .wave = waves[w], .setting = STR("home"),
									.items = items };
		const struct form_def *form;
		struct ctx c;
		TRY(begin(m, &c, m->worker, ago[w]));
		TRY(form_load(m->arena, arena_fmt(m->arena, "%s/recovery-rubric", m->house->packs).p,
					  &form, problems));
		for (; n.n < form->instrument->items_n; n.n++)
			items[n.n] = (struct assessment_item){ .name = form->instrument->items[n.n]->name,
												   .value = 1 + w + (int64_t)(n.n % 2),
												   .evidence = n.n % 6 ? STR("") : STR("Said so.") };
		TRY(assessment_write(&c, m->pattern.person, row_id_fresh(c.now), &n));
		TRY(finish(&c));
	}
	return OK;
}

/* --- reading it back, opened --- */

static enum err read_parts(struct maker *m, struct ctx *c, const struct table *t)
{
	struct {
		const struct body_row *at;
		size_t n;
	} rows;
	struct pattern *p = &m->pattern;
	const struct value of[] = { { .p = m->house->org.b }, { .p = p->person.b } };

	read_ask(c->read, &t->rows, of, &rows);
	TRY(read_now(c->read));
	for (size_t i = 0; i < rows.n && p->n < PARTS_MOST; i++) {
		struct part *part = &p->part[p->n++];
		*part = (struct part){ .table = t, .id = rows.at[i].id };
		TRY(open_person(c, p->person, t->in, t->seal, part->id, rows.at[i].body, &part->body));
	}
	return OK;
}

struct card_row {
	struct row_id id;
	struct sealed part[3];
};
static const struct column card_columns[] = {
	{ "id", CARRY_ID, offsetof(struct card_row, id), SIZE_MAX },
	{ "identity", CARRY_BLOB, offsetof(struct card_row, part[0]), SIZE_MAX },
	{ "safety", CARRY_BLOB, offsetof(struct card_row, part[1]), SIZE_MAX },
	{ "location", CARRY_BLOB, offsetof(struct card_row, part[2]), SIZE_MAX },
};
static const struct query card_of = {
	.name = "bench_card",
	.from = "bench",
	.sql = "SELECT id, identity, safety, location FROM arrival WHERE org = $1 AND person = $2",
	.params = of_person,
	.columns = card_columns,
	.nparams = 2,
	.ncolumns = 4,
	.row_size = sizeof(struct card_row),
	.shape = SHAPE_ONE,
	.readonly = true,
};
static const enum compartment card_in[] = { IN_IDENTITY, IN_SAFETY, IN_LOCATION };
static const enum seal_id card_seal[] = { SEAL_ARRIVAL_IDENTITY, SEAL_ARRIVAL_SAFETY,
										  SEAL_ARRIVAL_LOCATION };

static enum err read_card(struct maker *m, struct ctx *c)
{
	struct pattern *p = &m->pattern;
	const struct value of[] = { { .p = m->house->org.b }, { .p = p->person.b } };
	const struct card_row *row;

	read_ask(c->read, &card_of, of, &row);
	TRY(read_now(c->read));
	p->card_row = row->id;
	for (int i = 0; i < 3; i++)
		TRY(open_person(c, p->person, card_in[i], card_seal[i], row->id, row->part[i],
						&p->card_part[i]));
	return OK;
}

static enum err take_fold(void *arg, const struct folded *f)
{
	struct maker *m = arg;

	m->pattern.pseudonym = f->pseudonym;
	m->pattern.fold = arena_str(m->arena, f->body);
	return OK;
}

static enum err take_score(void *arg, const struct scored *s)
{
	struct pattern *p = &((struct maker *)arg)->pattern;

	if (p->nscores < SCORES_MOST)
		p->wave[p->nscores++] = s->wave;
	return OK;
}

static enum err read_measure(struct maker *m)
{
	int64_t n;
	struct ctx c;

	TRY(begin(m, &c, m->evaluation, 0));
	TRY(inbox_fold(&c, &n));
	read_end(c.read);
	TRY(begin(m, &c, m->evaluation, 0));
	TRY(folded_each(&c, take_fold, m));
	TRY(scores_each(&c, take_score, m));
	read_end(c.read);
	return OK;
}

static enum err make_pattern(struct maker *m)
{
	struct ctx c;

	TRY(arrive(m));
	TRY(say_words(m));
	TRY(rule_contact(m));
	TRY(casework(m));
	TRY(notes(m));
	TRY(assess(m));
	TRY(consent(m));
	TRY(begin(m, &c, m->worker, 0));
	for (size_t t = 0; t < TABLES; t++)
		TRY(read_parts(m, &c, &tables[t]));
	TRY(read_card(m, &c));
	read_end(c.read);
	return read_measure(m);
}

/* --- copies --- */

struct copy {
	struct maker *m;
	struct arena *arena;
	struct change *records;
	struct change *ring;
	struct person_id id;
	struct pseudonym_id pseudonym;
	struct key erasure;
	struct keyset *set;
	struct instant hour;
};

#define ORG(k) { .p = (k)->m->house->org.b, .n = ID_BYTES }
#define ID_OF(x) { .p = (x).b, .n = ID_BYTES }
#define BLOB(x) { .p = (x).p, .n = (x).n }

static void fresh_keys(struct copy *k)
{
	k->set = NEW(k->arena, struct keyset);
	k->set->keyver = 1;
	key_fresh(&k->erasure);
	for (int c = 1; c <= IN_LAST_; c++) {
		key_fresh(&k->set->secret[c]);
		k->set->mask |= 1u << c;
		key_person(&k->set->secret[c], &k->erasure, (enum compartment)c, 1, &k->set->key[c]);
	}
}

static struct sealed seal(struct copy *k, enum compartment in, enum seal_id which,
						  struct row_id row, struct str plain)
{
	struct seal_at at = { SCOPE_PERSON, which, k->id.b, row.b, 1 };

	return vault_seal(k->m->house->vault, k->arena, &k->set->key[in], at, plain);
}

/* A row of the same hour. */
static struct row_id row_like(struct row_id like)
{
	struct row_id id;

	id_random(id.b);
	memcpy(id.b, like.b, 4);
	return id;
}

static void wrap_to(struct copy *k, const struct holder_key *to, int64_t roles)
{
	const struct actor *giver = k->m->worker;
	uint32_t mask = role_compartments(roles) & k->set->mask;
	struct bytes context = wrap_context(k->arena, k->m->house->org, k->id, to->id, 1);
	struct sealed wrap =
		wrap_sym(k->arena, &to->pair.sym, context, bundle_make(k->arena, k->set, mask));
	struct signature s;

	sign_bytes(&giver->sign, "wrap",
			   wrap_signed(k->arena, context, (struct bytes){ wrap.p, wrap.n }), &s);
	change_add(k->records, &wrap_add,
			   (const struct value[]){ ORG(k), ID_OF(k->id), ID_OF(to->id), { .i = mask },
									   BLOB(wrap), ID_OF(giver->id), { .p = s.b, .n = sizeof s.b } });
}

static struct str invent_name(struct copy *k)
{
	static const char *const parts[] = { "ma",	"ri",  "sa",  "lo", "ne", "ka",	 "ti", "da",
										 "mou", "ssa", "bel", "an", "ya", "zhe", "ro", "lin",
										 "fa",	"to",  "gu",  "el", "mi", "ha",	 "de", "shi" };
	struct buf b = buf_new(k->arena, 64);

	for (int w = 0; w < 2; w++) {
		size_t first = b.n + (size_t)w;
		if (w)
			buf_byte(&b, ' ');
		for (int i = 0; i < 3; i++)
			buf_add(&b, str_z(parts[dice_below(&k->m->dice, sizeof parts / sizeof *parts)]));
		b.p[first] = (char)(b.p[first] - 'a' + 'A');
	}
	return buf_str(&b);
}

/* As care/person.c writes it. */
static struct str entry_of(struct copy *k)
{
	struct buf b = buf_new(k->arena, 1024);
	struct str name = invent_name(k);

	fields_put(&b, "folded", fold_name(k->arena, name));
	fields_put(&b, "name", name);
	fields_put(&b, "others", STR(""));
	fields_put(&b, "term", STR("survivor"));
	fields_put(&b, "language", STR("es"));
	fields_put_int(&b, "birth", 1970 + dice_below(&k->m->dice, 45));
	fields_put_int(&b, "voice", VOICE_SHE);
	return buf_str(&b);
}

static void put_entry(struct copy *k)
{
	const struct team_id team = k->m->team;
	const struct holder_key *h = actor_holds(k->m->worker, HOLDER_TEAM, &team);
	struct seal_at at = { SCOPE_TEAM, SEAL_DIRECTORY, team.b, k->id.b, h->keyver };
	struct sealed entry;
	struct key key;

	key_derive(&h->pair.sym, "directory", (struct bytes){ k->erasure.b, sizeof k->erasure.b },
			   &key);
	entry = vault_seal(k->m->house->vault, k->arena, &key, at, entry_of(k));
	change_add(k->records, &entry_put,
			   (const struct value[]){ ORG(k), ID_OF(team), ID_OF(k->id), BLOB(entry) });
}

static void put_card(struct copy *k)
{
	const struct pattern *p = &k->m->pattern;
	struct row_id row = row_like(p->card_row);
	struct sealed part[3];

	for (int i = 0; i < 3; i++)
		part[i] = seal(k, card_in[i], card_seal[i], row, p->card_part[i]);
	change_add(k->records, &arrival_copy,
			   (const struct value[]){ ORG(k), ID_OF(k->id), ID_OF(row), BLOB(part[0]),
									   BLOB(part[1]), BLOB(part[2]), ID_OF(p->person) });
}

/* The pseudonym stands inside the episode, as bytes. */
static void put_part(struct copy *k, const struct part *part)
{
	const struct pattern *p = &k->m->pattern;
	struct str plain = arena_str(k->arena, part->body);
	char *at = plain.n ? memmem(plain.p, plain.n, p->pseudonym.b, ID_BYTES) : NULL;
	struct row_id row = row_like(part->id);
	struct sealed body;

	if (at)
		memcpy(at, k->pseudonym.b, ID_BYTES);
	body = seal(k, part->table->in, part->table->seal, row, plain);
	change_add(k->records, &part->table->copy,
			   (const struct value[]){ ORG(k), ID_OF(k->id), ID_OF(row), BLOB(body),
									   ID_OF(p->person), ID_OF(part->id) });
}

static enum err put_measure(struct copy *k)
{
	const struct pattern *p = &k->m->pattern;
	struct ctx c = { .arena = k->arena, .house = k->m->house, .actor = k->m->evaluation };
	struct sealed fold;

	TRY(fold_seal(&c, k->arena, k->pseudonym, 1, p->fold, &fold));
	change_add(k->records, &fold_add,
			   (const struct value[]){ ORG(k), ID_OF(k->pseudonym), BLOB(fold) });
	for (size_t i = 0; i < p->nscores; i++) {
		struct row_id id;
		id_random(id.b);
		change_add(k->records, &score_copy,
				   (const struct value[]){ ORG(k), ID_OF(k->pseudonym), ID_OF(id),
										   ID_OF(p->pseudonym), { .i = p->wave[i] } });
	}
	return OK;
}

static enum err copy_one(struct copy *k)
{
	struct maker *m = k->m;
	const struct holder_key *lead = actor_holds(m->lead, HOLDER_LEAD, &m->team);

	k->id = person_id_fresh(k->hour);
	id_random(k->pseudonym.b);
	fresh_keys(k);
	change_add(k->ring, &erasure_add,
			   (const struct value[]){
				   ORG(k), ID_OF(k->id), { .p = k->erasure.b, .n = sizeof k->erasure.b } });
	change_add(k->records, &person_put,
			   (const struct value[]){ ORG(k), ID_OF(k->id), ID_OF(m->team), { .i = k->hour.s } });
	put_entry(k);
	wrap_to(k, &m->worker->own, ROLE_caseworker);
	wrap_to(k, lead, ROLE_lead);
	change_add(
		k->records, &assign_add,
		(const struct value[]){ ORG(k), ID_OF(k->id), ID_OF(m->worker->id), { .i = k->hour.s } });
	put_card(k);
	for (size_t i = 0; i < m->pattern.n; i++)
		put_part(k, &m->pattern.part[i]);
	return put_measure(k);
}

static enum err told(enum err e, const struct change *c)
{
	if (e != OK)
		fprintf(stderr, "bench: %s was refused\n", change_failed(c) ? change_failed(c) : "a change");
	return e;
}

static enum err copy_batch(struct maker *m, struct arena *a, size_t from, size_t to, size_t n,
						   FILE *ids)
{
	struct copy k = { .m = m, .arena = a, .records = change_new(a), .ring = change_new(a) };

	for (size_t i = from; i < to; i++) {
		char text[ID_TEXT + 1];
		k.hour = clock_hour((struct instant){
			m->now.s - DAYS * 86400 + (int64_t)((double)i / (double)n * DAYS * 86400) });
		TRY(copy_one(&k));
		id_write(k.id.b, text);
		fprintf(ids, "%s\n", text);
	}
	TRY(store_commit(m->house->keyring, k.ring));
	return told(store_commit(m->house->records, k.records), k.records);
}

static enum err copy_all(struct maker *m, size_t n, FILE *ids)
{
	struct arena *a = arena_new(BATCH_ROOM);

	if (!a)
		return ERR_BUSY;
	for (size_t i = 0; i < n; i += BATCH) {
		TRY(copy_batch(m, a, i, i + BATCH < n ? i + BATCH : n, n, ids));
		arena_reset(a);
	}
	arena_free(a);
	return OK;
}

/* --- the house --- */

static enum err make_house(struct arena *a, const char *dir)
{
	struct house_new h = { .dir = dir, .name = STR("Bench house"), .team = STR("Harbour"),
						   .team_code = STR("H") };

	h.officer = (struct staff_new){ .user_name = STR("manager"), .roles = ROLE_manager,
									.passphrase = STR(BENCH_PASSPHRASE), .language = STR("en") };
	return house_make(a, &h);
}

static enum err add_colleagues(struct maker *m)
{
	static const struct {
		const char *name;
		int64_t roles;
	} all[] = { { "lead", ROLE_lead }, { "caseworker", ROLE_caseworker },
				{ "evaluation", ROLE_evaluation } };
	struct ctx c = { .arena = m->arena };
	struct team_views teams;

	TRY(house_sign_in(&c, m->house, STR("manager"), STR(BENCH_PASSPHRASE)));
	TRY(teams_mine(&c, &teams));
	m->team = teams.at[0].id;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		struct staff_new n = { .user_name = str_z(all[i].name), .roles = all[i].roles,
							   .passphrase = STR(BENCH_PASSPHRASE), .language = STR("en"),
							   .teams = &m->team,
							   .nteams = all[i].roles != ROLE_evaluation };
		struct user_id id;
		TRY(staff_add(&c, &n, &id));
	}
	TRY(house_commit(&c));
	TRY(house_hand_over(&c));
	read_end(c.read);
	m->worker = bench_actor(m->arena, m->house, "caseworker");
	m->lead = bench_actor(m->arena, m->house, "lead");
	m->evaluation = bench_actor(m->arena, m->house, "evaluation");
	return OK;
}

int main(int argc, char **argv)
{
	struct maker m = { .arena = arena_new(HOUSE_ROOM), .now = clock_now(), .dice = { 2012 } };
	size_t n = argc > 2 ? (size_t)strtoul(argv[2], NULL, 10) : 0;
	double began;
	FILE *ids;

	if (n == 0 || !m.arena) {
		fputs("usage: people DIR N\n", stderr);
		return 2;
	}
	answers_start();
	must(make_house(m.arena, argv[1]), "making the house");
	must(house_open(m.arena, argv[1], &m.house), "opening it");
	must(add_colleagues(&m), "adding colleagues");
	must(make_pattern(&m), "the one that is copied");
	ids = fopen(arena_fmt(m.arena, "%s/ids.txt", argv[1]).p, "w");
	must(ids ? OK : ERR_STORE, "ids.txt");
	began = bench_seconds();
	must(copy_all(&m, n, ids), "copying");
	must(fclose(ids) == 0 ? OK : ERR_STORE, "ids.txt");
	printf("%zu people in %.1f s, %zu sealed rows each\n", n, bench_seconds() - began,
		   m.pattern.n + 4);
	house_close(m.house);
	arena_free(m.arena);
	return 0;
}
