#!/bin/bash
# new-module.sh WING NAME: writes a module that builds, passes its tests and shows a page (docs/adding-a-module.md):
# its five files, its table, a unit test, a story, and its lines in the three lists. Change it from there, one thing at a time.
set -euo pipefail
cd "$(dirname "$0")/.."

wing=${1:-}
name=${2:-}
if [ $# -ne 2 ] || [[ ! $name =~ ^[a-z][a-z_]{1,30}$ ]]; then
	echo "usage: tools/new-module.sh WING NAME, for instance: tools/new-module.sh care outing" >&2
	echo "NAME is lower-case letters and _." >&2
	exit 2
fi
if [ ! -f "src/$wing/meson.build" ]; then
	echo "new-module: src/$wing has no meson.build; the wings are: $(sed -n 's/^MODULE(\([a-z]*\),.*/\1/p' src/modules.def |
		sort -u | tr '\n' ' ')" >&2
	exit 1
fi
if grep -q "^MODULE([a-z]*, *$name)" src/modules.def || [ -e "src/$wing/$name.c" ] || grep -q "TABLE $name " schema/*.sql; then
	echo "new-module: there is a $name already" >&2
	exit 1
fi

upper=$(echo "$name" | tr "[:lower:]" "[:upper:]")
last=$(find schema -maxdepth 1 -name '[0-9]*.sql' -printf '%f\n' | sort | tail -n 1)
number=$(printf '%04d' $((10#${last%%_*} + 1)))
seal=$(($(sed -n 's/^SEAL(\([0-9]*\),.*/\1/p' src/vault/seals.def | tail -n 1) + 1))

# put PATH: a new file from standard input, with @name@ and the others filled in.
put() {
	if [ -e "$1" ]; then
		echo "new-module: $1 is there already" >&2
		exit 1
	fi
	sed -e "s/@name@/$name/g" -e "s/@NAME@/$upper/g" -e "s/@wing@/$wing/g" >"$1"
	echo "wrote   $1"
}

put "src/$wing/$name.h" <<'END'
/* What this module is for, in one sentence. */
#pragma once
#include "access/module.h"

struct @name@ {
	struct row_id id;
	struct day day;    /* when it was written */
	struct str words;  /* p == NULL when closed to this reader */
	struct str author; /* user name */
};
struct @name@_list {
	const struct @name@ *at;
	size_t n;
};

/* Writes one under id, sealed in case; adds to c->change. ERR_DENIED without the key. */
enum err @name@_write(struct ctx *c, struct person_id person, struct row_id id,
                      struct str words) NODISCARD;
/* All of a person, the oldest first. */
enum err @name@_read(struct ctx *c, struct person_id person,
                     struct @name@_list *out) NODISCARD;
END

put "src/$wing/$name.c" <<'END'
#include "@wing@/@name@.h"

#include "@wing@/@name@_sql.h"
#include "base/fields.h"

enum { BODY_ROOM = 16 * 1024 };

enum err @name@_write(struct ctx *c, struct person_id person, struct row_id id,
                      struct str words)
{
	struct buf b = buf_new(c->arena, BODY_ROOM);
	struct sealed body;

	fields_put(&b, "words", words);
	TRY(seal_body(c, person, IN_CASE, SEAL_@NAME@, id, &b, &body));
	@name@_insert(c->change, c->house->org, person, id, c->actor->id, clock_hour(c->now),
	              body);
	return audit(c, VERB_WROTE, &person, REASON_CARE, (struct str){ NULL, 0 });
}

static enum err open_row(struct ctx *c, struct person_id person, const struct @name@_row *r,
                         struct @name@ *out)
{
	struct str body;

	TRY(open_if_may(c, person, IN_CASE, SEAL_@NAME@, r->id, r->body, &body));
	*out = (struct @name@){ .id = r->id, .author = r->user_name };
	out->words = fields_get(body, "words");
	out->day = clock_day(r->hour, c->house->utc_offset);
	return OK;
}

enum err @name@_read(struct ctx *c, struct person_id person, struct @name@_list *out)
{
	struct @name@_row_list rows;
	struct @name@ *list;

	@name@_all(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	list = NEW_N(c->arena, struct @name@, rows.n);
	for (size_t i = 0; i < rows.n; i++)
		TRY(open_row(c, person, &rows.at[i], &list[i]));
	*out = (struct @name@_list){ list, rows.n };
	return OK;
}

/* --- her page --- */

static void ask(struct ctx *c, struct person_id person, void **state)
{
	struct @name@_row_list *rows = NEW(c->arena, struct @name@_row_list);

	@name@_all(c->read, c->house->org, person, rows);
	*state = rows;
}

static enum err tell(struct ctx *c, struct person_id person, void *state,
                     struct page_parts *parts)
{
	const struct @name@_row_list *rows = state;

	for (size_t i = 0; i < rows->n; i++) {
		struct @name@ one;
		TRY(open_row(c, person, &rows->at[i], &one));
		page_moment(parts, (struct moment){ .day = one.day,
		                                    .hour = rows->at[i].hour,
		                                    .kind = "@name@",
		                                    .title = T("@name@"),
		                                    .words = one.words,
		                                    .who = one.author,
		                                    .row = one.id });
	}
	return OK;
}

extern const struct routes @name@_routes;
const struct module @name@_module = {
	.name = "@name@",
	.routes = &@name@_routes,
	.ask = ask,
	.tell = tell,
	.queries = @name@_queries,
};
END

put "src/$wing/$name.sql" <<'END'
-- Every query of the module.

-- fn @name@_all(org_id org, person_id person) -> @name@_row[]
SELECT x.id, x.hour, x.body, s.user_name
  FROM @name@ x JOIN staff s ON s.org = x.org AND s.id = x.author
 WHERE x.org = $1 AND x.person = $2 ORDER BY x.id;

-- fn @name@_insert(org_id org, person_id person, row_id id, user_id author, instant hour, sealed body) -> exec one
INSERT INTO @name@ (org, person, id, author, hour, body) VALUES ($1, $2, $3, $4, $5, $6);
END

put "src/$wing/$name.html" <<'END'
#include "@wing@/@name@.h"
#include "html/layout_html.h"
#include "html/parts_html.h"

{% page @name@_page(const struct page_head *p, const struct form_view *f, const char *action, const struct @name@_list *list) %}
{% call layout_open(p) %}
<div class="narrow">
<h1>{{ tr(p->title) }}</h1>
{% if list->n == 0 %}
<p class="empty">{{_ "Nothing is written here yet." }}</p>
{% end %}
<ol class="timeline">
{% each one in *list %}
<li><time datetime="{{ one->day }}">{{ day_words(h, one->day) }}</time>
{% if one->words.p %}
<p>{{ one->words }}</p>
{% else %}
<p class="muted">{{_ "Closed to you." }}</p>
{% end %}
<p class="muted">{{ one->author }}</p></li>
{% end %}
</ol>
{% call problem_summary(f) %}
<form method="post" action="{{ action }}">
{% call form_token(f) %}
{% call field_long(f, "words", T("What was said or done"), NULL, 8000) %}
{% call why(T("Say here, to the person it is about, why this is written down and who will read it.")) %}
<button class="primary">{{_ "Save" }}</button>
</form>
</div>
{% call layout_close(p) %}
{% end %}
END

put "src/$wing/${name}_web.c" <<'END'
#include "@wing@/@name@.h"

#include "@wing@/@name@_html.h"

struct @name@_form {
	struct str words;
};
static const struct field @name@_fields[] = {
	FIELD(struct @name@_form, words, LONG, REQUIRED, 8000),
};

static enum err @name@_show(struct visit *v)
{
	const char *action = visit_path(v, "/people/%s/@name@", visit_id(v, v->person.b));
	struct @name@_list list;

	TRY(@name@_read(&v->c, v->person, &list));
	@name@_page(visit_page(v), visit_head(v, T("@name@"), "/people"), &v->form, action,
	            &list);
	return OK;
}

static enum err @name@_save(struct visit *v)
{
	const struct @name@_form *in = v->in;

	TRY(@name@_write(&v->c, v->person, v->token, in->words));
	return visit_saved(v, "/people/%s/@name@", visit_id(v, v->person.b));
}

static const struct route routes[] = {
	PAGE("/people/:person/@name@", PERSON(READ, CASE), @name@_show),
	POST("/people/:person/@name@", PERSON(WRITE, CASE), @name@_save,
	     FORM(struct @name@_form, @name@_fields), @name@_show),
};
const struct routes @name@_routes = { routes, sizeof routes / sizeof *routes };
END

put "schema/${number}_$name.sql" <<'END'
-- What is kept here, in one sentence.

-- cluster
CREATE TABLE @name@ (
  org org_id NOT NULL,
  person person_id NOT NULL,
  id row_id NOT NULL,
  author user_id NOT NULL,
  hour instant NOT NULL,
  body sealed NOT NULL,
  PRIMARY KEY (org, person, id)
);
END

put "tests/http/$name.story" <<'END'
# What a person does here, step by step (tests/http/story.c has the steps).
person amara as $nia
sign in amara
get /people/$nia/@name@
expect 200
see Nothing is written here yet.
post /people/$nia/@name@ words=
expect 422
see Please fill this in.
post /people/$nia/@name@ words=We+went+to+the+sea.
expect 303
follow
see We went to the sea.
sign in carla
get /people/$nia/@name@
expect 403
END

put "tests/unit/${wing}_${name}_test.c" <<'END'
#include "@wing@/@name@.h"
#include "harness/house.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct test_house house;

static struct person_id person(void)
{
	struct person_id id;

	assert_int_equal(test_person(&house, "amara", TEST_HARBOUR, &id), OK);
	return id;
}

static void what_was_written_is_read_again(void **state)
{
	struct person_id id = person();
	struct @name@_list list;
	struct ctx c;

	(void)state;
	assert_int_equal(test_ctx(&house, "amara", &c), OK);
	assert_int_equal(@name@_write(&c, id, row_id_fresh(c.now), STR("We went to the sea.")),
	                 OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(@name@_read(&c, id, &list), OK);
	assert_int_equal(list.n, 1);
	assert_true(str_eq(list.at[0].words, STR("We went to the sea.")));
	assert_true(str_eq(list.at[0].author, STR("amara")));
	test_ctx_end(&c);
}

static void somebody_of_another_team_cannot_write(void **state)
{
	struct person_id id = person();
	struct ctx c;

	(void)state;
	assert_int_equal(test_ctx(&house, "carla", &c), OK);
	assert_int_equal(@name@_write(&c, id, row_id_fresh(c.now), STR("Not mine to write.")),
	                 ERR_DENIED);
	test_ctx_end(&c);
}

static int on_sqlite(void **state)
{
	(void)state;
	return test_house(&house, false) == OK ? 0 : -1;
}

static int on_postgres(void **state)
{
	(void)state;
	return test_house(&house, true) == OK ? 0 : -1;
}

static int gone(void **state)
{
	(void)state;
	test_house_end(&house);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_written_is_read_again),
		cmocka_unit_test(somebody_of_another_team_cannot_write),
	};

	return cmocka_run_group_tests_name("SQLite", tests, on_sqlite, gone) +
	       cmocka_run_group_tests_name("PostgreSQL", tests, on_postgres, gone);
}
END

# append PATH TEXT: a line at the end of a list.
append() {
	printf '%s\n' "$2" >>"$1"
	echo "added   $1: ${2//$'\n'/ }"
}

append src/modules.def "MODULE($wing, $name)"
append src/vault/seals.def "SEAL($seal, $upper, \"$name.body\")"
append schema/clear.def "
/* --- ${number}_$name.sql --- */
CLEAR($name, person, \"An opaque id.\")
CLEAR($name, id, \"Random but for its hour.\")
CLEAR($name, author, \"Who wrote it. The audit says as much.\")
CLEAR($name, hour, \"When it was written.\")"

cat <<END

Now build and look at it: /people/ID/$name. Then make it yours, beginning with src/$wing/$name.h and the reasons
that the form gives. docs/adding-a-module.md has the questions to ask before showing it to anybody.
END
