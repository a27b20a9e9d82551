/* The second pair of eyes: nobody gives something out without consent and is alone with it. */
#include "base/fields.h"
#include "care/day.h"
#include "care/disclosure_inside.h"
#include "care/disclosure_sql.h"

bool disclosure_without_consent(const struct disclosure *d)
{
	return d->ground.n && !str_eq(d->ground, STR("consent"));
}

bool disclosure_unseen(const struct disclosure *d)
{
	return disclosure_without_consent(d) && !d->reviewer.p;
}

bool disclosure_waits(const struct disclosure *d)
{
	return disclosure_unseen(d) || day_known(d->review);
}

enum err disclosure_seen(struct ctx *c, struct person_id person, struct row_id id)
{
	struct disclosure_list all;
	struct row_id about = id;
	bool others = false;

	TRY(disclosures_read(c, person, &all));
	for (size_t i = 0; i < all.n; i++)
		if (row_id_eq(all.at[i].id, id))
			(void)fields_id(all.at[i].body, DISCLOSURE_FIRST, about.b);
		else
			others |= disclosure_unseen(&all.at[i]);
	disclosure_review(c->change, c->house->org, person, id, c->actor->id);
	/* Nothing waits any more: also tasks that were written before each had its own. */
	if (others)
		TRY(task_close_about(c, person, about, TASK_SECOND_PERSON));
	else
		TRY(task_close(c, person, TASK_SECOND_PERSON));
	return audit(c, VERB_WROTE, &person, REASON_SUPERVISION, (struct str){ NULL, 0 });
}
