/* Private to the module file. */
#pragma once
#include "care/file.h"
#include "vault/stream.h"

/* --- file_disk.c: DIR/files --- */
/* Seals content into a new file of that name, lasting through a power cut; nothing is left when it
 * fails. It is bound to whose it is: ID_BYTES. ERR_FULL, ERR_STORE. */
enum err disk_put(struct ctx *c, const uint8_t *whose, struct row_id stored, const struct key *k,
                  struct stream_content content) NODISCARD;
/* Opens one of n bytes of content into out. ERR_ABSENT: there is none; ERR_VAULT. */
enum err disk_get(struct ctx *c, const uint8_t *whose, struct row_id stored, const struct key *k,
                  size_t n, char *out) NODISCARD;
/* How a file looks without a key. */
enum disk_look { DISK_WHOLE, DISK_MISSING, DISK_BROKEN };
enum disk_look disk_look(const struct house *house, struct row_id stored);
/* Removes every file that is older than age seconds and for which needed(arg, name) is false. */
enum err disk_sweep(const struct house *house, int64_t age,
                    bool (*needed)(void *arg, struct row_id stored), void *arg,
                    int64_t *removed) NODISCARD;

/* --- file.c --- */
/* ERR_ABSENT: no entry of this person on the timeline is that row. Zeros are OK. */
enum err file_entry_there(struct ctx *c, struct person_id person, struct row_id row) NODISCARD;
/* Compartments in which a file may lie: all of them. */
#define FILE_AMONG (~1u & ((1u << (IN_LAST_ + 1)) - 1))
/* What is kept of a file, if it is wanted and whole; ERR_INVALID, ERR_LARGE. */
enum err file_pick(struct ctx *c, const struct file_new *n, enum file_kind *kind,
                   struct file_kept **out) NODISCARD;
/* What is sealed beside a file, and what it says: OK with closed set when the roles of the reader
 * may not see it. ERR_VAULT: it says nothing that is known. */
struct str file_body(struct ctx *c, const struct file_new *n, enum file_kind kind, size_t bytes);
enum err file_body_read(struct ctx *c, struct str body, struct file_entry *out) NODISCARD;
/* The bytes of a file, by its key as it was sealed, beside c->arena. */
enum err file_unseal(struct ctx *c, const uint8_t *whose, struct row_id stored, struct str secret,
                     int64_t bytes, struct str *out) NODISCARD;
struct file_row_list; /* file_sql.h */
/* Newest first. */
enum err file_entries_open(struct ctx *c, struct person_id person, const struct file_row_list *rows,
                           struct file_entries *out) NODISCARD;
/* Who wrote it, or the lead; who may write there. */
bool file_may_take_out(struct ctx *c, struct person_id person, const struct file_entry *one);
/* All places, as answers. */
extern const struct choice_list file_places;
/* What a colleague may put a file to, of file_choices. */
struct choice_list file_choices_of(struct ctx *c, struct person_id person);

/* --- pages --- */
struct file_form {
	struct str of;
	uint8_t row[ID_BYTES];
	struct str words;
	struct day day;
	struct str from; /* "files": chosen on the device; else the camera is offered */
};
enum { FILES_SHOWN = 30 };
struct files_view {
	struct person_id person;
	struct file_entries open; /* one page of them */
	struct pager pager;
	size_t closed;
	bool may_write;
};
struct file_form_view {
	struct person_id person;
	const struct file_place *place; /* NULL: it is chosen in the form */
	const char *row;                /* of the entry, in text; "" for none */
	const char *same;               /* the query that asks for the same place and entry */
	struct choice_list choices;
	bool files; /* no camera */
};
struct file_page_view {
	struct person_id person;
	const struct file_entry *one;
	bool may_take_out;
};
/* What the field of a file offers to choose from. */
static inline const char *file_accepts(bool files)
{
	return files ? ".jpg,.jpeg,.png,.webp,.pdf,image/jpeg,image/png,image/webp,application/pdf"
	             : "image/*";
}
