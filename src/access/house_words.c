#include "access/house_words.h"

#include "access/house_words_sql.h"

#include <pthread.h>
#include <string.h>

/* Saying two thousand texts anew takes milliseconds: what was made is kept for the next pages. It
 * is the program's, not a request's. One that some page still shows is never given up. */
enum { KEPT = 8, KEPT_ROOM = 64 << 20 };
struct kept {
	uint64_t stamp;
	struct arena *arena; /* NULL: free */
	const struct lang *lang;
	unsigned users;
};
static struct kept kept[KEPT];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

void house_words_ask(struct ctx *c)
{
	house_words_all(c->read, c->house->org, NEW(c->arena, struct house_words_row_list));
}

enum err house_words_read(struct ctx *c, struct house_words *out)
{
	struct house_words_row_list rows;
	struct house_word *at;

	house_words_all(c->read, c->house->org, &rows);
	TRY(read_now(c->read));
	at = NEW_N(c->arena, struct house_word, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++)
		at[i] = (struct house_word){ rows.at[i].id, rows.at[i].language, rows.at[i].said,
			                         rows.at[i].instead };
	*out = (struct house_words){ at, rows.n };
	return OK;
}

static bool is_said(const struct reword *at, size_t n, struct str said)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(at[i].said, said))
			return true;
	return false;
}

/* Those of one language, and of the packs where the house says nothing else, as html/reword.h takes
 * them. In c->arena. */
static struct rewords rewords_of(struct ctx *c, const struct house_words *all, const struct lang *l)
{
	struct rewords shared = house_words_shared(c, l);
	struct reword *list = NEW_N(c->arena, struct reword, all->n + shared.n + 1);
	size_t own;
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++)
		if (str_eq(all->at[i].language, str_z(lang_code(l))))
			list[n++] = (struct reword){ all->at[i].said, all->at[i].instead };
	own = n;
	for (size_t i = 0; i < shared.n; i++)
		if (!is_said(list, own, shared.at[i].said))
			list[n++] = shared.at[i];
	return (struct rewords){ list, n };
}

/* FNV-1a; the length goes in, too, so that no two lists run into one. */
static uint64_t stamp_str(uint64_t stamp, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		stamp = (stamp ^ (unsigned char)s.p[i]) * 0x100000001B3u;
	return (stamp ^ s.n) * 0x100000001B3u;
}

static uint64_t stamp_of(const struct lang *l, const struct rewords *list)
{
	uint64_t stamp = stamp_str(0xCBF29CE484222325u, str_z(lang_code(l)));

	for (size_t i = 0; i < list->n; i++)
		stamp = stamp_str(stamp_str(stamp, list->at[i].said), list->at[i].instead);
	return stamp;
}

static void give_back(void *arg)
{
	struct kept **held = arg;

	if (!*held)
		return;
	pthread_mutex_lock(&lock);
	(*held)->users--;
	pthread_mutex_unlock(&lock);
}

/* With the lock held. The place that has it, or that it was made in; NULL when all are in use. */
static struct kept *find_or_make(const struct lang *l, const struct rewords *list, uint64_t stamp)
{
	struct kept *free_one = NULL;

	for (size_t i = 0; i < KEPT; i++) {
		if (kept[i].arena && kept[i].stamp == stamp)
			return &kept[i];
		if (!kept[i].arena || (kept[i].users == 0 && !free_one))
			free_one = &kept[i];
	}
	if (!free_one)
		return NULL;
	if (free_one->arena)
		arena_free(free_one->arena);
	*free_one = (struct kept){ .stamp = stamp, .arena = arena_new(KEPT_ROOM) };
	if (!free_one->arena)
		return NULL;
	free_one->lang = lang_reworded(free_one->arena, l, list);
	return free_one;
}

static const struct lang *anew(struct ctx *c, const struct lang *l, const struct rewords *list)
{
	uint64_t stamp = stamp_of(l, list);
	struct kept **held = NEW(c->arena, struct kept *);

	/* Nothing in between may jump out of the request's arena. */
	arena_defer(c->arena, give_back, held);
	pthread_mutex_lock(&lock);
	*held = find_or_make(l, list, stamp);
	if (*held)
		(*held)->users++;
	pthread_mutex_unlock(&lock);
	return *held ? (*held)->lang : lang_reworded(c->arena, l, list);
}

const struct lang *house_words_lang(struct ctx *c, const struct lang *l)
{
	struct house_words all;
	struct rewords list;

	if (house_words_read(c, &all) != OK)
		return l;
	list = rewords_of(c, &all, l);
	return list.n ? anew(c, l, &list) : l;
}
