/* Private to this room: values as PostgreSQL's protocol carries them in binary. Knows nothing of
 * libpq. */
#pragma once
#include "store/store.h"

enum { PG_PARAMS = 128 };

/* The parameters of one statement, in the shape that PQsendQueryPrepared asks for. */
struct pg_wire {
	const char *values[PG_PARAMS];
	int lengths[PG_PARAMS];
	int formats[PG_PARAMS];
	unsigned char numbers[PG_PARAMS][8];
};

/* The number of the type that a parameter is declared with. */
unsigned pg_type_of(enum carried carried);
/* Whether a result column of this type can be carried as the query promised. */
bool pg_type_fits(unsigned type, enum carried carried);
/* Sets the i-th parameter. Text and bytes are pointed at; v must outlive w. */
void pg_wire_put(struct pg_wire *w, size_t i, const struct value *v);
/* A value of a result: n bytes at p, of a type that fits. Text and bytes are pointed at. */
struct value pg_wire_get(unsigned type, enum carried carried, const char *p, size_t n);
