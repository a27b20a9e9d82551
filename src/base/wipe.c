#include "base/wipe.h"

#include <sodium.h>

void wipe(void *p, size_t n)
{
	if (n)
		sodium_memzero(p, n);
}
