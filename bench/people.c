/*
 * A house with any number of people, made in minutes: one person is written by the modules, every
 * other is her copy under keys, ids and a name of its own, sealed anew and put straight into the
 * store. Each has a card, words, contact rules, 3 consents, 8 notes, 3 assessments and what was
 * counted. Usage: people DIR N. DIR must not exist. Writes DIR/ids.txt, an id a line; users
 * manager, lead, caseworker and evaluation have the passphrase of bench/house.h.
 */
#define _GNU_SOURCE /* memmem */
#include "people.h"

#include "access/inbox_inside.h"
#include "access/keys.h"
#include "base/fields.h"
#include "forms/answers.h"
#include "house.h"
#include "vault/search.h"

#include <stdio.h>
#include <stdlib.h>

enum { HOUSE_ROOM = 512 << 20, BATCH_ROOM = 256 << 20, BATCH = 200, DAYS = 3 * 365 };

/* --- rows that are written whole, or beside a row of the pattern --- */

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
static const enum carried wrap_params[] = { CARRY_ID,   CARRY_ID, CARRY_ID,  CARRY_INT,
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
static const enum carried score_params[] = { CARRY_ID, CARRY_ID,  CARRY_ID,
	                                         CARRY_ID, CARRY_INT, CARRY_BLOB };
static const struct query score_copy = {
	.name = "bench_score",
	.from = "bench",
	.sql = "INSERT INTO score (org, pseudonym, days, id, episode, wave, form, age_group, setting, "
		   "items, safety, legal, mental, work, social, physical, stable) SELECT org, $2, $6, "
		   "$3, episode, wave, form, age_group, setting, items, safety, legal, mental, work, "
		   "social, physical, stable FROM score WHERE org = $1 AND pseudonym = $4 AND wave = $5",
	.params = score_params,
	.nparams = 6,
	.shape = SHAPE_EXEC_ONE,
};

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

#define ORG(k) \
	{ \
		.p = (k)->m->house->org.b, .n = ID_BYTES \
	}
#define ID_OF(x) \
	{ \
		.p = (x).b, .n = ID_BYTES \
	}
#define BLOB(x) \
	{ \
		.p = (x).p, .n = (x).n \
	}

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
	           (const struct value[]){ ORG(k),
	                                   ID_OF(k->id),
	                                   ID_OF(to->id),
	                                   { .i = mask },
	                                   BLOB(wrap),
	                                   ID_OF(giver->id),
	                                   { .p = s.b, .n = sizeof s.b } });
}

static struct str invent_name(struct copy *k)
{
	static const char *const parts[] = { "ma",  "ri",  "sa",  "lo", "ne", "ka",  "ti", "da",
		                                 "mou", "ssa", "bel", "an", "ya", "zhe", "ro", "lin",
		                                 "fa",  "to",  "gu",  "el", "mi", "ha",  "de", "shi" };
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
		struct sealed days;
		struct row_id id;
		id_random(id.b);
		TRY(score_seal(&c, k->arena, k->pseudonym, id, p->days[i], -1, &days));
		change_add(k->records, &score_copy,
		           (const struct value[]){ ORG(k),
		                                   ID_OF(k->pseudonym),
		                                   ID_OF(id),
		                                   ID_OF(p->pseudonym),
		                                   { .i = p->wave[i] },
		                                   BLOB(days) });
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
		fprintf(stderr, "bench: %s was refused\n",
		        change_failed(c) ? change_failed(c) : "a change");
	return e;
}

static enum err copy_batch(struct maker *m, struct arena *a, size_t from, size_t to, size_t n,
                           FILE *ids)
{
	struct copy k = { .m = m, .arena = a, .records = change_new(a), .ring = change_new(a) };

	for (size_t i = from; i < to; i++) {
		char text[ID_TEXT + 1];
		k.hour = clock_hour((struct instant){ m->now.s - DAYS * 86400 +
		                                      (int64_t)((double)i / (double)n * DAYS * 86400) });
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
	struct house_new h = {
		.dir = dir, .name = STR("Bench house"), .team = STR("Harbour"), .team_code = STR("H")
	};

	h.officer = (struct staff_new){ .user_name = STR("manager"),
		                            .roles = ROLE_manager,
		                            .passphrase = STR(BENCH_PASSPHRASE),
		                            .language = STR("en") };
	return house_make(a, &h);
}

static enum err add_colleagues(struct maker *m)
{
	static const struct {
		const char *name;
		int64_t roles;
	} all[] = { { "lead", ROLE_lead },
		        { "caseworker", ROLE_caseworker },
		        { "evaluation", ROLE_evaluation } };
	struct ctx c = { .arena = m->arena };
	struct team_views teams;

	TRY(house_sign_in(&c, m->house, STR("manager"), STR(BENCH_PASSPHRASE)));
	TRY(teams_mine(&c, &teams));
	m->team = teams.at[0].id;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		struct staff_new n = { .user_name = str_z(all[i].name),
			                   .roles = all[i].roles,
			                   .passphrase = STR(BENCH_PASSPHRASE),
			                   .language = STR("en"),
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
	must(pattern_make(&m), "the one that is copied");
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
