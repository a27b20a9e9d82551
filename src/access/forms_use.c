#include "access/forms_use.h"

#include "access/wording_sql.h"

static struct form_decisions decisions(struct ctx *c, const struct form_use_list *rows)
{
	struct form_decision *list = NEW_N(c->arena, struct form_decision, rows->n + 1);

	for (size_t i = 0; i < rows->n; i++) {
		const struct form_use *r = &rows->at[i];
		list[i] = (struct form_decision){ .form = r->form,
			                              .serial = r->serial,
			                              .version = r->version,
			                              .about = r->about,
			                              .retired = r->retired,
			                              .hour = r->hour,
			                              .who = r->user_name };
	}
	return (struct form_decisions){ list, rows->n };
}

enum err form_decisions(struct ctx *c, struct form_decisions *out)
{
	struct form_use_list rows;

	form_uses(c->read, c->house->org, &rows);
	TRY(read_now(c->read));
	*out = decisions(c, &rows);
	return OK;
}

enum err form_decisions_of(struct ctx *c, struct str form, struct form_decisions *out)
{
	struct form_use_list rows;

	form_uses_of(c->read, c->house->org, form, &rows);
	TRY(read_now(c->read));
	*out = decisions(c, &rows);
	return OK;
}

void form_decide(struct ctx *c, const struct form_decision *d)
{
	form_use_put(c->change, &(struct form_use_put_args){ .org = c->house->org,
	                                                     .form = d->form,
	                                                     .serial = d->serial,
	                                                     .version = d->version,
	                                                     .about = d->about,
	                                                     .retired = d->retired,
	                                                     .author = c->actor->id,
	                                                     .hour = clock_hour(c->now) });
}
