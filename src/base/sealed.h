/* P6: a sealed value as it lies in the database. It has no way into a page, a log or a comparison:
 * only the vault opens it. */
#pragma once
#include <stddef.h>
#include <stdint.h>

struct sealed {
	const uint8_t *p;
	size_t n;
};

/* Other bytes in the clear that are not text: public keys, hashes, wrapped keys. */
struct bytes {
	const uint8_t *p;
	size_t n;
};
