#include "access/visit_corners.h"

#include "access/visit_inside.h"

enum {
	REPORT_ROLES = ROLE_evaluation | ROLE_manager,
	LEARNING_ROLES = ROLE_manager | ROLE_lead, /* who reads records for a review */
};

/* One line for each page within a room that has several: who may open it. A page of reports has
 * another line in `answers` below. */
static const struct {
	struct nav_item item;
	const char *section; /* the room, as its pages name it */
	const char *also;    /* other addresses of the same page begin so; NULL: none */
	int64_t roles;
} corners[] = {
	{ { "/reports/outcomes", T("Outcomes") }, "/reports/outcomes", NULL, REPORT_ROLES },
	{ { "/reports/stability", T("Time to stability") }, "/reports/outcomes", NULL, REPORT_ROLES },
	{ { "/reports/path", T("The path") }, "/reports/outcomes", NULL, REPORT_ROLES },
	{ { "/reports/care", T("Care standards") }, "/reports/outcomes", NULL, REPORT_ROLES },
	{ { "/reports/sound", T("Is the instrument sound here?") },
	  "/reports/outcomes",
	  NULL,
	  REPORT_ROLES },
	{ { "/reports/services", T("Services in numbers") }, "/reports/outcomes", NULL, REPORT_ROLES },
	{ { "/reports/questions", T("Your own questions") }, "/reports/outcomes", NULL, REPORT_ROLES },
	{ { "/reports/tables", T("Tables that leave the house") },
	  "/reports/outcomes",
	  "/reports/releases",
	  REPORT_ROLES },
	{ { "/reports/cycles", T("Action research") }, "/reports/outcomes", NULL, REPORT_ROLES },
	{ { "/practices", T("Practices") }, "/practices", NULL, LEARNING_ROLES },
	{ { "/reviews", T("Reviews of records") }, "/practices", NULL, LEARNING_ROLES },
	{ { "/reports/definitions", T("What every word means") },
	  "/reports/outcomes",
	  NULL,
	  REPORT_ROLES },
};
enum { CORNERS = sizeof corners / sizeof *corners };

/* The front page of a room shows its pages by these; in this order. */
enum question { Q_MORE, Q_HELP, Q_LEAVE, Q_SOUND, Q_DO, Q_LEARN, Q_OUT, Q_MEANING, QUESTIONS };
static const char *const questions[QUESTIONS] = {
	[Q_HELP] = T("Does it help?"),
	[Q_LEAVE] = T("Where do people leave?"),
	[Q_SOUND] = T("Is the instrument sound?"),
	[Q_DO] = T("What do we do?"),
	[Q_LEARN] = T("What do we learn?"),
	[Q_OUT] = T("What leaves the house?"),
	[Q_MEANING] = T("What do the words mean?"),
	[Q_MORE] = T("More"),
};
static const enum question in_order[QUESTIONS] = { Q_HELP,  Q_LEAVE, Q_SOUND,   Q_DO,
	                                               Q_LEARN, Q_OUT,   Q_MEANING, Q_MORE };

/*
 * Which question a page answers, and what it shows, in one line. To add a page of reports: its line
 * in `corners`, and one here. A page without one is found all the same, under "More"; its corners
 * are those of its own question, so that they stay few.
 */
static const struct {
	const char *href;
	enum question question;
	const char *words;
} answers[] = {
	{ "/reports/outcomes", Q_HELP, T("How people are doing over time, in six domains.") },
	{ "/reports/stability", Q_HELP, T("How long it takes until life is steady.") },
	{ "/reports/path", Q_LEAVE,
	  T("From arrival to life afterwards, step by step, and who leaves when.") },
	{ "/reports/sound", Q_SOUND, T("Whether the six domains measure what they should.") },
	{ "/reports/services", Q_DO, T("People met, hours given, and what was not there.") },
	{ "/reports/care", Q_DO, T("Whether we keep to what we set out to do.") },
	{ "/reports/questions", Q_LEARN,
	  T("What was answered on the forms that you made yourselves.") },
	{ "/reports/cycles", Q_LEARN, T("Plan, act, look, think again: what you try out together.") },
	{ "/reports/tables", Q_OUT, T("Safe tables for donors and the board, signed by two.") },
	{ "/reports/definitions", Q_MEANING, T("Each figure has one meaning, on every page.") },
};
enum { ANSWERS = sizeof answers / sizeof *answers };

static bool path_within(struct str path, const char *place)
{
	struct str at = str_z(place ? place : "");

	return at.n && str_starts(path, at) && (path.n == at.n || path.p[at.n] == '/');
}

static size_t answer_of(const char *href)
{
	size_t i = 0;

	while (i < ANSWERS && !str_eq(str_z(href), str_z(answers[i].href)))
		i++;
	return i;
}

static enum question question_of(size_t corner)
{
	size_t i = answer_of(corners[corner].item.href);

	return i < ANSWERS ? answers[i].question : Q_MORE;
}

static bool open_to(const struct visit *v, size_t corner, struct str section)
{
	return v->c.actor && str_eq(section, str_z(corners[corner].section)) &&
	       actor_is(v->c.actor, corners[corner].roles);
}

/* --- the corners of a page --- */

/* Which corner a page stands in; CORNERS when in none. */
static size_t corner_of(const struct visit *v, const struct page_head *p, struct str section)
{
	size_t i = 0;

	while (i < CORNERS && !(open_to(v, i, section) && (path_within(p->path, corners[i].item.href) ||
	                                                   path_within(p->path, corners[i].also))))
		i++;
	return i;
}

void visit_corners(struct visit *v, struct page_head *p)
{
	struct str section = str_z(p->section ? p->section : "");
	struct nav_item *items = NEW_N(v->c.arena, struct nav_item, CORNERS + 1);
	size_t at = corner_of(v, p, section);
	size_t n = 0;

	if (at == CORNERS)
		return;
	p->corner = corners[at].item.href;
	if (path_within(section, "/reports"))
		items[n++] = (struct nav_item){ "/reports", T("All reports") };
	for (size_t i = 0; i < CORNERS; i++)
		if (open_to(v, i, section) && question_of(i) == question_of(at))
			items[n++] = corners[i].item;
	p->corners = (struct nav){ items, n };
}

/* --- the front page of a room --- */

static struct room_pages pages_of(struct visit *v, struct str section, enum question q)
{
	struct room_page *list = NEW_N(v->c.arena, struct room_page, CORNERS);
	size_t n = 0;

	for (size_t i = 0; i < CORNERS; i++) {
		size_t k = answer_of(corners[i].item.href);

		if (!open_to(v, i, section) || question_of(i) != q)
			continue;
		list[n++] = (struct room_page){ corners[i].item, k < ANSWERS ? answers[k].words : NULL };
	}
	return (struct room_pages){ list, n };
}

struct room_questions visit_questions(struct visit *v, const char *section)
{
	struct room_question *list = NEW_N(v->c.arena, struct room_question, QUESTIONS);
	size_t n = 0;

	for (size_t i = 0; i < QUESTIONS; i++) {
		struct room_pages pages = pages_of(v, str_z(section), in_order[i]);

		if (pages.n)
			list[n++] = (struct room_question){ questions[in_order[i]], pages };
	}
	return (struct room_questions){ list, n };
}
