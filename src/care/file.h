/* Papers and pictures: a photograph of a signed paper, a paper as PDF. Each is sealed with a key of
 * its own, which lies in the compartment that the file belongs to; of a picture only what is needed
 * to draw it is kept (docs/decisions/0020-files.md). */
#pragma once
#include "access/module.h"
#include "care/file_picture.h"
#include "html/papers.h"

enum { FILE_BYTES = 10 * 1024 * 1024, FILES_MOST = 300 /* of one person */ };

/* What a file belongs to, and so who may open it. */
struct file_place {
	const char *code; /* "consents": in addresses, and sealed beside the file */
	enum compartment comp;
	const char *label; /* msgid */
	const char *path;  /* after /people/ID; NULL: it has no page of its own */
};
/* NULL when there is none of that code. */
const struct file_place *file_place(struct str code);
/* The first of a compartment: for an entry whose module has no place of its own. */
const struct file_place *file_place_in(enum compartment comp);

/* What may come as such a file. */
enum file_wanted { FILE_PAPERS /* pictures and PDFs */, FILE_PICTURES, FILE_SOUNDS, FILE_ALL };

struct file_new {
	enum file_wanted wanted;
	struct str seen_by; /* roles that may open it beside the key (forms_seen_by); empty: all */
	const struct file_place *place;
	struct row_id about; /* the entry that it belongs to, or zeros */
	struct str name;     /* what the sender calls it; may be empty */
	struct str bytes;    /* of a kind that file_kind_of knows */
	struct str words;    /* what it shows; may be empty */
	struct day day;      /* of the paper; NO_DAY: today */
};
struct file_entry {
	struct row_id id;
	struct row_id about;
	const struct file_place *place; /* NULL when closed, as what follows */
	enum file_kind kind;
	int64_t bytes;
	struct str name;
	struct str words;
	struct day day;
	struct instant hour;
	struct user_id by;
	struct str author; /* user name */
	bool closed;       /* to this reader, by key or by roles */
	bool out;          /* taken out of the record: its words stay, it cannot be opened */
};
struct file_entries {
	const struct file_entry *at;
	size_t n;
};

/* Why a file is not taken as that: a msgid. */
const char *file_refused(enum file_wanted wanted, struct str bytes);

/* Writes the file to DIR/files and adds its row to c->change. ERR_INVALID: it is not what is
 * wanted, its form is broken, or the entry is not this person's; ERR_LARGE; ERR_TOO_BIG: FILES_MOST
 * are there; ERR_DENIED without the key; ERR_FULL: no room on the disk. When the commit fails
 * nothing points to what was written, and file_sweep removes it. */
enum err file_write(struct ctx *c, struct person_id person, struct row_id id,
                    const struct file_new *n) NODISCARD;
/* All of a person, newest first. */
enum err files_read(struct ctx *c, struct person_id person, struct file_entries *out) NODISCARD;
/* One of them. ERR_ABSENT when there is none. */
enum err file_about(struct ctx *c, struct person_id person, struct row_id id,
                    struct file_entry *out) NODISCARD;
/* Its bytes, beside c->arena; the opening goes into the audit with c->change. ERR_ABSENT: taken
 * out, or gone from the disk; ERR_DENIED when it is closed to the actor; ERR_VAULT when it is
 * damaged. */
enum err file_content(struct ctx *c, struct person_id person, struct row_id id,
                      struct file_entry *about, struct str *out) NODISCARD;
/* Takes it out: its key goes with the commit. ERR_DENIED unless its author or the lead asks. */
enum err file_take_out(struct ctx *c, struct person_id person, struct row_id id) NODISCARD;

/* For the page of an entry (part papers): what belongs to it, and where more is added when the
 * actor may write there. */
struct page_papers file_papers(struct ctx *c, struct person_id person,
                               const struct file_entries *all, const char *place,
                               struct row_id entry);

/* Removes from DIR/files what no row points to and is older than an hour: what a failed commit or a
 * file that was taken out left behind. *removed counts. An error leaves the rest as it is. */
enum err file_sweep(struct ctx *c, int64_t *removed) NODISCARD;
/* Looks, without keys, whether each file is there and has the form of a sealed one. */
enum err file_verify(struct verify *v) NODISCARD;
