/* "Who opened this and why": the entries about one person, for herself (P5). */
#include "access/audit_inside.h"
#include "access/audit_sql.h"

static struct audit_line line_of(const struct audit_about_row *row)
{
	return (struct audit_line){ .seq = row->seq,
		                        .hour = row->hour,
		                        .who = row->who,
		                        .role = role_words(row->role),
		                        .did = verb_words((enum verb)row->verb),
		                        .why = reason_words((enum reason)row->reason),
		                        .emergency =
		                            row->verb == VERB_BROKE || row->reason == REASON_EMERGENCY };
}

/* Whoever opens in an emergency holds no key of the case to seal the reason with: it lies with the
 * team, beside the opening. Each opening is used once. */
static enum err glass_words(struct ctx *c, struct team_id team,
                            const struct audit_glass_list *glass, bool *used,
                            struct audit_line *line)
{
	for (size_t i = 0; i < glass->n; i++) {
		const struct audit_glass *g = &glass->at[i];
		enum err e;
		if (used[i] || g->hour.s != line->hour.s || !str_eq(g->user_name, line->who))
			continue;
		used[i] = true;
		e = open_team(c, team, SEAL_GLASS_REASON, g->id, g->reason, &line->words);
		return e == ERR_DENIED ? OK : e;
	}
	return OK;
}

static enum err lines_of(struct ctx *c, struct person_id person,
                         const struct audit_about_row_list *rows, struct audit_line **out)
{
	struct audit_line *lines = NEW_N(c->arena, struct audit_line, rows->n + 1);

	for (size_t i = 0; i < rows->n; i++) {
		const struct audit_about_row *row = &rows->at[i];
		lines[i] = line_of(row);
		TRY(open_if_may(c, person, IN_CASE, SEAL_AUDIT_REASON, row->detail, row->words,
		                &lines[i].words));
	}
	*out = lines;
	return OK;
}

enum err audit_of_person(struct ctx *c, struct person_id person, int64_t before_seq,
                         struct audit_lines *out)
{
	struct audit_about_row_list rows;
	struct audit_glass_list glass;
	const struct relation *r;
	struct audit_line *lines;
	bool *used;

	*out = (struct audit_lines){ NULL, 0 };
	TRY(relation_of(c, person, &r));
	if (!may(c->actor, MAY_READ, r, IN_IDENTITY))
		return ERR_DENIED;
	audit_about(c->read, c->house->org, person, before_seq > 0 ? before_seq : INT64_MAX, &rows);
	audit_glass(c->read, c->house->org, person, &glass);
	TRY(read_now(c->read));
	TRY(lines_of(c, person, &rows, &lines));
	used = NEW_N(c->arena, bool, glass.n + 1);
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].verb == VERB_BROKE && !lines[i].words.p)
			TRY(glass_words(c, r->team, &glass, used, &lines[i]));
	*out = (struct audit_lines){ lines, rows.n };
	return OK;
}

enum err audit_of_verb(struct ctx *c, struct person_id person, enum verb verb, int64_t before_seq,
                       struct audit_lines *out)
{
	struct audit_about_row_list rows;
	const struct relation *r;
	struct audit_line *lines;

	*out = (struct audit_lines){ NULL, 0 };
	TRY(relation_of(c, person, &r));
	if (!may(c->actor, MAY_READ, r, IN_IDENTITY))
		return ERR_DENIED;
	audit_did(c->read, c->house->org, person, verb, before_seq > 0 ? before_seq : INT64_MAX, &rows);
	TRY(read_now(c->read));
	TRY(lines_of(c, person, &rows, &lines));
	*out = (struct audit_lines){ lines, rows.n };
	return OK;
}
