#include "forms/shelf.h"

#include <pthread.h>
#include <stdio.h>
#include <sys/stat.h>

enum { SHELF = 32, SHELF_ROOM = 256 << 20 };

struct shelved {
	char name[SHELF_NAME];
	int64_t stamp;
	const void *thing;
	struct arena *arena; /* lives as long as the program: a page may still read the thing */
};
static struct shelved things[SHELF];
static size_t things_n;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

int64_t shelf_stamp(int64_t stamp, const char *path)
{
	uint64_t all = (uint64_t)stamp;
	struct stat st;

	if (stat(path, &st) != 0)
		return stamp;
	all = all * 31 + (uint64_t)st.st_mtim.tv_sec * 1000000000u + (uint64_t)st.st_mtim.tv_nsec;
	all = all * 31 + (uint64_t)st.st_size;
	return (int64_t)(all >> 1);
}

static const void *find(const char *name, int64_t stamp)
{
	for (size_t i = 0; i < things_n; i++)
		if (things[i].stamp == stamp && str_eq(str_z(things[i].name), str_z(name)))
			return things[i].thing;
	return NULL;
}

/* With the lock held: nothing in here may jump out of a request's arena. */
static const void *put(const char *name, int64_t stamp,
                       const void *(*make)(struct arena *a, const void *arg), const void *arg)
{
	struct shelved *place = &things[things_n];

	if (things_n == SHELF || str_z(name).n >= SHELF_NAME)
		return NULL;
	place->arena = arena_new(SHELF_ROOM);
	if (!place->arena)
		return NULL;
	place->thing = make(place->arena, arg);
	if (!place->thing) {
		arena_free(place->arena);
		return NULL;
	}
	(void)snprintf(place->name, sizeof place->name, "%s", name);
	place->stamp = stamp;
	things_n++;
	return place->thing;
}

const void *shelf(const char *name, int64_t stamp,
                  const void *(*make)(struct arena *a, const void *arg), const void *arg)
{
	const void *found;

	pthread_mutex_lock(&lock);
	found = find(name, stamp);
	if (!found)
		found = put(name, stamp, make, arg);
	pthread_mutex_unlock(&lock);
	return found;
}

const void *shelf_find(const char *name, int64_t stamp)
{
	const void *found;

	pthread_mutex_lock(&lock);
	found = find(name, stamp);
	pthread_mutex_unlock(&lock);
	return found;
}
