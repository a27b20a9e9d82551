#include "store/pg_wire.h"

#include <string.h>

/* Types by their fixed numbers in PostgreSQL's catalogue (pg_type). */
enum oid {
	OID_BOOL = 16,
	OID_BYTEA = 17,
	OID_INT8 = 20,
	OID_INT2 = 21,
	OID_INT4 = 23,
	OID_TEXT = 25,
	OID_FLOAT4 = 700,
	OID_FLOAT8 = 701,
	OID_VARCHAR = 1043,
};

unsigned pg_type_of(enum carried carried)
{
	static const enum oid oids[] = {
		[CARRY_ID] = OID_BYTEA,  [CARRY_BLOB] = OID_BYTEA,   [CARRY_TEXT] = OID_TEXT,
		[CARRY_DAY] = OID_INT4,  [CARRY_INSTANT] = OID_INT8, [CARRY_INT] = OID_INT8,
		[CARRY_FLAG] = OID_INT8, [CARRY_REAL] = OID_FLOAT8,
	};

	return oids[carried];
}

/* --- to the server: integers and floats big-endian --- */

static void big_endian(unsigned char *to, uint64_t n, int bytes)
{
	for (int i = bytes - 1; i >= 0; i--, n >>= 8)
		to[i] = (unsigned char)(n & 0xff);
}

static void wire_number(struct pg_wire *w, size_t i, const struct value *v)
{
	uint64_t bits = (uint64_t)v->i;
	int bytes = v->carried == CARRY_DAY ? 4 : 8;

	if (v->carried == CARRY_REAL)
		memcpy(&bits, &v->d, sizeof bits);
	big_endian(w->numbers[i], bits, bytes);
	w->values[i] = (const char *)w->numbers[i];
	w->lengths[i] = bytes;
}

void pg_wire_put(struct pg_wire *w, size_t i, const struct value *v)
{
	w->formats[i] = 1;
	w->lengths[i] = 0;
	w->values[i] = NULL;
	if (v->null)
		return;
	if (v->carried == CARRY_ID || v->carried == CARRY_BLOB || v->carried == CARRY_TEXT) {
		w->values[i] = v->p ? v->p : "";
		w->lengths[i] = (int)v->n;
	} else {
		wire_number(w, i, v);
	}
}

/* --- from the server --- */

static uint64_t from_big_endian(const unsigned char *p, int bytes)
{
	uint64_t n = 0;

	for (int i = 0; i < bytes; i++)
		n = n << 8 | p[i];
	return n;
}

static int64_t whole(const unsigned char *p, int bytes)
{
	uint64_t n = from_big_endian(p, bytes);

	if (bytes == 2)
		return (int16_t)n;
	return bytes == 4 ? (int32_t)n : (int64_t)n;
}

static double real(const unsigned char *p, int bytes)
{
	uint64_t wide = from_big_endian(p, bytes);
	uint32_t narrow = (uint32_t)wide;
	double d;
	float f;

	memcpy(&d, &wide, sizeof d);
	memcpy(&f, &narrow, sizeof f);
	return bytes == 4 ? (double)f : d;
}

bool pg_type_fits(unsigned type, enum carried carried)
{
	bool is_whole = type == OID_BOOL || type == OID_INT2 || type == OID_INT4 || type == OID_INT8;

	switch (carried) {
	case CARRY_ID:
	case CARRY_BLOB:
		return type == OID_BYTEA;
	case CARRY_TEXT:
		return type == OID_TEXT || type == OID_VARCHAR;
	case CARRY_REAL:
		return is_whole || type == OID_FLOAT4 || type == OID_FLOAT8;
	case CARRY_DAY:
	case CARRY_INSTANT:
	case CARRY_INT:
	case CARRY_FLAG:
		return is_whole;
	}
	return false;
}

struct value pg_wire_get(unsigned type, enum carried carried, const char *p, size_t n)
{
	struct value v = { .carried = carried, .p = p, .n = n };
	const unsigned char *bytes = (const unsigned char *)p;

	if (carried == CARRY_ID || carried == CARRY_BLOB || carried == CARRY_TEXT)
		return v;
	if (type == OID_FLOAT4 || type == OID_FLOAT8) {
		v.d = real(bytes, (int)n);
	} else {
		v.i = type == OID_BOOL ? bytes[0] : whole(bytes, (int)n);
		v.d = (double)v.i;
	}
	return v;
}
