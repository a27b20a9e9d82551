#include "base/wipe.h"

#include <sodium.h>

enum { STACK_BYTES = 64 * 1024 };

void wipe(void *p, size_t n)
{
	if (n)
		sodium_memzero(p, n);
}

void wipe_stack(void)
{
	sodium_stackzero(STACK_BYTES);
}
