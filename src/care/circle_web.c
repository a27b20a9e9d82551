#include "care/arrival.h"
#include "care/circle_html.h"
#include "care/circle_inside.h"

/* --- the people around --- */

static struct tie tie_of(struct visit *v, const struct circle_link *l)
{
	bool cares = str_eq(l->kind, STR("caregiver"));

	return (struct tie){ .link = l,
		                 .mirror = l->has_record && l->opens && !day_known(l->ended) &&
		                           can(&v->c, l->other, MAY_WRITE, IN_IDENTITY),
		                 .receives = cares && !l->has_record && !day_known(l->ended) &&
		                             actor_is(v->c.actor, ARRIVAL_ROLES) };
}

/* Kept away first, for whoever is here at night. */
static struct ties *part_of(struct circle_view *view, const struct circle_link *l)
{
	if (day_known(l->ended))
		return &view->ended;
	return circle_is_away(l->kind) ? &view->away : &view->near;
}

/* One page of them, part after part. */
static void part(struct visit *v, const struct circle_links *all, struct circle_view *view)
{
	const char *here = visit_path(v, "/people/%s/circle?", visit_id(v, v->person.b));
	struct ties *const parts[] = { &view->away, &view->near, &view->ended };
	struct tie *at = NEW_N(v->c.arena, struct tie, all->n + 1);
	size_t place = 0;

	for (size_t i = 0; i < all->n; i++)
		place += all->at[i].kind.n != 0;
	view->closed = place < all->n;
	view->pager = visit_pager(v, here, place, CIRCLE_SHOWN);
	place = 0;
	for (size_t p = 0; p < sizeof parts / sizeof *parts; p++) {
		parts[p]->at = at;
		for (size_t i = 0; i < all->n; i++) {
			const struct circle_link *l = &all->at[i];
			if (!l->kind.n || part_of(view, l) != parts[p])
				continue;
			if (place >= view->pager.from && place < view->pager.from + view->pager.n) {
				*at++ = tie_of(v, l);
				parts[p]->n++;
			}
			place++;
		}
	}
}

static enum err circle_show(struct visit *v)
{
	struct circle_view view = { .writes = can(&v->c, v->person, MAY_WRITE, IN_IDENTITY) };
	struct circle_links all;

	TRY(person_read(&v->c, v->person, &view.person));
	TRY(circle_read(&v->c, v->person, &all));
	part(v, &all, &view);
	circle_page(visit_page(v), visit_head(v, T("People around"), "/people"), &view);
	return OK;
}

/* --- the family: names and next days, nothing else --- */

/* P5: looking at somebody's next day is reading in their record. */
static enum err relative_of(struct visit *v, const struct circle_link *l, struct relative *out)
{
	*out = (struct relative){ .link = l,
		                      .closed = !l->opens || !can(&v->c, l->other, MAY_READ, IN_SAFETY) };
	if (out->closed)
		return OK;
	TRY(audit_opening(&v->c, l->other));
	return task_next(&v->c, l->other, &out->next);
}

static enum err family_show(struct visit *v)
{
	struct circle_links all;
	struct relative *list;
	struct person person;
	size_t n = 0;

	TRY(person_read(&v->c, v->person, &person));
	TRY(circle_read(&v->c, v->person, &all));
	list = NEW_N(v->c.arena, struct relative, all.n + 1);
	for (size_t i = 0; i < all.n; i++) {
		const struct circle_link *l = &all.at[i];
		if (l->has_record && circle_is_family(l->kind) && !day_known(l->ended))
			TRY(relative_of(v, l, &list[n++]));
	}
	family_page(visit_page(v), visit_head(v, T("Family"), "/people"), &person,
	            &(struct relatives){ list, n });
	return OK;
}

/* --- a tie ends --- */

struct circle_end_form {
	struct when when;
	struct str reason;
};
static const struct field circle_end_fields[] = {
	FIELDS_WHEN(struct circle_end_form, when),
	FIELD(struct circle_end_form, reason, LONG, OPTIONAL, 1000),
};

static enum err circle_end_show(struct visit *v)
{
	struct circle_form_view view = { .chosen = false };
	struct circle_link now;
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	TRY(circle_read_one(&v->c, v->person, row, &now));
	if (!now.kind.n)
		return ERR_DENIED;
	TRY(person_read(&v->c, v->person, &view.person));
	view.now = &now;
	view.other_saved = v->conflict ? &now : NULL;
	view.action =
		visit_path(v, "/people/%s/circle/%s/end", visit_id(v, v->person.b), visit_id(v, now.id.b));
	circle_end_page(visit_page(v), visit_head(v, T("No longer around"), "/people"), &v->form,
	                &view);
	return OK;
}

static enum err circle_end_save(struct visit *v)
{
	const struct circle_end_form *in = v->in;
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	TRY(when_check(v, &in->when));
	TRY(circle_end(&v->c, v->person, v->token, row, &in->when, in->reason));
	return visit_saved(v, "/people/%s/circle", visit_id(v, v->person.b));
}

static const struct route routes[] = {
	PAGE("/people/:person/circle", PERSON(READ, SAFETY), circle_show),
	PAGE("/people/:person/family", PERSON(READ, IDENTITY), family_show),
	PAGE("/people/:person/circle/new", PERSON(WRITE, IDENTITY), circle_new_show),
	POST("/people/:person/circle/new", PERSON(WRITE, IDENTITY), circle_new_save,
	     FORM(struct circle_form, circle_fields), circle_new_show),
	PAGE("/people/:person/circle/:row", PERSON(WRITE, IDENTITY), circle_correct_show),
	POST("/people/:person/circle/:row", PERSON(WRITE, IDENTITY), circle_correct_save,
	     FORM(struct circle_form, circle_fields), circle_correct_show),
	PAGE("/people/:person/circle/:row/end", PERSON(WRITE, IDENTITY), circle_end_show),
	POST("/people/:person/circle/:row/end", PERSON(WRITE, IDENTITY), circle_end_save,
	     FORM(struct circle_end_form, circle_end_fields), circle_end_show),
};
const struct routes circle_routes = { routes, sizeof routes / sizeof *routes };
