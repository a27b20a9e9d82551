/* The one person of a bench house that all others are copies of. */
#include "access/inbox.h"
#include "care/arrival.h"
#include "care/assessment.h"
#include "care/casework.h"
#include "care/consent.h"
#include "care/contact.h"
#include "care/note.h"
#include "care/words.h"
#include "forms/score.h"
#include "people.h"

enum { NOTES = 8, ASSESSMENTS = 3 };

/* --- tables whose rows are copied: everything but ids and what is sealed comes from the row --- */

#define COPY(table, columns) \
	"INSERT INTO " table " (org, person, id, body, " columns ") SELECT org, $2, $3, $4, " columns \
	" FROM " table " WHERE org = $1 AND person = $5 AND id = $6"
/* The first of its kind replaces nothing: the person's own id stands there. */
#define COPY_FIRST(table, columns) \
	"INSERT INTO " table " (org, person, id, body, replaces, " columns ") SELECT org, $2, $3, " \
	"$4, $2, " columns " FROM " table " WHERE org = $1 AND person = $5 AND id = $6"
#define ROWS(table) "SELECT id, body FROM " table " WHERE org = $1 AND person = $2 ORDER BY id"

static const enum carried of_person[] = { CARRY_ID, CARRY_ID };
static const enum carried copied[] = {
	CARRY_ID, CARRY_ID, CARRY_ID, CARRY_BLOB, CARRY_ID, CARRY_ID
};
struct body_row {
	struct row_id id;
	struct sealed body;
};
static const struct column body_columns[] = {
	{ "id", CARRY_ID, offsetof(struct body_row, id), SIZE_MAX },
	{ "body", CARRY_BLOB, offsetof(struct body_row, body), SIZE_MAX },
};

#define TABLE(in_, seal_, table_, copy_) \
	{ \
		in_, seal_, \
			{ .name = table_ "_rows", \
			  .from = "bench", \
			  .sql = ROWS(table_), \
			  .params = of_person, \
			  .columns = body_columns, \
			  .nparams = 2, \
			  .ncolumns = 2, \
			  .row_size = sizeof(struct body_row), \
			  .shape = SHAPE_MANY, \
			  .readonly = true }, \
		{ \
			.name = table_ "_copy", .from = "bench", .sql = copy_, .params = copied, .nparams = 6, \
			.shape = SHAPE_EXEC_ONE \
		} \
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

/* --- writing her --- */

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
	struct arrival a = { .label = STR("Pattern"),
		                 .urgent = URGENT_MEDICINE,
		                 .urgent_words = STR("Insulin until the evening."),
		                 .language = STR("es"),
		                 .place = STR("Room two, with a friend."),
		                 .birth_year = 1994 };
	struct ctx c;

	TRY(begin(m, &c, m->worker, 800));
	m->pattern.person = person_id_fresh(c.now);
	TRY(arrival_write(&c, m->pattern.person, m->team, &a));
	return finish(&c);
}

static enum err say_words(struct maker *m)
{
	struct words w = { .state = WORDS_WRITTEN,
		               .language = STR("es"),
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
		{ .channel = STR("phone"),
		  .hours = STR("Tuesdays after 4 pm"),
		  .allowed = true,
		  .who_may_answer = STR("Only the person"),
		  .words = STR("It is the library."),
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
		n.terms = (struct consent_terms){ .purpose = str_z(purposes[i]),
			                              .language = STR("es"),
			                              .how = STR("signature"),
			                              .day = NO_DAY,
			                              .until = day_add(c.today, 730) };
		TRY(consent_give(&c, m->pattern.person, row_id_fresh(c.now), &n));
		TRY(finish(&c));
	}
	return OK;
}

static enum err casework(struct maker *m)
{
	struct casework w = { .types = STR("forced_labour"),
		                  .said_by = STR("team"),
		                  .gender = STR("woman") };
	struct ctx c;

	TRY(begin(m, &c, m->worker, 790));
	TRY(casework_write(&c, m->pattern.person, &w));
	return finish(&c);
}

static enum err notes(struct maker *m)
{
	for (int64_t i = 0; i < NOTES; i++) {
		struct note_new n = {
			.how = STR("visit"), .words = str_z(words_of_note), .day = NO_DAY, .next = NO_DAY
		};
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
		struct assessment_new n = {
			.day = NO_DAY, .wave = waves[w], .setting = STR("home"), .items = items
		};
		const struct form_def *form;
		struct ctx c;
		TRY(begin(m, &c, m->worker, ago[w]));
		TRY(form_load(m->arena, arena_fmt(m->arena, "%s/recovery-rubric", m->house->packs).p, &form,
		              problems));
		for (; n.n < form->instrument->items_n; n.n++)
			items[n.n] =
				(struct assessment_item){ .name = form->instrument->items[n.n]->name,
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
const enum compartment card_in[CARD_PARTS] = { IN_IDENTITY, IN_SAFETY, IN_LOCATION };
const enum seal_id card_seal[CARD_PARTS] = { SEAL_ARRIVAL_IDENTITY, SEAL_ARRIVAL_SAFETY,
	                                         SEAL_ARRIVAL_LOCATION };

static enum err read_card(struct maker *m, struct ctx *c)
{
	struct pattern *p = &m->pattern;
	const struct value of[] = { { .p = m->house->org.b }, { .p = p->person.b } };
	const struct card_row *row;

	read_ask(c->read, &card_of, of, &row);
	TRY(read_now(c->read));
	p->card_row = row->id;
	for (int i = 0; i < CARD_PARTS; i++)
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

	if (p->nscores < SCORES_MOST) {
		p->days[p->nscores] = s->days;
		p->wave[p->nscores++] = s->wave;
	}
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

enum err pattern_make(struct maker *m)
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
