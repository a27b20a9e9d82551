#include "care/file_house.h"

#include "base/wipe.h"
#include "care/file_inside.h"
#include "care/file_sql.h"

static enum err check_room(struct ctx *c, struct row_id subject)
{
	const struct house_files_n *files;

	house_files_count(c->read, c->house->org, subject, &files);
	TRY(read_now(c->read));
	return files->n < FILES_MOST ? OK : ERR_TOO_BIG;
}

/* Sealed first: who may not write here writes nothing to the disk either. */
static enum err store(struct ctx *c, const struct file_kept *kept,
                      struct house_file_insert_args *row)
{
	struct key k;
	enum err e;

	key_fresh(&k);
	id_random(row->stored.b);
	e = house_row_seal(c, row->subject, SEAL_HOUSE_FILE_KEY, row->stored,
	                   (struct str){ (const char *)k.b, sizeof k.b }, &row->secret);
	if (e == OK)
		e = disk_put(c, row->subject.b, row->stored, &k,
		             (struct stream_content){ kept->at, kept->n });
	wipe(&k, sizeof k);
	return e;
}

enum err house_file_write(struct ctx *c, struct row_id subject, struct row_id id,
                          const struct file_new *n)
{
	struct file_new placeless = *n;
	struct file_kept *kept;
	enum file_kind kind;
	struct house_file_insert_args row = { .org = c->house->org,
		                                  .subject = subject,
		                                  .id = id,
		                                  .author = c->actor->id,
		                                  .hour = clock_hour(c->now) };

	if (!house_may(c, subject))
		return ERR_DENIED;
	TRY(file_pick(c, n, &kind, &kept));
	TRY(check_room(c, subject));
	placeless.place = NULL;
	TRY(house_row_seal(c, subject, SEAL_HOUSE_FILE, id, file_body(c, &placeless, kind, kept->bytes),
	                   &row.body));
	TRY(store(c, kept, &row));
	house_file_insert(c->change, &row);
	return audit(c, VERB_FILE_BROUGHT, NULL, REASON_CARE, (struct str){ NULL, 0 });
}

static enum err open_row(struct ctx *c, struct row_id subject, struct row_id id,
                         const struct house_file_row **row, struct file_entry *out)
{
	struct str body;
	enum err e;

	if (!house_may(c, subject))
		return ERR_DENIED;
	house_file_one(c->read, c->house->org, subject, id, row);
	TRY(read_now(c->read));
	if (!*row)
		return ERR_ABSENT;
	*out = (struct file_entry){ .id = id,
		                        .by = (*row)->author,
		                        .author = (*row)->user_name,
		                        .hour = (*row)->hour,
		                        .out = !(*row)->current };
	e = house_row_open(c, subject, SEAL_HOUSE_FILE, id, (*row)->body, &body);
	out->closed = e == ERR_DENIED;
	return out->closed ? OK : e != OK ? e : file_body_read(c, body, out);
}

enum err house_file_about(struct ctx *c, struct row_id subject, struct row_id id,
                          struct file_entry *out)
{
	const struct house_file_row *row;

	return open_row(c, subject, id, &row, out);
}

enum err house_file_content(struct ctx *c, struct row_id subject, struct row_id id,
                            struct file_entry *about, struct str *out)
{
	const struct house_file_row *row;
	struct str secret;

	TRY(open_row(c, subject, id, &row, about));
	if (about->out || !row->secret.p)
		return ERR_ABSENT;
	if (about->closed)
		return ERR_DENIED;
	TRY(house_row_open(c, subject, SEAL_HOUSE_FILE_KEY, row->stored, row->secret, &secret));
	TRY(file_unseal(c, subject.b, row->stored, secret, about->bytes, out));
	return audit(c, VERB_FILE_OPENED, NULL, REASON_CARE, (struct str){ NULL, 0 });
}

enum err house_file_take_out(struct ctx *c, struct row_id subject, struct row_id id)
{
	const struct house_file_row *row;
	struct file_entry one;

	TRY(open_row(c, subject, id, &row, &one));
	if (one.out)
		return ERR_CONFLICT;
	if (one.closed || !user_id_eq(one.by, c->actor->id))
		return ERR_DENIED;
	house_file_take(c->change, c->house->org, subject, id);
	house_row_forget(c, row->stored);
	return audit(c, VERB_FILE_TAKEN_OUT, NULL, REASON_CARE, (struct str){ NULL, 0 });
}
