/* Every query of the program, prepared on both databases; PostgreSQL also says whether the types
 * are those that the generated code expects. What prepares on one only would fail on somebody's
 * first day. */

#include "access/audit_sql.h"
#include "access/grant_sql.h"
#include "access/holder_sql.h"
#include "access/house_words_sql.h"
#include "access/inbox_sql.h"
#include "access/keys_sql.h"
#include "access/module.h"
#include "access/session_sql.h"
#include "access/verify_sql.h"
#include "access/wording_sql.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "harness/both.h"

/* The keyring is a database of its own: its queries are prepared there. */
static struct store *store_of(const struct query *q)
{
	return strstr(q->sql, "FROM erasure") || strstr(q->sql, "INTO erasure") ? house.house->keyring
	                                                                        : house.house->records;
}

static size_t check(const struct query *const *queries)
{
	size_t n = 0;

	for (; queries[n]; n++)
		if (store_check(store_of(queries[n]), queries[n]) != OK) {
			print_error("%s (%s) cannot be prepared\n", queries[n]->name, queries[n]->from);
			fail();
		}
	return n;
}

static void every_query_prepares_with_the_types_that_it_promises(void **state)
{
	const struct query *const *const rooms[] = {
		audit_queries, grant_queries,       holder_queries, inbox_queries,  session_queries,
		keys_queries,  house_words_queries, verify_queries, wording_queries
	};
	const struct modules *modules = house.house->modules;
	size_t n = 0;

	(void)state;
	for (size_t i = 0; i < sizeof rooms / sizeof *rooms; i++)
		n += check(rooms[i]);
	for (size_t i = 0; i < modules->n; i++)
		n += check(modules->at[i]->queries);
	print_message("%zu queries\n", n);
	assert_true(n > 150);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_query_prepares_with_the_types_that_it_promises),
	};

	return test_on_both("queries", tests, sizeof tests / sizeof *tests);
}
