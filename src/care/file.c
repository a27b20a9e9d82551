#include "access/forms.h"
#include "base/fields.h"
#include "base/wipe.h"
#include "care/file_inside.h"
#include "care/file_sql.h"
#include "care/timeline.h"

enum { BODY_ROOM = 8 * 1024 };

static const struct file_place places[] = {
	{ "care", IN_CASE, T("Care and support"), NULL },
	{ "consents", IN_CASE, T("A consent"), "/consents" },
	{ "plan", IN_CASE, T("The plan"), "/plan" },
	{ "safety", IN_SAFETY, T("Safety: also for those on call"), NULL },
	{ "health", IN_HEALTH, T("Health"), NULL },
	{ "legal", IN_LEGAL, T("Legal"), NULL },
	{ "counsel", IN_COUNSEL, T("Counselling"), NULL },
	{ "story", IN_STORY, T("Story, told once"), NULL },
	{ "location", IN_LOCATION, T("Where this person lives"), NULL },
	{ "identity", IN_IDENTITY, T("Who somebody is"), NULL },
	{ "messages", IN_MESSAGES, T("Messages"), NULL },
};
/* Those that a colleague chooses among; to the others only a form brings a file. */
static const struct choice place_list[] = {
	{ "care", T("Care and support") },
	{ "consents", T("A consent") },
	{ "plan", T("The plan") },
	{ "safety", T("Safety: also for those on call") },
	{ "health", T("Health") },
	{ "legal", T("Legal") },
	{ "counsel", T("Counselling") },
	{ "story", T("Story, told once") },
	{ "location", T("Where this person lives") },
};
const struct choice_list file_places = { place_list, sizeof place_list / sizeof *place_list };

const struct file_place *file_place(struct str code)
{
	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (str_eq(code, str_z(places[i].code)))
			return &places[i];
	return NULL;
}

const struct file_place *file_place_in(enum compartment comp)
{
	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (places[i].comp == comp && !places[i].path)
			return &places[i];
	return NULL;
}

struct choice_list file_choices_of(struct ctx *c, struct person_id person)
{
	struct choice *list = NEW_N(c->arena, struct choice, file_places.n);
	size_t n = 0;

	for (size_t i = 0; i < file_places.n; i++) {
		const struct file_place *p = file_place(str_z(place_list[i].value));

		if (p && !p->path && can(c, person, MAY_WRITE, p->comp))
			list[n++] = place_list[i];
	}
	return (struct choice_list){ list, n };
}

/* --- writing --- */

enum err file_entry_there(struct ctx *c, struct person_id person, struct row_id row)
{
	struct page_parts parts;
	void **asked;

	if (row_is_none(row))
		return OK;
	asked = timeline_ask(c, person);
	TRY(timeline_tell(c, person, asked, &parts));
	for (size_t i = 0; i < parts.nmoments; i++)
		if (row_id_eq(parts.moments[i].row, row))
			return OK;
	return ERR_ABSENT;
}

enum err file_pick(struct ctx *c, const struct file_new *n, enum file_kind *kind,
                   struct file_kept **out)
{
	*out = NEW(c->arena, struct file_kept);
	*kind = file_kind_of(n->bytes);
	if (n->bytes.n > FILE_BYTES)
		return ERR_LARGE;
	return file_is_wanted(n->wanted, *kind) && file_keep(*kind, n->bytes, *out) ? OK : ERR_INVALID;
}

struct str file_body(struct ctx *c, const struct file_new *n, enum file_kind kind, size_t bytes)
{
	struct buf b = buf_new(c->arena, BODY_ROOM);

	if (n->place)
		fields_put(&b, "of", str_z(n->place->code));
	fields_put(&b, "name", n->name);
	fields_put(&b, "words", n->words);
	fields_put(&b, "seen_by", n->seen_by);
	fields_put_int(&b, "kind", kind);
	fields_put_int(&b, "bytes", (int64_t)bytes);
	fields_put_int(&b, "day", day_known(n->day) ? n->day.n : c->today.n);
	return buf_str(&b);
}

static enum err check_room(struct ctx *c, struct person_id person)
{
	struct file_row_list rows;

	files_of(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	return rows.n < FILES_MOST ? OK : ERR_TOO_BIG;
}

/* Sealed first: who may not write here writes nothing to the disk either. */
static enum err store(struct ctx *c, struct person_id person, enum compartment comp,
                      const struct file_kept *kept, struct file_insert_args *row)
{
	struct key k;
	enum err e;

	key_fresh(&k);
	id_random(row->stored.b);
	e = seal_person(c, person, comp, SEAL_FILE_KEY, row->id,
	                (struct str){ (const char *)k.b, sizeof k.b }, &row->secret);
	if (e == OK)
		e = disk_put(c, person.b, row->stored, &k, (struct stream_content){ kept->at, kept->n });
	wipe(&k, sizeof k);
	return e;
}

enum err file_write(struct ctx *c, struct person_id person, struct row_id id,
                    const struct file_new *n)
{
	struct file_kept *kept;
	enum file_kind kind;
	struct file_insert_args row = { .org = c->house->org,
		                            .person = person,
		                            .id = id,
		                            .has_about = !row_is_none(n->about),
		                            .about = n->about,
		                            .author = c->actor->id,
		                            .hour = clock_hour(c->now) };

	TRY(file_pick(c, n, &kind, &kept));
	TRY(file_entry_there(c, person, n->about));
	TRY(check_room(c, person));
	TRY(seal_person(c, person, n->place->comp, SEAL_FILE, id, file_body(c, n, kind, kept->bytes),
	                &row.body));
	TRY(store(c, person, n->place->comp, kept, &row));
	file_insert(c->change, &row);
	return audit(c, VERB_WROTE, &person, REASON_CARE, (struct str){ NULL, 0 });
}

/* --- reading --- */

enum err file_body_read(struct ctx *c, struct str body, struct file_entry *out)
{
	out->closed = !forms_seen_by(fields_get(body, "seen_by"), c->actor->roles);
	if (out->closed)
		return OK;
	out->kind = (enum file_kind)fields_int(body, "kind", FILE_NONE);
	out->bytes = fields_int(body, "bytes", 0);
	out->name = fields_get(body, "name");
	out->words = fields_get(body, "words");
	out->day = fields_day(body, "day", clock_day(out->hour, c->house->utc_offset));
	return out->kind > FILE_NONE && out->kind <= FILE_WAV && out->bytes >= 0 ? OK : ERR_VAULT;
}

static enum err open_row(struct ctx *c, struct person_id person, const struct file_row *r,
                         struct file_entry *out)
{
	struct str body;
	enum err e = open_among(c, person, FILE_AMONG, SEAL_FILE, r->id, r->body, &body);

	*out = (struct file_entry){ .id = r->id,
		                        .about = r->about,
		                        .hour = r->hour,
		                        .by = r->author,
		                        .author = r->user_name,
		                        .closed = e == ERR_DENIED,
		                        .out = !r->current };
	if (e != OK)
		return e == ERR_DENIED ? OK : e;
	TRY(file_body_read(c, body, out));
	if (!out->closed)
		out->place = file_place(fields_get(body, "of"));
	return out->closed || out->place ? OK : ERR_VAULT;
}

enum err file_entries_open(struct ctx *c, struct person_id person, const struct file_row_list *rows,
                           struct file_entries *out)
{
	struct file_entry *list = NEW_N(c->arena, struct file_entry, rows->n + 1);

	for (size_t i = 0; i < rows->n; i++)
		TRY(open_row(c, person, &rows->at[rows->n - 1 - i], &list[i]));
	*out = (struct file_entries){ list, rows->n };
	return OK;
}

enum err files_read(struct ctx *c, struct person_id person, struct file_entries *out)
{
	struct file_row_list rows;

	files_of(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	return file_entries_open(c, person, &rows, out);
}

static enum err row_of(struct ctx *c, struct person_id person, struct row_id id,
                       const struct file_row **out)
{
	file_one(c->read, c->house->org, person, id, out);
	TRY(read_now(c->read));
	return *out ? OK : ERR_ABSENT;
}

enum err file_about(struct ctx *c, struct person_id person, struct row_id id,
                    struct file_entry *out)
{
	const struct file_row *row;

	TRY(row_of(c, person, id, &row));
	return open_row(c, person, row, out);
}

enum err file_unseal(struct ctx *c, const uint8_t *whose, struct row_id stored, struct str secret,
                     int64_t bytes, struct str *out)
{
	struct key k;
	char *p;
	enum err e;

	if (secret.n != sizeof k.b || bytes > FILE_BYTES)
		return ERR_VAULT;
	p = arena_pages(c->arena, (size_t)bytes);
	if (!p)
		return ERR_BUSY;
	memcpy(k.b, secret.p, sizeof k.b);
	e = disk_get(c, whose, stored, &k, (size_t)bytes, p);
	wipe(&k, sizeof k);
	*out = (struct str){ p, (size_t)bytes };
	return e;
}

enum err file_content(struct ctx *c, struct person_id person, struct row_id id,
                      struct file_entry *about, struct str *out)
{
	const struct file_row *row;
	struct str secret;

	TRY(row_of(c, person, id, &row));
	TRY(open_row(c, person, row, about));
	if (about->out || !row->secret.p)
		return ERR_ABSENT;
	if (about->closed)
		return ERR_DENIED;
	TRY(open_among(c, person, FILE_AMONG, SEAL_FILE_KEY, id, row->secret, &secret));
	TRY(file_unseal(c, person.b, row->stored, secret, about->bytes, out));
	return audit(c, VERB_FILE_OPENED, &person, REASON_CARE, (struct str){ NULL, 0 });
}

bool file_may_take_out(struct ctx *c, struct person_id person, const struct file_entry *one)
{
	return !one->closed && !one->out && can(c, person, MAY_WRITE, one->place->comp) &&
	       (user_id_eq(one->by, c->actor->id) || actor_is(c->actor, ROLE_lead));
}

enum err file_take_out(struct ctx *c, struct person_id person, struct row_id id)
{
	struct file_entry one;

	TRY(file_about(c, person, id, &one));
	if (!file_may_take_out(c, person, &one))
		return one.out ? ERR_CONFLICT : ERR_DENIED;
	file_take(c->change, c->house->org, person, id);
	return audit(c, VERB_FILE_TAKEN_OUT, &person, REASON_CARE, (struct str){ NULL, 0 });
}
