/* The shelf: what was read from packs is kept as long as the program lives, for reading takes
 * milliseconds and what was read is never changed. It is the program's, not a request's, for the
 * files are too; a file that is edited meanwhile is read anew. */
#pragma once
#include "base/arena.h"

enum { SHELF_NAME = 600 };

/* The age of a file joined to a stamp (0 for the first): differs when one of the files does. A file
 * that is not there adds nothing. */
int64_t shelf_stamp(int64_t stamp, const char *path);

/* What lies there under this name, or NULL. */
const void *shelf_find(const char *name, int64_t stamp);

/* What make(arena, arg) once made under this name from files of this stamp; made now when it was
 * not yet. make may not keep anything outside its arena, and returns NULL when there is nothing to
 * keep. NULL then, and when the shelf is full: the caller makes it for itself. */
const void *shelf(const char *name, int64_t stamp,
                  const void *(*make)(struct arena *a, const void *arg), const void *arg);
