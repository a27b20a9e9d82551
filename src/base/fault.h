/* Named places that a test may make fail. Compiled to nothing unless KINTSUGI_FAULTS is defined. */
#pragma once
#include "base/err.h"

#ifdef KINTSUGI_FAULTS
/* Returns true when the test asked the n-th visit of any place to fail. */
bool fault_here(const char *place);
/* The n-th visit from now on fails (1 is the next one); 0 switches off. Returns visits counted so
 * far. */
long fault_at(long n);
#define FAULT(place, e) \
	do { \
		if (fault_here(place)) \
			return (e); \
	} while (0)
#else
#define FAULT(place, e) \
	do { \
	} while (0)
#endif
