/* What a person's page shows. */
#include "care/person_inside.h"
#include "care/rating.h"
#include "care/welcome.h"

const struct module person_module = {
	.name = "person",
	.routes = &person_routes,
	.queries = person_queries,
};

/* --- words --- */

/* "adult", "12_17", ... as a msgid. */
static const char *age_group_words(const char *age_group)
{
	if (strcmp(age_group, "0_5") == 0)
		return T("under 6");
	if (strcmp(age_group, "6_11") == 0)
		return T("6 to 11");
	if (strcmp(age_group, "12_17") == 0)
		return T("12 to 17");
	return T("adult");
}

/* Its own name. A language that the program itself does not speak is looked up in the pack. */
static struct str language_words(struct ctx *c, struct str language)
{
	const struct lang *l = lang_find(language);
	struct choice_list all;
	struct str words;

	if (l || !language.n)
		return l ? str_z(lang_name(l)) : language;
	if (welcome_languages(c, &all) != OK || !welcome_language_known(&all, language))
		return language;
	words = welcome_language(&all, language);
	return str_z(lang_text(c->lang, words.p));
}

/* --- the seams --- */

enum { BEST = 400, WORST = 100 };

static int seam_width(int state)
{
	/* A little is always seen: fragile is not nothing. */
	return state == BOWL_MISSING ? 0 : 8 + 92 * (state - WORST) / (BEST - WORST);
}

static struct seam_lines seam_lines(struct arena *a, const struct seams_list *all,
                                    const struct bowl *bowl)
{
	const struct bowl *before = all->n > 1 ? &all->at[all->n - 2].bowl : NULL;
	int64_t stable = all->n ? all->at[all->n - 1].stable : 0;
	struct seam_line *lines = NEW_N(a, struct seam_line, BOWL_DOMAINS);

	for (int i = 0; i < BOWL_DOMAINS; i++) {
		int now = bowl->domain[i].state;
		int then = before ? before->domain[i].state : BOWL_MISSING;
		lines[i] = (struct seam_line){ .name = domain_words(i),
			                           .state = state_words(bowl->domain[i], stable >> i & 1),
			                           .now = seam_width(now),
			                           .then = then == BOWL_MISSING ? -1 : seam_width(then) };
		lines[i].harder = state_harder(bowl->domain[i]);
	}
	return (struct seam_lines){ lines, BOWL_DOMAINS };
}

enum { BOWLS_SHOWN = 4 };

/* The first, which is where the walk began, and the last three. */
static struct seams_list over_time(struct arena *a, const struct seams_list *all)
{
	struct seams *some;

	if (all->n <= BOWLS_SHOWN)
		return *all;
	some = NEW_N(a, struct seams, BOWLS_SHOWN);
	some[0] = all->at[0];
	for (size_t i = 1; i < BOWLS_SHOWN; i++)
		some[i] = all->at[all->n - BOWLS_SHOWN + i];
	return (struct seams_list){ some, BOWLS_SHOWN };
}

static enum err read_seams(struct ctx *c, struct person_id id, struct person_view *out)
{
	struct seams_list all;

	TRY(rating_blind(c, id, &out->alone));
	TRY(assessment_seams(c, id, &all));
	memcpy(out->bowl.id, id.b, sizeof out->bowl.id);
	if (all.n)
		out->bowl = all.at[all.n - 1].bowl;
	out->seams = seam_lines(c->arena, &all, &out->bowl);
	out->over_time = all.n > 1 ? over_time(c->arena, &all) : (struct seams_list){ NULL, 0 };
	return OK;
}

/* --- where the page leads on --- */

static const char *const places[] = {
	[PLACE_SAFETY] = T("Safety and home"),
	[PLACE_WALK] = T("The walk"),
	[PLACE_RIGHTS] = T("Story and rights"),
	[PLACE_END] = T("Endings and beginnings"),
};
enum { PLACES = sizeof places / sizeof *places };

/* The links of one place that this reader may follow. */
static struct link_group links_of(struct ctx *c, struct person_id id, enum page_place place)
{
	const struct modules *all = c->house->modules;
	struct page_link *links = NEW_N(c->arena, struct page_link, all->n);
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++) {
		const struct page_link *l = &all->at[i]->link;
		if (l->place == place && can(c, id, MAY_READ, l->opens))
			links[n++] = *l;
	}
	return (struct link_group){ places[place], links, n };
}

static struct link_groups read_links(struct ctx *c, struct person_id id)
{
	struct link_group *groups = NEW_N(c->arena, struct link_group, PLACES);
	size_t n = 0;

	for (int place = PLACE_SAFETY; place < PLACES; place++) {
		groups[n] = links_of(c, id, (enum page_place)place);
		n += groups[n].n > 0;
	}
	return (struct link_groups){ groups, n };
}

/* --- the page --- */

enum { NOTES_SHOWN = 3, LATELY_SHOWN = 6 };

/* The newest that stand, notes or everything else. */
static struct moment_list newest(struct arena *a, const struct page_parts *parts, bool notes,
                                 size_t most)
{
	struct moment *some = NEW_N(a, struct moment, most);
	size_t n = 0;

	for (size_t i = 0; i < parts->nmoments && n < most; i++) {
		const struct moment *m = &parts->moments[i];
		if (!m->replaced && (strcmp(m->kind, "note") == 0) == notes)
			some[n++] = *m;
	}
	return (struct moment_list){ some, n };
}

static enum err read_episode(struct ctx *c, struct person_id id,
                             const struct episode_row_list *rows, struct person_view *out)
{
	enum err e = episode_last(c, id, rows, &out->episode);

	out->has_episode = e == OK;
	return e == ERR_DENIED || e == ERR_ABSENT ? OK : e;
}

/* Where they sleep, as a kind and a code; a place is shown on its own page only. */
static enum err read_stay(struct ctx *c, struct person_id id, struct person_view *out)
{
	enum err e = stay_now(c, id, &out->stay);

	out->has_stay = e == OK;
	return e == ERR_ABSENT ? OK : e;
}

static void describe(struct ctx *c, struct person_view *out)
{
	const struct person *p = &out->person;

	if (p->birth_year > 0)
		out->age = age_group_words(person_age_group(p->birth_year, c->today));
	out->language = language_words(c, p->language);
	out->writes = can(c, p->id, MAY_WRITE, IN_CASE);
	out->case_closed = !can(c, p->id, MAY_READ, IN_CASE);
	out->safety_closed = !can(c, p->id, MAY_READ, IN_SAFETY);
	out->words_count = words_count(&out->words);
}

enum err person_view_read(struct ctx *c, struct person_id id, struct person_view *out)
{
	struct episode_row_list episodes;
	struct page_parts parts;
	void **asked = timeline_ask(c, id);

	*out = (struct person_view){ .today = c->today };
	episodes_of(c->read, c->house->org, id, &episodes);
	TRY(person_read(c, id, &out->person));
	/* The one round trip of the page: what follows asks again what a module has asked. */
	TRY(timeline_tell(c, id, asked, &parts));
	TRY(read_episode(c, id, &episodes, out));
	TRY(words_read(c, id, &out->words));
	TRY(contact_read(c, id, &out->contact));
	TRY(circle_kept_away(c, id, &out->away));
	TRY(read_stay(c, id, out));
	TRY(read_seams(c, id, out));
	out->steps = (struct step_list){ parts.steps, parts.nsteps };
	out->notes = newest(c->arena, &parts, true, NOTES_SHOWN);
	out->lately = newest(c->arena, &parts, false, LATELY_SHOWN);
	out->more = read_links(c, id);
	describe(c, out);
	return OK;
}
