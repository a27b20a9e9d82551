/* Sheets come in: wholly or not at all, with keys and directory entries as arrivals have them, and
 * nobody is here twice unawares. */
#include "access/background.h"
#include "access/inbox.h"
#include "base/fault.h"
#include "base/fields.h"
#include "care/assessment.h"
#include "care/casework.h"
#include "care/disclosure_inside.h"
#include "care/import_inside.h"
#include "care/import_sql.h"
#include "care/person.h"
#include "care/service.h"
#include "care/stay.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "harness/both.h"

static void begin(struct test_house *h, const char *user, struct ctx *c)
{
	assert_int_equal(test_ctx(h, user, c), OK);
}

/* Reads a sheet of lena's, and looks at its rows. */
static struct row_id looked_at(struct test_house *h, struct ctx *c, enum import_kind kind,
                               const char *text, struct import_sum *sum)
{
	struct import_new n = {
		.kind = kind, .team = h->teams[TEST_HARBOUR], .name = STR("list.csv"), .bytes = str_z(text)
	};
	struct row_id id = row_id_fresh(c->now);
	struct table_about about;

	assert_int_equal(import_take(c, id, &n, &about), OK);
	assert_int_equal(test_commit(c), OK);
	assert_int_equal(import_check(c, id), OK);
	background_wait(c->house);
	assert_int_equal(test_commit(c), OK);
	assert_int_equal(import_sum(c, id, sum), OK);
	return id;
}

static enum err written(struct ctx *c, struct row_id id, struct import_sum *sum)
{
	enum err e = import_write(c, id);

	background_wait(c->house);
	assert_int_equal(test_commit(c), OK);
	assert_int_equal(import_sum(c, id, sum), OK);
	return e;
}

static struct person found(struct ctx *c, const char *text)
{
	struct person_list people;

	assert_int_equal(person_search(c, str_z(text), &people), OK);
	assert_true(people.n > 0);
	return people.at[0];
}

static size_t count_of(struct ctx *c, const char *text)
{
	struct person_list people;

	assert_int_equal(person_search(c, str_z(text), &people), OK);
	return people.n;
}

static void people_come_with_keys_and_all_that_is_known(void **state)
{
	struct test_house *h = *state;
	struct casework work;
	struct import_sum sum;
	struct episode walk;
	struct person p;
	struct row_id id;
	struct ctx c;

	begin(h, "lena", &c);
	id = looked_at(h, &c, IMPORT_PEOPLE,
	               "Client list\n\nCase No;Nombre;DOB;Sexo;Intake date;Type of case;User;Remarks\n"
	               "A-1;Wanjiru Tembo;14.3.1987;F;22/11/2021;Forced labour;;likes tea\n"
	               "A-2;فاطمة الزهراء;١٩٩٠;أنثى;2021-12-01;Trabajo forzoso;;\n",
	               &sum);
	assert_int_equal(sum.state, IMPORT_CHECKED);
	assert_int_equal(sum.rows, 2);
	/* Words of the house are known in every language. */
	assert_int_equal(sum.good, 2);
	assert_int_equal(sum.unknown, 0);
	assert_int_equal(count_of(&c, "Wanjiru"), 0);
	assert_int_equal(written(&c, id, &sum), OK);
	assert_int_equal(sum.state, IMPORT_DONE);
	p = found(&c, "A-1");
	assert_true(str_eq(p.name, STR("Wanjiru Tembo")));
	assert_true(str_eq(p.number, STR("A-1")));
	assert_int_equal(p.birth_year, 1987);
	assert_int_equal(episode_now(&c, p.id, &walk), OK);
	assert_int_equal(walk.entry.n, day_of(2021, 11, 22).n);
	assert_int_equal(casework_read(&c, p.id, &work), OK);
	assert_true(str_eq(work.types, STR("forced_labour")));
	assert_true(str_eq(work.gender, STR("woman")));
	assert_true(can(&c, p.id, MAY_WRITE, IN_CASE));
	test_ctx_end(&c);
	/* The manager's office holds what it holds of everybody; another team holds nothing. */
	begin(h, "grace", &c);
	assert_true(can(&c, p.id, MAY_READ, IN_CASE));
	test_ctx_end(&c);
	begin(h, "carla", &c);
	assert_false(can(&c, p.id, MAY_READ, IN_CASE));
	test_ctx_end(&c);
}

static void fields_and_words_of_htcds_are_known_and_what_is_in_doubt_is_asked(void **state)
{
	struct test_house *h = *state;
	struct casework work;
	struct import_sum sum;
	struct row_id id;
	struct ctx c;

	begin(h, "lena", &c);
	id = looked_at(h, &c, IMPORT_PEOPLE,
	               "number,name,prs_Gender,vic_TypeOfExploitation\n"
	               "Q-1,Mirela Dragan,Feminine,ForcedBegging\n"
	               "Q-2,Jonas Petrauskas,Masculine,ChildLabour\n",
	               &sum);
	assert_int_equal(sum.good, 2);
	assert_int_equal(sum.unknown, 0);
	assert_int_equal(written(&c, id, &sum), OK);
	assert_int_equal(casework_read(&c, found(&c, "Mirela").id, &work), OK);
	assert_true(str_eq(work.types, STR("forced_begging")));
	assert_true(str_eq(work.gender, STR("woman")));
	test_ctx_end(&c);
	begin(h, "lena", &c);
	(void)looked_at(h, &c, IMPORT_PEOPLE,
	                "number,name,prs_Gender,vic_TypeOfExploitation\n"
	                "Q-3,Sunniva Halvorsen,TransgenderFeminine,Servitude\n",
	                &sum);
	assert_int_equal(sum.unknown, 2);
	test_ctx_end(&c);
}

static void rows_that_cannot_be_read_hold_everything_back(void **state)
{
	struct test_house *h = *state;
	struct import_troubles all;
	struct import_sum sum;
	struct row_id id;
	struct ctx c;

	begin(h, "lena", &c);
	id = looked_at(h, &c, IMPORT_PEOPLE,
	               "number,name,dob,entry\n"
	               "B-1,Thandiwe Maseko,1990,2022-01-05\n"
	               "B-2,Zodwa Maseko,1990,31/02/2022\n"
	               "B-3,Nomsa Maseko,1990,=TODAY()\n"
	               "B-4,Lindiwe Maseko,2090,2022-01-05\n"
	               ",,1990,2022-01-05\n"
	               "B-6,Busisiwe Maseko,1990,2099-01-05\n",
	               &sum);
	assert_int_equal(sum.rows, 6);
	assert_int_equal(sum.good, 1);
	assert_int_equal(sum.bad, 5);
	assert_int_equal(import_troubles(&c, id, &all), OK);
	assert_int_equal(all.n, 5);
	assert_int_equal(all.at[0].row, 3);
	assert_true(str_eq(all.at[0].column, STR("entry")));
	assert_true(str_eq(all.at[0].said, STR("31/02/2022")));
	assert_int_equal(import_write(&c, id), ERR_INVALID);
	assert_int_equal(count_of(&c, "Maseko"), 0);
	assert_int_equal(import_leave(&c, id), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(written(&c, id, &sum), OK);
	assert_int_equal(count_of(&c, "Maseko"), 1);
	test_ctx_end(&c);
}

static void what_cannot_be_read_is_mended_in_a_file_of_its_own_and_brought_again(void **state)
{
	struct test_house *h = *state;
	struct import_sum sum;
	struct row_id id;
	struct ctx c;
	struct str mend;
	char *file;

	begin(h, "lena", &c);
	id = looked_at(h, &c, IMPORT_PEOPLE,
	               "number,name,gender,entry,alias\n"
	               "ME-1,Olabisi Tshabalala,F,2022-01-05,Ada\n"
	               "ME-2,Sizakele \"Ify\" Tshabalala,frau,31/02/2022,+Ify\n"
	               "ME-3,Nthabiseng Tshabalala,F,31/02/2022,\n",
	               &sum);
	assert_int_equal(sum.bad, 2);
	assert_int_equal(sum.mended, 2);
	assert_int_equal(part_get(&c, id, PART_MEND, &mend), OK);
	file = memcpy(arena_alloc(h->arena, mend.n + 1), arena_str(c.arena, mend).p, mend.n + 1);
	assert_non_null(strstr(file, "\r\n3,\"gender: This word is not known here. / entry: "));
	assert_non_null(strstr(
		file, "\"ME-2\",\"Sizakele \"\"Ify\"\" Tshabalala\",\"frau\",\"31/02/2022\",\"'+Ify\""));
	assert_non_null(strstr(file, "\r\n4,\"entry: "));
	assert_int_equal(import_leave(&c, id), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(written(&c, id, &sum), OK);
	assert_int_equal(sum.people, 1);
	/* It goes with the sheet. */
	assert_int_equal(part_get(&c, id, PART_MEND, &mend), ERR_ABSENT);
	memcpy(strstr(file, "frau"), "F   ", 4);
	memcpy(strstr(file, "31/02/"), "28/02/", 6);
	memcpy(strstr(file, "31/02/"), "28/02/", 6);
	id = looked_at(h, &c, IMPORT_PEOPLE, file, &sum);
	assert_int_equal(sum.bad + sum.mended, 0);
	assert_int_equal(written(&c, id, &sum), OK);
	assert_int_equal(sum.people, 2);
	assert_true(str_eq(found(&c, "ME-2").others, STR("+Ify")));
	test_ctx_end(&c);
}

static void whoever_may_be_here_already_is_decided_about(void **state)
{
	static const char text[] = "number,name,dob\nC-1,Marisol Quispe,1991\nC-2,Marisol Quispe,1991\n"
							   "C-9,Ingrid Halvorsen,1970\n";
	struct test_house *h = *state;
	struct import_sum sum;
	struct row_id id;
	struct ctx c;

	begin(h, "lena", &c);
	/* Two rows with numbers of their own are two people, where the list says so. */
	id = looked_at(h, &c, IMPORT_PEOPLE, text, &sum);
	assert_int_equal(sum.undecided, 0);
	assert_int_equal(written(&c, id, &sum), OK);
	assert_int_equal(sum.people, 3);
	/* The same sheet once more: everybody is here. */
	id = looked_at(h, &c, IMPORT_PEOPLE, text, &sum);
	assert_int_equal(sum.undecided, 3);
	assert_int_equal(import_write(&c, id), ERR_INVALID);
	assert_int_equal(import_leave(&c, id), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(import_check(&c, id), OK);
	background_wait(c.house);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(import_sum(&c, id, &sum), OK);
	assert_int_equal(sum.left, 3);
	assert_int_equal(import_write(&c, id), ERR_INVALID);
	assert_int_equal(count_of(&c, "Quispe"), 2);
	test_ctx_end(&c);
}

static void scores_services_and_stays_find_their_people(void **state)
{
	struct test_house *h = *state;
	struct seams_list seams;
	struct service_list services;
	struct stay_list stays;
	struct import_sum sum;
	int64_t before;
	int64_t after;
	struct person p;
	struct row_id id;
	struct ctx c;

	begin(h, "lena", &c);
	id = looked_at(h, &c, IMPORT_PEOPLE, "number,name,entry\nD-1,Oluchi Eze,2024-01-10\n", &sum);
	assert_int_equal(written(&c, id, &sum), OK);
	p = found(&c, "Oluchi");
	assert_int_equal(inbox_waiting(&c, &before), OK);
	id = looked_at(h, &c, IMPORT_SCORES,
	               "Case No,Date,Round,safe_home,out_of_reach\nD-1,2024-02-01,Baseline,2,3\n"
	               "D-1,2024-08-01,,4,4\nD-1,2024-09-01,exit,7,4\nD-77,2024-09-01,,3,4\n",
	               &sum);
	assert_int_equal(sum.good, 2);
	assert_int_equal(sum.bad, 2);
	assert_int_equal(import_leave(&c, id), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(written(&c, id, &sum), OK);
	assert_int_equal(assessment_seams(&c, p.id, &seams), OK);
	assert_int_equal(seams.n, 2);
	assert_int_equal(seams.at[0].day.n, day_of(2024, 2, 1).n);
	assert_int_equal(inbox_waiting(&c, &after), OK);
	assert_int_equal(after, before + 2);
	id = looked_at(
		h, &c, IMPORT_SERVICES,
		"Case No,Date,Service,Minutes\nD-1,2024-02-01,Housing,30\nD-1,2024-02-02,Housing,45\n",
		&sum);
	assert_int_equal(written(&c, id, &sum), OK);
	assert_int_equal(services_read(&c, p.id, &services), OK);
	assert_int_equal(services.n, 2);
	assert_int_equal(services.at[0].minutes, 45);
	id = looked_at(h, &c, IMPORT_STAYS,
	               "Case No,From,To,Housing\nD-1,2024-01-10,2024-05-01,With family\n"
	               "D-1,2024-05-01,,Own home\n",
	               &sum);
	assert_int_equal(written(&c, id, &sum), OK);
	assert_int_equal(stays_read(&c, p.id, &stays), OK);
	assert_int_equal(stays.n, 2);
	test_ctx_end(&c);
}

/* A house of one caseworker and her lead keeps its list with a manager: she decides who walks, and
 * keeps no walk of her own. */
static void a_manager_says_who_walks_with_them(void **state)
{
	struct test_house *h = *state;
	struct import_sum sum;
	struct person p;
	struct row_id id;
	struct ctx c;

	begin(h, "grace", &c);
	id = looked_at(h, &c, IMPORT_PEOPLE,
	               "number,name,entry,caseworker\nM-1,Nkiruka Obi,2024-01-10,amara\n"
	               "M-2,Ifeoma Obi,2024-01-10,carla\n",
	               &sum);
	/* Only who is of the team. */
	assert_int_equal(sum.good, 1);
	assert_int_equal(sum.unknown, 1);
	assert_int_equal(import_leave(&c, id), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(written(&c, id, &sum), OK);
	p = found(&c, "Nkiruka");
	assert_true(can(&c, p.id, MAY_READ, IN_CASE));
	assert_false(can(&c, p.id, MAY_WRITE, IN_CASE));
	/* What was done with them is brought by who may write it. */
	(void)looked_at(h, &c, IMPORT_SERVICES, "number,date,service\nM-1,2024-02-01,Housing\n", &sum);
	assert_int_equal(sum.bad, 1);
	test_ctx_end(&c);
	begin(h, "amara", &c);
	assert_true(can(&c, p.id, MAY_WRITE, IN_STORY));
	test_ctx_end(&c);
	begin(h, "bela", &c);
	assert_false(can(&c, p.id, MAY_READ, IN_CASE));
	test_ctx_end(&c);
	begin(h, "lena", &c);
	assert_true(can(&c, p.id, MAY_WRITE, IN_CASE));
	test_ctx_end(&c);
}

static void what_would_be_left_out_is_said(void **state)
{
	struct test_house *h = *state;
	struct import_troubles all;
	struct import_sum sum;
	struct row_id id;
	struct ctx c;

	begin(h, "lena", &c);
	id = looked_at(h, &c, IMPORT_PEOPLE, "number,name,entry\nU-1,Adaeze Nwosu,2024-01-10\n", &sum);
	assert_int_equal(written(&c, id, &sum), OK);
	/* A lead has no key of counselling: its note would not be kept. */
	id = looked_at(h, &c, IMPORT_SERVICES,
	               "number,date,service,note\nU-1,2024-02-01,counselling,slept well\n"
	               "U-1,2024-02-02,Housing,a bed\nU-1,2024-02-03,counselling,\n",
	               &sum);
	assert_int_equal(sum.good, 3);
	assert_int_equal(sum.unkept, 1);
	assert_int_equal(written(&c, id, &sum), OK);
	assert_int_equal(sum.unkept, 1);
	/* Nobody was scored here before they came. */
	id = looked_at(h, &c, IMPORT_SCORES,
	               "number,date,safe_home\nU-1,2024-01-09,2\nU-1,2024-01-10,2\n", &sum);
	assert_int_equal(sum.good, 1);
	assert_int_equal(sum.bad, 1);
	assert_int_equal(import_troubles(&c, id, &all), OK);
	assert_int_equal(all.at[0].row, 2);
	test_ctx_end(&c);
}

static void what_columns_hold_is_remembered_for_the_team(void **state)
{
	struct test_house *h = *state;
	struct import_sum sum;
	struct row_id id;
	struct ctx c;

	begin(h, "lena", &c);
	id = looked_at(h, &c, IMPORT_PEOPLE, "Xyzzy;Plugh\nE-1;Hanneke Visser\n", &sum);
	assert_int_equal(sum.good, 0);
	assert_int_equal(import_column(&c, id, STR("plugh"), STR("name")), OK);
	assert_int_equal(import_column(&c, id, STR("plugh"), STR("nonsense")), ERR_INVALID);
	assert_int_equal(import_column(&c, id, STR("quux"), STR("name")), ERR_ABSENT);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(import_check(&c, id), OK);
	background_wait(c.house);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(written(&c, id, &sum), OK);
	assert_int_equal(count_of(&c, "Hanneke"), 1);
	(void)looked_at(h, &c, IMPORT_PEOPLE, "PLUGH;Xyzzy\nSytske Bosma;E-2\n", &sum);
	assert_int_equal(sum.good, 1);
	test_ctx_end(&c);
}

static void a_sheet_is_open_to_nobody_else(void **state)
{
	struct test_house *h = *state;
	struct import_sum sum;
	struct row_id id;
	struct ctx c;

	begin(h, "lena", &c);
	id = looked_at(h, &c, IMPORT_PEOPLE, "number,name\nF-1,Rosalind Achieng\n", &sum);
	test_ctx_end(&c);
	begin(h, "grace", &c);
	assert_int_equal(import_sum(&c, id, &sum), ERR_ABSENT);
	assert_int_equal(import_check(&c, id), ERR_ABSENT);
	assert_int_equal(import_drop(&c, id), ERR_ABSENT);
	test_ctx_end(&c);
}

static size_t pieces(struct ctx *c, struct row_id id)
{
	const struct import_part_row *row;
	size_t n = 0;

	for (int64_t part = 0; part < 40; part++) {
		import_part_of(c->read, c->house->org, id, part, &row);
		assert_int_equal(read_now(c->read), OK);
		n += row != NULL;
	}
	return n;
}

static void nothing_is_kept_of_what_is_thrown_away_or_forgotten(void **state)
{
	struct test_house *h = *state;
	struct import_sum sum;
	struct row_id id;
	struct ctx c;

	begin(h, "lena", &c);
	id = looked_at(h, &c, IMPORT_PEOPLE, "number,name\nG-1,Yevheniia Bondar\n", &sum);
	assert_true(pieces(&c, id) >= 4);
	assert_int_equal(import_drop(&c, id), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(pieces(&c, id), 0);
	id = looked_at(h, &c, IMPORT_PEOPLE, "number,name\nG-1,Yevheniia Bondar\n", &sum);
	test_ctx_end(&c);
	test_clock_pass((int64_t)(IMPORT_DAYS + 1) * 86400);
	begin(h, "lena", &c);
	assert_int_equal(import_sweep(&c), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(pieces(&c, id), 1);
	assert_int_equal(import_sum(&c, id, &sum), OK);
	assert_int_equal(sum.state, IMPORT_LAPSED);
	assert_int_equal(count_of(&c, "Yevheniia"), 0);
	test_ctx_end(&c);
}

static void a_failure_in_the_middle_leaves_nothing(void **state)
{
	struct test_house *h = *state;
	struct import_sum sum;
	struct row_id id;
	char text[8000];
	size_t n = (size_t)snprintf(text, sizeof text, "number,name\n");
	int failed = 0;
	struct ctx c;

	for (int i = 0; i < 150; i++)
		n += (size_t)snprintf(text + n, sizeof text - n, "H-%d,Kelechi%d Umeh%d\n", i, i, i);
	begin(h, "lena", &c);
	id = looked_at(h, &c, IMPORT_PEOPLE, text, &sum);
	assert_int_equal(sum.good, 150);
	/* Wherever it fails, nobody is there, and it can be begun once more. */
	for (long at = 1; sum.state != IMPORT_DONE; at++) {
		enum err e;
		(void)fault_at(at);
		e = import_write(&c, id);
		background_wait(c.house);
		failed += fault_at(0) >= at;
		assert_true(e == OK || failed);
		assert_int_equal(test_commit(&c), OK);
		assert_int_equal(import_sum(&c, id, &sum), OK);
		if (sum.state == IMPORT_DONE)
			break;
		assert_int_equal(sum.state, IMPORT_CHECKED);
		assert_int_equal(count_of(&c, "Umeh1"), 0);
	}
	assert_true(failed > 1);
	assert_true(count_of(&c, "Umeh1") > 0);
	test_ctx_end(&c);
}

/* What the command prints and asks for is what the page has. */
static void an_unknown_word_says_where_it_stands_and_a_walker_is_of_the_team(void **state)
{
	struct test_house *h = *state;
	struct import_unknowns words;
	struct import_sum sum;
	struct row_id id;
	struct ctx c;

	begin(h, "lena", &c);
	id = looked_at(h, &c, IMPORT_PEOPLE,
	               "Name,Case No,Type of case\nZoe Bird,9-1,forced_labour\nIda Low,9-2,Brick kiln\n"
	               "Uma Fey,9-3,Brick Kiln\n",
	               &sum);
	assert_int_equal(import_unknowns(&c, id, &words), OK);
	assert_int_equal(words.n, 1);
	assert_int_equal(words.at[0].row, 3);
	assert_int_equal(words.at[0].times, 2);
	assert_true(str_eq(words.at[0].column, STR("Type of case")));
	assert_true(str_eq(words.at[0].said, STR("brick kiln")));
	assert_int_equal(import_walk_with(&c, id, STR("carla")), ERR_ABSENT);
	assert_int_equal(import_walk_with(&c, id, STR("eva")), ERR_ABSENT);
	assert_int_equal(import_walk_with(&c, id, STR("bela")), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(import_leave(&c, id), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(import_check(&c, id), OK);
	background_wait(c.house);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(written(&c, id, &sum), OK);
	test_ctx_end(&c);
	begin(h, "bela", &c);
	assert_true(can(&c, found(&c, "9-1").id, MAY_WRITE, IN_CASE));
	test_ctx_end(&c);
}

/* What stands on her page of a column that was kept as it stood. */
static bool keeps_beside(struct ctx *c, struct person_id p, const char *words)
{
	struct page_parts parts = { .arena = c->arena };
	void *state;

	import_module.ask(c, p, &state);
	assert_int_equal(read_now(c->read), OK);
	assert_int_equal(import_module.tell(c, p, state, &parts), OK);
	assert_int_equal(parts.nmoments, 1);
	return strstr(arena_str(c->arena, parts.moments[0].words).p, words) != NULL;
}

/* What leaves in the fields of HTCDS (care_disclosure_test.c) is read as what it was. */
static void a_file_that_leaves_comes_in_elsewhere_as_the_same(void **state)
{
	struct test_house *h = *state;
	struct disclosure d = { .id = { { 0 } } };
	struct casework work;
	struct import_sum sum;
	struct person p;
	struct row_id id;
	struct ctx c;
	struct buf body;
	struct buf csv;

	begin(h, "lena", &c);
	body = buf_new(c.arena, 4096);
	fields_put(&body, "line_code", STR("K-7F3Q"));
	fields_put(&body, "htcds_prs_FirstName", STR("Solveig Arnesen"));
	fields_put(&body, "htcds_prs_Gender", STR("Masculine"));
	fields_put(&body, "htcds_vic_TypeOfExploitation", STR("ForcedLabour; ForcedMarriage"));
	fields_put(&body, "htcds_cas_Status", STR("ClosedReferred"));
	fields_put(&body, "htcds_cas_ReasonForCaseClosure", STR("Goes on with another team"));
	fields_put(&body, "htcds_cas_ReferredOrganisation", STR("Harbour \"Nord\""));
	fields_put(&body, "htcds_cas_OutgoingReferralDate", STR("2026-03-04"));
	fields_put(&body, "htcds_cas_OutgoingReferralDetails", STR("a bed, and a lock"));
	d.body = buf_str(&body);
	assert_int_equal(disclosure_htcds(&c, &d, STR("csv"), &csv), OK);
	id = looked_at(h, &c, IMPORT_PEOPLE, arena_str(h->arena, buf_str(&csv)).p, &sum);
	assert_int_equal(sum.unknown, 0);
	assert_int_equal(sum.good, 1);
	assert_int_equal(written(&c, id, &sum), OK);
	p = found(&c, "Solveig Arnesen");
	assert_int_equal(casework_read(&c, p.id, &work), OK);
	assert_true(str_eq(work.types, STR("forced_labour forced_marriage")));
	assert_true(str_eq(work.gender, STR("man")));
	assert_true(keeps_beside(&c, p.id, "cas_Status: ClosedReferred"));
	assert_true(keeps_beside(&c, p.id, "cas_OutgoingReferralDetails: a bed, and a lock"));
	test_ctx_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(people_come_with_keys_and_all_that_is_known),
		cmocka_unit_test(rows_that_cannot_be_read_hold_everything_back),
		cmocka_unit_test(what_cannot_be_read_is_mended_in_a_file_of_its_own_and_brought_again),
		cmocka_unit_test(whoever_may_be_here_already_is_decided_about),
		cmocka_unit_test(scores_services_and_stays_find_their_people),
		cmocka_unit_test(a_manager_says_who_walks_with_them),
		cmocka_unit_test(what_would_be_left_out_is_said),
		cmocka_unit_test(what_columns_hold_is_remembered_for_the_team),
		cmocka_unit_test(a_sheet_is_open_to_nobody_else),
		cmocka_unit_test(a_failure_in_the_middle_leaves_nothing),
		cmocka_unit_test(nothing_is_kept_of_what_is_thrown_away_or_forgotten),
		cmocka_unit_test(fields_and_words_of_htcds_are_known_and_what_is_in_doubt_is_asked),
		cmocka_unit_test(an_unknown_word_says_where_it_stands_and_a_walker_is_of_the_team),
		cmocka_unit_test(a_file_that_leaves_comes_in_elsewhere_as_the_same),
	};

	return test_on_both("care/import", tests, sizeof tests / sizeof *tests);
}
