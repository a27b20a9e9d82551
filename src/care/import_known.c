/* Who is here already: the directory opened once, and the rows of the sheet so far. There is no
 * index of names; most pairs are told apart by their letters alone. */
#include "care/import_inside.h"

#include "access/directory.h"
#include "care/person.h"
#include "vault/search.h"

#include <string.h>

enum { NAMES_MOST = 4, YEARS_NEAR = 2, LETTERS_A_WORD = 2 };

struct one {
	struct person_id person; /* zeros: a row of the sheet */
	size_t row;
	struct str number;
	struct str names[NAMES_MOST]; /* folded */
	uint64_t letters[NAMES_MOST]; /* which are in it: a bit for each */
	unsigned words[NAMES_MOST];
	size_t n;
	int64_t birth;
	char code[ID_CODE + 1]; /* empty: a row */
	size_t next;            /* with a number in the same bucket: its place + 1; 0: none */
};
enum { BUCKETS = 1 << 17 };
struct known {
	struct ctx *c;
	struct one *at; /* those of the house first */
	size_t n;
	size_t room;
	size_t house;
	size_t *bare; /* rows without a number */
	size_t bare_n;
	size_t bare_room;
	size_t buckets[BUCKETS]; /* by number: place + 1 */
};

/* FNV-1a. */
static size_t bucket(struct str number)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < number.n; i++)
		h = (h ^ (unsigned char)number.p[i]) * 16777619u;
	return h % BUCKETS;
}

/* The last one that was made is found by its number from now on. */
static void number_put(struct known *k)
{
	struct one *o = &k->at[k->n - 1];
	size_t *first = &k->buckets[bucket(o->number)];

	if (!o->number.n)
		return;
	o->next = *first;
	*first = k->n;
}

/* --- one --- */

static void name_put(struct arena *a, struct one *o, struct str name)
{
	struct str folded = fold_name(a, name);
	uint64_t letters = 0;
	unsigned words = 1;

	if (!folded.n || o->n == NAMES_MOST)
		return;
	for (size_t at = 0; at < folded.n;) {
		uint32_t c = str_rune(folded, &at);
		words += c == ' ';
		letters |= c == ' ' ? 0 : 1ull << (c % 64);
	}
	o->names[o->n] = folded;
	o->letters[o->n] = letters;
	o->words[o->n++] = words;
}

static void one_make(struct arena *a, struct str name, struct str others, int64_t birth,
                     struct str number, struct one *out)
{
	*out = (struct one){ .birth = birth, .number = fold_name(a, number) };
	name_put(a, out, name);
	while (others.n)
		name_put(a, out, str_trim(str_cut(others, ',', &others)));
}

/* Twice the room for n things of a size, with what is there. */
static void *grown(struct arena *a, const void *at, size_t n, size_t size, size_t *room)
{
	size_t more = *room ? 2 * *room : 1024;
	void *out = arena_alloc(a, arena_size(more, size));

	if (n)
		memcpy(out, at, n * size);
	*room = more;
	return out;
}

static struct one *room(struct known *k)
{
	if (k->n == k->room)
		k->at = grown(k->c->arena, k->at, k->n, sizeof *k->at, &k->room);
	return &k->at[k->n++];
}

/* --- opening the house --- */

static enum err each(void *arg, struct person_id person, struct str entry)
{
	struct known *k = arg;
	struct one *o = room(k);

	one_make(k->c->arena, fields_get(entry, DIRECTORY_NAME), fields_get(entry, "others"),
	         fields_int(entry, "birth", 0), fields_get(entry, "number"), o);
	o->person = person;
	id_code(person.b, o->code);
	number_put(k);
	return OK;
}

enum err known_open(struct ctx *c, struct known **out)
{
	struct known *k = NEW(c->arena, struct known);

	*out = k;
	k->c = c;
	for (size_t i = 0; i < c->actor->nteams; i++) {
		enum err e = directory_each(c, c->actor->teams[i], each, k);
		if (e != OK && e != ERR_DENIED)
			return e;
	}
	k->house = k->n;
	return OK;
}

void known_add(struct known *k, size_t row, struct str name, struct str others, int64_t birth,
               struct str number)
{
	struct one *o = room(k);

	one_make(k->c->arena, name, others, birth, number, o);
	o->row = row;
	number_put(k);
	if (o->number.n)
		return;
	if (k->bare_n == k->bare_room)
		k->bare = grown(k->c->arena, k->bare, k->bare_n, sizeof *k->bare, &k->bare_room);
	k->bare[k->bare_n++] = k->n - 1;
}

/* --- comparing --- */

static unsigned bits(uint64_t n)
{
	return (unsigned)__builtin_popcountll(n);
}

/* Every word of the shorter name must be near one of the longer, and a near word has at most two
 * other letters: so most pairs need no closer look. */
static bool names_similar(const struct one *a, size_t i, const struct one *b, size_t j)
{
	bool first = a->words[i] <= b->words[j];
	uint64_t few = first ? a->letters[i] : b->letters[j];
	uint64_t many = first ? b->letters[j] : a->letters[i];
	unsigned words = first ? a->words[i] : b->words[j];

	return bits(few & ~many) <= LETTERS_A_WORD * words && name_similar(a->names[i], b->names[j]);
}

static bool similar(const struct one *a, const struct one *b)
{
	int64_t apart = a->birth > b->birth ? a->birth - b->birth : b->birth - a->birth;

	if (a->birth && b->birth && apart > YEARS_NEAR)
		return false;
	for (size_t i = 0; i < a->n; i++)
		for (size_t j = 0; j < b->n; j++)
			if (names_similar(a, i, b, j))
				return true;
	return false;
}

static bool same_number(const struct one *a, const struct one *b)
{
	return a->number.n && str_eq(a->number, b->number);
}

static bool sure(const struct one *a, const struct one *b)
{
	return same_number(a, b) ||
	       (a->n && b->n && str_eq(a->names[0], b->names[0]) && a->birth && a->birth == b->birth);
}

/* Who is surely the same stands first. */
static void found_put(struct alike_found *f, const struct alike_one *one)
{
	size_t at = f->n;

	if (at == ALIKE_SHOWN && !one->sure)
		return;
	if (at == ALIKE_SHOWN)
		at--;
	else
		f->n++;
	f->at[at] = *one;
	for (; one->sure && at > 0 && !f->at[at - 1].sure; at--) {
		f->at[at] = f->at[at - 1];
		f->at[at - 1] = *one;
	}
}

static void compare(const struct one *o, const struct one *asked, struct alike_found *out)
{
	if (same_number(asked, o) || similar(asked, o))
		found_put(out, &(struct alike_one){ o->person, o->row, sure(asked, o) });
}

void known_alike(struct known *k, struct str name, struct str others, int64_t birth,
                 struct str number, struct alike_found *out)
{
	size_t mark = arena_mark(k->c->arena);
	struct one asked;

	*out = (struct alike_found){ .n = 0 };
	one_make(k->c->arena, name, others, birth, number, &asked);
	for (size_t at = asked.number.n ? k->buckets[bucket(asked.number)] : 0; at;
	     at = k->at[at - 1].next)
		if (same_number(&asked, &k->at[at - 1]))
			compare(&k->at[at - 1], &asked, out);
	for (size_t i = 0; i < k->house; i++)
		if (!same_number(&asked, &k->at[i]))
			compare(&k->at[i], &asked, out);
	/* Two numbers that differ are two people, where the list itself says so. */
	for (size_t i = 0; asked.number.n && i < k->bare_n; i++)
		compare(&k->at[k->bare[i]], &asked, out);
	for (size_t i = k->house; !asked.number.n && i < k->n; i++)
		compare(&k->at[i], &asked, out);
	arena_back(k->c->arena, mark);
}

/* --- finding the one --- */

/* "K-7F3Q" is her code here. */
static bool has_code(const struct one *o, struct str number)
{
	return number.n == ID_CODE + 2 && (number.p[0] | 32) == 'k' &&
	       (number.p[1] == '-' || number.p[1] == ' ') &&
	       memcmp(number.p + 2, o->code, ID_CODE) == 0;
}

static bool named(const struct one *o, const struct one *asked)
{
	if (o->birth && asked->birth && o->birth != asked->birth)
		return false;
	for (size_t i = 0; i < o->n; i++)
		if (asked->n && str_eq(o->names[i], asked->names[0]))
			return true;
	return false;
}

enum err known_who(struct known *k, struct str number, struct str name, int64_t birth,
                   struct person_id *out)
{
	size_t mark = arena_mark(k->c->arena);
	struct one asked;
	size_t found = 0;
	size_t many = 0;

	one_make(k->c->arena, name, STR(""), birth, number, &asked);
	for (size_t at = asked.number.n ? k->buckets[bucket(asked.number)] : 0; at;
	     at = k->at[at - 1].next)
		if (same_number(&k->at[at - 1], &asked)) {
			*out = k->at[at - 1].person;
			found++;
		}
	for (size_t i = 0; !found && i < k->house && many < 2; i++)
		if (number.n ? has_code(&k->at[i], number) : named(&k->at[i], &asked)) {
			*out = k->at[i].person;
			many++;
		}
	found += many;
	arena_back(k->c->arena, mark);
	return found == 1 ? OK : found ? ERR_CONFLICT : ERR_ABSENT;
}
