/* Finding people: the directory is opened row by row, as there is no index of names. */
#include "access/audit.h"
#include "access/directory.h"
#include "base/fields.h"
#include "care/person_alike.h"
#include "care/person_inside.h"
#include "vault/search.h"

#include <stdlib.h>

enum { FOUND_MOST = 50, ALIKE_MOST = 5, YEARS_NEAR = 2, FEW = 40 };

/* The best so far, nearest first. */
struct found {
	struct ctx *c;
	struct person at[FOUND_MOST];
	int distance[FOUND_MOST];
	size_t n;
	size_t most;
};

static bool before(const struct person *a, int da, const struct person *b, int db)
{
	return da != db ? da < db : str_cmp(a->name, b->name) < 0;
}

/* Keeps a person when she is among the best; the entry lives only now, so that it is copied. */
static void keep(struct found *f, struct person_id id, struct str entry, int distance)
{
	struct person p;
	size_t i;

	if (f->n == f->most && distance > f->distance[f->n - 1])
		return;
	person_of_entry(f->c->arena, id, arena_str(f->c->arena, entry), &p);
	if (f->n == f->most && !before(&p, distance, &f->at[f->n - 1], f->distance[f->n - 1]))
		return;
	i = f->n < f->most ? f->n++ : f->n - 1;
	for (; i > 0 && before(&p, distance, &f->at[i - 1], f->distance[i - 1]); i--) {
		f->at[i] = f->at[i - 1];
		f->distance[i] = f->distance[i - 1];
	}
	f->at[i] = p;
	f->distance[i] = distance;
}

static struct found *found_new(struct ctx *c, size_t most)
{
	struct found *f = NEW(c->arena, struct found);

	f->c = c;
	f->most = most;
	return f;
}

static struct person_list list_of(const struct found *f)
{
	return (struct person_list){ f->at, f->n };
}

/* Every directory of the actor's teams; a team whose key she does not hold is passed over. */
static enum err each_team(struct ctx *c,
                          enum err (*row)(void *arg, struct person_id person, struct str entry),
                          void *arg)
{
	for (size_t i = 0; i < c->actor->nteams; i++) {
		enum err e = directory_each(c, c->actor->teams[i], row, arg);
		if (e != OK && e != ERR_DENIED)
			return e;
	}
	return OK;
}

/* --- by name, code or the number of another list: a code or number stands first --- */

struct search {
	struct found *found;
	struct str text;
	struct str folded;
	char code[5]; /* what follows "K-", in capitals; empty: no code was typed */
};

/* "k-7f3q" and "K 7F3Q" are codes; 7F3Q alone may be a name. */
static void read_code(struct search *s, struct str text)
{
	if (text.n != 6 || (text.p[0] | 32) != 'k' || (text.p[1] != '-' && text.p[1] != ' '))
		return;
	for (size_t i = 0; i < 4; i++) {
		char ch = text.p[2 + i];
		s->code[i] = ch >= 'a' && ch <= 'z' ? (char)(ch - 32) : ch;
	}
}

/* code: what follows "K-". */
static bool has_code(struct person_id person, const char code[ID_CODE])
{
	char own[ID_CODE + 1];

	id_code(person.b, own);
	return memcmp(own, code, ID_CODE) == 0;
}

static enum err search_row(void *arg, struct person_id person, struct str entry)
{
	struct search *s = arg;
	int distance;

	if ((s->code[0] && has_code(person, s->code)) || str_eq(s->text, fields_get(entry, "number"))) {
		keep(s->found, person, entry, 0);
		return OK;
	}
	distance = name_distance(s->folded, fields_get(entry, "folded"));
	if (distance >= 0)
		keep(s->found, person, entry, distance + 1);
	return OK;
}

enum err person_search(struct ctx *c, struct str text, struct person_list *out)
{
	struct search s = { .found = found_new(c, FOUND_MOST), .folded = fold_name(c->arena, text) };

	text = str_trim(text);
	if (text.n == 0)
		return person_mine(c, out);
	s.text = text;
	read_code(&s, text);
	TRY(each_team(c, search_row, &s));
	*out = list_of(s.found);
	return audit(c, VERB_SEARCHED, NULL, REASON_CARE, (struct str){ NULL, 0 });
}

/* --- who might be here already --- */

enum { NAMES_MOST = 16 };

struct names {
	struct str at[NAMES_MOST];
	size_t n;
};

/* A person's name and other names, folded one by one: a name of one word is only like another of
 * one word. */
static struct names names_of(struct arena *a, struct str name, struct str others)
{
	struct names out = { .n = 0 };

	out.at[out.n++] = fold_name(a, name);
	while (others.n && out.n < NAMES_MOST)
		out.at[out.n++] = fold_name(a, str_trim(str_cut(others, ',', &others)));
	return out;
}

/* One of those who are looked for. */
struct alike_one {
	struct found *found;
	struct person_id id; /* not herself */
	struct names names;
	int64_t birth_year;
};
struct alike {
	struct ctx *c;
	struct alike_one *at;
	size_t n;
};

static bool any_similar(const struct names *a, const struct names *b)
{
	for (size_t i = 0; i < a->n; i++)
		for (size_t j = 0; j < b->n; j++)
			if (a->at[i].n && b->at[j].n && name_similar(a->at[i], b->at[j]))
				return true;
	return false;
}

/* 0 years apart is nearer than 2; an unknown year stands behind. -1: too far. */
static int years_apart(int64_t a, int64_t b)
{
	int64_t apart = a > b ? a - b : b - a;

	if (a == 0 || b == 0)
		return YEARS_NEAR + 1;
	return apart <= YEARS_NEAR ? (int)apart : -1;
}

/* How many years apart from one of those who are looked for; -1: not alike. */
static int alike_years(const struct alike_one *one, struct person_id person, struct str entry,
                       const struct names *names)
{
	int years = years_apart(one->birth_year, fields_int(entry, "birth", 0));

	if (years < 0 || person_id_eq(person, one->id) || !any_similar(&one->names, names))
		return -1;
	return years;
}

static enum err alike_row(void *arg, struct person_id person, struct str entry)
{
	struct alike *s = arg;
	size_t mark = arena_mark(s->c->arena);
	int years[ALIKE_AT_ONCE];
	struct names names =
		names_of(s->c->arena, fields_get(entry, DIRECTORY_NAME), fields_get(entry, "others"));

	for (size_t i = 0; i < s->n; i++)
		years[i] = alike_years(&s->at[i], person, entry, &names);
	arena_back(s->c->arena, mark);
	for (size_t i = 0; i < s->n; i++)
		if (years[i] >= 0)
			keep(s->at[i].found, person, entry, years[i]);
	return OK;
}

enum err person_alike_each(struct ctx *c, const struct person *at, size_t n,
                           struct person_list *out)
{
	struct alike s = { .c = c, .at = NEW_N(c->arena, struct alike_one, n + 1), .n = n };

	if (n > ALIKE_AT_ONCE)
		return ERR_BUG;
	for (size_t i = 0; i < n; i++)
		s.at[i] = (struct alike_one){ .found = found_new(c, ALIKE_MOST),
			                          .id = at[i].id,
			                          .birth_year = at[i].birth_year,
			                          .names = names_of(c->arena, at[i].name, at[i].others) };
	TRY(each_team(c, alike_row, &s));
	for (size_t i = 0; i < n; i++)
		out[i] = list_of(s.at[i].found);
	return audit(c, VERB_SEARCHED, NULL, REASON_DUPLICATE_CHECK, (struct str){ NULL, 0 });
}

enum err person_alike(struct ctx *c, const struct person *p, struct person_list *out)
{
	return person_alike_each(c, p, 1, out);
}

/* --- those she walks with --- */

struct mine {
	struct ctx *c;
	struct walks_with_list ids; /* in order */
	struct person *at;
};

static int compare_walks(const void *a, const void *b)
{
	return memcmp(((const struct walks_with *)a)->person.b,
	              ((const struct walks_with *)b)->person.b, ID_BYTES);
}

static enum err mine_row(void *arg, struct person_id person, struct str entry)
{
	struct mine *m = arg;
	const struct walks_with key = { person };
	const struct walks_with *hit = bsearch(&key, m->ids.at, m->ids.n, sizeof key, compare_walks);

	if (hit)
		person_of_entry(m->c->arena, person, arena_str(m->c->arena, entry),
		                &m->at[hit - m->ids.at]);
	return OK;
}

static int compare_people(const void *a, const void *b)
{
	const struct person *x = a;
	const struct person *y = b;
	int by_name = str_cmp(x->name, y->name);

	return by_name ? by_name : memcmp(x->id.b, y->id.b, ID_BYTES);
}

/* A few are opened one by one, so that it costs the same in a large house; many in one walk over
 * the directory. */
enum err person_mine(struct ctx *c, struct person_list *out)
{
	struct mine m = { .c = c };

	walks_with(c->read, c->house->org, c->actor->id, &m.ids);
	TRY(read_now(c->read));
	m.at = NEW_N(c->arena, struct person, m.ids.n + 1);
	for (size_t i = 0; i < m.ids.n; i++)
		person_of_entry(c->arena, m.ids.at[i].person, (struct str){ NULL, 0 }, &m.at[i]);
	if (m.ids.n > FEW)
		TRY(each_team(c, mine_row, &m));
	else
		for (size_t i = 0; i < m.ids.n; i++)
			TRY(person_read(c, m.ids.at[i].person, &m.at[i]));
	if (m.ids.n)
		qsort(m.at, m.ids.n, sizeof *m.at, compare_people);
	*out = (struct person_list){ m.at, m.ids.n };
	return OK;
}
