#pragma once
#include <stddef.h>

/* Overwrites n bytes with zeros in a way that the compiler cannot leave out. */
void wipe(void *p, size_t n);

/* Overwrites what calls that have returned left on this thread's stack: 64 KiB below the caller,
 * more than a page uses outside its arena. */
void wipe_stack(void);
