/* What the tests of keys need: values that a user seals and opens, and everything that somebody
 * ever held, tried on every wrap, whatever the program would let her do. Each of these asserts that
 * it succeeds. */
#pragma once
#include "house.h"

/* A person of Harbour, made by user. */
struct person_id haul_person(struct test_house *h, const char *user);
/* A value of a person, sealed by user under the newest keys that she has. */
struct kept {
	uint8_t at[256];
	size_t n;
};
struct kept haul_write(struct test_house *h, const char *user, struct person_id p,
                       enum compartment comp);
/* How opening it ends for user. */
enum err haul_read(struct test_house *h, const char *user, struct person_id p,
                   enum compartment comp, const struct kept *k);
/* The compartments that user may read (or write) and has the key of. */
uint32_t haul_open_to(struct test_house *h, const char *user, struct person_id p,
                      enum verb_wanted verb);
/* Everything that somebody holds at this moment, as a thief of it would keep it. */
struct haul {
	struct holder_key keys[32];
	size_t n;
};
struct haul haul_take(struct test_house *h, const char *user);
/* The union of what it unwraps of a person at one key version. */
uint32_t haul_unwraps(struct test_house *h, const struct haul *haul, struct person_id p,
                      int64_t keyver);
/* Whether what user holds unwraps the key of a row that is nobody's who walks with us
 * (access/house_key.h). */
bool haul_unwraps_row(struct test_house *h, const char *user, struct row_id row);
int64_t haul_keyver(struct test_house *h, struct person_id p);
void haul_assign(struct test_house *h, const char *by, struct person_id p, const char *user);
void haul_unassign(struct test_house *h, const char *by, struct person_id p, const char *user,
                   bool excluded);
