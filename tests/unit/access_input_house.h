/* A house with one of everything, for access_input_test.c, which includes what this needs. */
#pragma once

/* Texts of LIST_MOST bytes or less are codes of a list, which shows no other. */
enum { FORM_MOST = 200 * 1024, LIST_MOST = 16, ROWS_MOST = 64 };

/* Typed into every other text of a form; a page shows it escaped, once for each. */
static const char typed[] = "kept%3Cb%3E%26+words";
static const char shown[] = "kept&lt;b&gt;&amp; words";
static const char raw[] = "kept<b>";

/* A row that is there, for the patterns that hold part. */
struct kept_row {
	const char *part;
	char id[2 * ID_TEXT + 1]; /* a version of a form is named by a hash */
};

struct world {
	struct test_house house;
	struct test_browser amara;
	struct test_browser lia; /* gives legal help */
	struct test_browser sage;
	struct test_browser lena;
	struct test_browser officer;
	char person[ID_TEXT + 1];
	char closed[ID_TEXT + 1]; /* a person whose walk has ended, and who may be asked how it is */
	char handed[ID_TEXT + 1]; /* a person whose hand-over is proposed */
	struct kept_row kept_rows[ROWS_MOST];
	size_t nkept_rows;
	char *form; /* FORM_MOST */
	size_t tried;
	size_t kept;
	size_t wrong;
};

/* --- how much is written down --- */

/* A page that was shown last still reads, as long as its memory stands; of connections there are
 * few. */
static void let_go(struct test_browser *b)
{
	arena_reset(b->arena);
	b->body = b->location = (struct str){ NULL, 0 };
}

static int64_t rows(struct world *w)
{
	let_go(&w->amara);
	let_go(&w->lia);
	let_go(&w->sage);
	let_go(&w->lena);
	let_go(&w->officer);
	return test_rows(&w->house);
}

/* --- a house with one of everything --- */

static void sign_in(struct world *w, struct test_browser *b, const char *user)
{
	test_browser(b, &w->house);
	assert_int_equal(test_sign_in(b, user, NULL), 303);
}

/* The first id behind before on the last page. */
static void keep(const struct test_browser *b, const char *before, char out[ID_TEXT + 1])
{
	const char *at = b->body.p;
	const char *end = b->body.p + b->body.n;

	do {
		at = memmem(at, (size_t)(end - at), before, strlen(before));
		assert_non_null(at);
		at += strlen(before);
	} while (strspn(at, "0123456789abcdef") < ID_TEXT);
	(void)snprintf(out, ID_TEXT + 1, "%s", at);
}

static int posts(struct test_browser *b, const char *page, const char *path, const char *form)
{
	char target[512];

	assert_int_equal(test_get(b, page), 200);
	(void)snprintf(target, sizeof target, "%s", path);
	return test_post(b, target, form);
}

static void saves(struct test_browser *b, const char *page, const char *form)
{
	int status = posts(b, page, page, form);

	if (status != 303)
		print_error("%s: %d\n%.*s\n", page, status, (int)b->body.n, b->body.p);
	assert_int_equal(status, 303);
}

static const char *of(const char *person, const char *rest)
{
	static char path[256];

	(void)snprintf(path, sizeof path, "/people/%s%s", person, rest);
	return path;
}

static void arrives(struct test_browser *b, const char *form, char out[ID_TEXT + 1])
{
	saves(b, "/people/new", form);
	(void)snprintf(out, ID_TEXT + 1, "%s", b->location.p + strlen("/people/"));
}

/* Sends a form, and keeps the row that the page after it leads to by part. */
static void row_made(struct world *w, struct test_browser *b, const char *page, const char *form,
                     const char *seen_on, const char *part)
{
	struct kept_row *row = &w->kept_rows[w->nkept_rows++];
	char path[256];

	assert_true(w->nkept_rows <= ROWS_MOST);
	(void)snprintf(path, sizeof path, "%s", seen_on);
	saves(b, page, form);
	assert_int_equal(test_get(b, path), 200);
	row->part = part;
	keep(b, part, row->id);
}

/* Before the rows of a person whose addresses sound alike: the first that fits is taken. */
static void write_of_nobody(struct world *w, struct test_browser *b)
{
	char team[ID_TEXT + 1];
	char form[256];

	assert_int_equal(test_get(b, "/services/unmet"), 200);
	keep(b, "name=\"team\" value=\"", team);
	(void)snprintf(form, sizeof form, "team=%s&asked=housing&why=full", team);
	row_made(w, b, "/services/unmet", form, "/services/unmet", "/services/unmet/");
}

static void write_of_care(struct world *w, struct test_browser *b)
{
	static const struct {
		const char *page, *form, *seen_on, *part;
	} all[] = {
		{ "/notes/new", "how=visit&words=We+had+tea.", "/timeline", "/notes/" },
		{ "/consents/new?purpose=referral",
		  "purpose=referral&answer=given&recipient=Lantern+House&groups-name=1&how=mark",
		  "/consents", "/consents/" },
		{ "/disclosures/new", "ground=danger&recipient=Rescue&told=later", "/disclosures",
		  "/disclosures/" },
		{ "/assessments/new", "wave=intake&setting=home&at=6&i_safe_home=3&go=save", "/assessments",
		  "/assessments/" },
		{ "/own-view/new", "i_my_safety=2&how=alone", "/assessments", "/own-view/" },
		{ "/events/new", "kind=threat&words=At+the+gate.", "/events", "/events/" },
		{ "/check-ins/new", "level=3&words=Better.", "/check-ins", "/check-ins/" },
		{ "/safety/needs/new", "kind=medicine&what=insulin", "/safety", "/safety/needs/" },
		{ "/circle/new", "kind=safe&name=Rosa", "/circle", "/circle/" },
		{ "/plan/goals/new", "words=To+sew.&state=chosen", "/plan", "/plan/goals/" },
		{ "/plan/agree", "state=not&words=Good.", "/plan", "/plan/agreements/" },
		{ "/services", "type=talk&minutes=30", "/services", "/services/" },
		{ "/services/savings", "put_aside=20", "/services/savings", "/onward/" },
		{ "/services/unmet", "asked=housing&why=full", "/services/unmet", "/unmet/" },
		{ "/stays", "kind=family&place=Hill", "/stays", "/stays/" },
		{ "/questions/looking-back", "page=1&go=save&here/better=Bread.", "/questions",
		  "/answers/" },
		{ "/questionnaires/new/who-5", "q_well-well_1=2", "/questionnaires", "/questionnaires/" },
	};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		char page[256];
		(void)snprintf(page, sizeof page, "%s", of(w->person, all[i].page));
		row_made(w, b, page, all[i].form, of(w->person, all[i].seen_on), all[i].part);
	}
}

static const char *row_of(const struct world *w, const char *pattern);

/* Each kind of what leads onward has its own address, a way and a step lie under their goal. */
static void write_of_parts(struct world *w, struct test_browser *b)
{
	static const struct {
		const char *page, *form, *part;
	} onward[] = {
		{ "/services/work", "what=work&place=Bakery", "/onward/:row/work" },
		{ "/services/return", "choice=To+stay", "/onward/:row/return" },
		{ "/services/after", "reached=yes", "/onward/:row/after" },
	};
	char page[256];
	char under[128];

	for (size_t i = 0; i < sizeof onward / sizeof *onward; i++) {
		(void)snprintf(page, sizeof page, "%s", of(w->person, onward[i].page));
		row_made(w, b, page, onward[i].form, page, "/onward/");
		w->kept_rows[w->nkept_rows - 1].part = onward[i].part;
	}
	(void)snprintf(under, sizeof under, "/plan/goals/%s/offer", row_of(w, "/plan/goals/"));
	(void)snprintf(page, sizeof page, "%s", of(w->person, under));
	row_made(w, b, page, "words=A+course.", of(w->person, "/plan"), "/plan/options/");
	(void)snprintf(under, sizeof under, "/plan/goals/%s/step", row_of(w, "/plan/goals/"));
	(void)snprintf(page, sizeof page, "%s", of(w->person, under));
	row_made(w, b, page, "words=Ring+them.", of(w->person, "/plan"), "/plan/steps/");
	saves(b, of(w->person, "/safety/plan"), "night=Tea.");
	saves(b, of(w->person, "/story/new"), "words=Long+ago.&concepts-before=1");
	assert_int_equal(test_get(b, of(w->person, "/story")), 200);
	w->kept_rows[w->nkept_rows].part = "/story/";
	keep(b, "/story/", w->kept_rows[w->nkept_rows++].id);
}

/* What stands behind part in text. */
static void row_named(struct world *w, struct str text, const char *part, int length)
{
	struct kept_row *row = &w->kept_rows[w->nkept_rows++];
	const char *at = memmem(text.p, text.n, part, strlen(part));

	assert_true(w->nkept_rows <= ROWS_MOST);
	assert_non_null(at);
	row->part = part;
	(void)snprintf(row->id, sizeof row->id, "%.*s", length, at + strlen(part));
}

static void write_of_forms(struct world *w)
{
	struct kept_row *asked = &w->kept_rows[w->nkept_rows++];

	static const char survey[] = "type,name,label\ntext,wish,What would you wish?\n";

	*asked = (struct kept_row){ "/questions/", "looking-back" };
	assert_int_equal(test_get(&w->officer, "/team/forms/new"), 200);
	assert_int_equal(
		test_post_file(&w->officer, "/team/forms/new", "", "file", "wish.csv", str_z(survey)), 303);
	row_named(w, w->officer.location, "/team/forms/drafts/", ID_TEXT);
	(void)test_get(&w->officer, "/people/import");
	assert_int_equal(test_post_file(&w->officer, "/people/import", "kind=people", "file",
	                                "list.csv", STR("name,entry\nZuleika,3/4/2024\n")),
	                 303);
	row_named(w, w->officer.location, "/people/import/", ID_TEXT);
	assert_int_equal(test_get(&w->officer, "/team/forms"), 200);
	row_named(w, w->officer.body, "/team/forms/versions/", 2 * ID_TEXT);
}

static void write_of_law(struct world *w)
{
	static const struct {
		const char *page, *form, *part;
	} all[] = {
		{ "/legal/hearings/new", "hearing=2026-06-01&state=planned", "/legal/hearings/" },
		{ "/legal/proceedings/new", "kind=labour", "/legal/proceedings/" },
		{ "/legal/notes/new", "words=A+quiet+word.", "/legal/notes/" },
	};
	struct user_id lia = test_user(&w->house, "lia");
	char id[ID_TEXT + 1];
	char form[128];

	id_write(lia.b, id);
	(void)snprintf(form, sizeof form, "staff=%s&action=walk", id);
	saves(&w->amara, of(w->person, "/companions"), form);
	sign_in(w, &w->lia, "lia");
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		char page[256];
		(void)snprintf(page, sizeof page, "%s", of(w->person, all[i].page));
		row_made(w, &w->lia, page, all[i].form, of(w->person, "/legal"), all[i].part);
	}
}

/* Lena scores, and amara too, without seeing it: both are in. */
static void write_of_two(struct world *w)
{
	char page[256];

	saves(&w->lena, of(w->person, "/assessments/new"), "setting=home&at=6&i_safe_home=2&go=save");
	saves(&w->amara, of(w->person, "/second"), "");
	row_named(w, w->amara.location, "/second/", ID_TEXT);
	(void)snprintf(page, sizeof page, "%.*s", (int)w->amara.location.n, w->amara.location.p);
	saves(&w->amara, page, "at=6&i_safe_home=3&go=save");
}

/* A walk that has ended, with somebody who may be asked afterwards; one that is handed over. */
static void write_of_endings(struct world *w, struct test_browser *b)
{
	struct user_id amara = test_user(&w->house, "amara");
	struct user_id bela = test_user(&w->house, "bela");
	char from[ID_TEXT + 1];
	char to[ID_TEXT + 1];
	char page[256];
	char form[160];

	(void)snprintf(page, sizeof page, "%s", of(w->closed, "/closure"));
	row_made(
		w, b, page,
		"reason=moved&wish=how&way=a+letter&given=spoken&witness=Bela&rule_right=1&told_back=1",
		page, "/closure/");
	(void)snprintf(page, sizeof page, "%s", of(w->closed, "/follow-up"));
	row_made(w, b, page, "outcome=seen", page, "/follow-up/");
	(void)snprintf(page, sizeof page, "%s", of(w->closed, "/exit-interview"));
	row_made(w, b, page, "helped=The+garden", of(w->closed, "/timeline"), "/exit-interview/");
	id_write(amara.b, from);
	id_write(bela.b, to);
	(void)snprintf(form, sizeof form, "from=%s&to=%s&note=All+well", from, to);
	saves(b, of(w->handed, "/hand-over"), form);
}

/* What the house learns is of nobody. */
static void write_of_learning(struct world *w)
{
	row_made(w, &w->officer, "/practices/new",
	         "name=Savings+circle&what=Ten+people+save.&level=promising", "/practices",
	         "/practices/");
	row_made(w, &w->officer, "/reports/cycles/new",
	         "title=Ask+earlier&plan=On+the+first+day.&indicator=complete&next=Tell+them"
	         "&next_day=2199-09-01",
	         "/reports/cycles", "/reports/cycles/");
	row_made(w, &w->officer, "/reports/views/new", "page=outcomes&name=Adults&from=2024",
	         "/reports/views", "/reports/views/");
	saves(&w->officer, "/reports/tables/new",
	      "title=By+year&figure=people-year&kind=donors&calendar=90&epsilon=512");
}

/* Three records to read: one is marked, and looked at; of all others the marks are to come. */
static void write_of_reviews(struct world *w)
{
	struct user_id officer = test_user(&w->house, "officer");
	struct kept_row *reading;
	char id[ID_TEXT + 1];
	char form[256];
	char page[256];

	id_write(officer.b, id);
	(void)snprintf(form, sizeof form,
	               "name=Spring&form=record-review&from=2026-03-01&until=2026-03-02&wanted=3"
	               "&second=none&reader-%s=1",
	               id);
	row_made(w, &w->officer, "/reviews/new", form, "/reviews", "/reviews/");
	reading = &w->kept_rows[w->nkept_rows++];
	assert_int_equal(test_get(&w->officer, "/reviews/mine"), 200);
	reading->part = "/reviews/read/";
	keep(&w->officer, "/reviews/read/", reading->id);
	(void)snprintf(page, sizeof page, "/reviews/read/%s", reading->id);
	saves(&w->officer, page, "q_2=2&q_18=Well+done");
	assert_int_equal(test_get(&w->officer, "/reviews/mine"), 200);
	keep(&w->officer, "/reviews/read/", reading->id);
}

static void write_one_of_everything(struct world *w)
{
	struct test_browser *b = &w->amara;

	arrives(b, "label=Zoraya", w->person);
	arrives(b, "label=Quentin", w->closed);
	arrives(b, "label=Ottilie", w->handed);
	saves(b, of(w->person, "/words"), "concerns=the+night&wishes=to+sew");
	write_of_nobody(w, b);
	w->kept_rows[w->nkept_rows++] = (struct kept_row){ "/questions/:form", "looking-back" };
	w->kept_rows[w->nkept_rows++] = (struct kept_row){ "/stays/:stay/questions/", "first-nights" };
	w->kept_rows[w->nkept_rows++] =
		(struct kept_row){ "/services/:service/questions/", "after-service" };
	w->kept_rows[w->nkept_rows++] = (struct kept_row){ "/about/", "me" };
	w->kept_rows[w->nkept_rows++] = (struct kept_row){ "/about/:subject/questions/", "our-work" };
	row_made(w, b, "/about/me/questions/our-work", "page=1&go=save&heavy=Nights.",
	         "/about/me/questions", "/answers/");
	w->kept_rows[w->nkept_rows - 1].part = "/about/:subject/answers/";
	write_of_care(w, b);
	w->kept_rows[w->nkept_rows++] = (struct kept_row){ "/questionnaires/new/", "who-5" };
	write_of_parts(w, b);
	write_of_law(w);
	write_of_endings(w, b);
}
