#pragma once
#include <stddef.h>

/* Overwrites n bytes with zeros in a way that the compiler cannot leave out. */
void wipe(void *p, size_t n);
