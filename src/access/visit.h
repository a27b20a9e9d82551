/* One visit of one page: what every handler is given. Routes name their permission; the gate has
 * asked it, checked origin and token, parsed the form and noted the opening before a handler runs.
 */
#pragma once
#include "access/access.h"
#include "access/audit.h"
#include "html/form_view.h"
#include "html/page.h"
#include "http/router.h"

/* --- form tables --- */
enum field_kind {
	FIELD_TEXT,   /* struct str, one line */
	FIELD_LONG,   /* struct str, several lines */
	FIELD_OWN,    /* the same: her own words. P7: in these no word is ever pointed out */
	FIELD_INT,    /* int64_t; absent: INT64_MIN */
	FIELD_DAY,    /* struct day; absent: NO_DAY */
	FIELD_CHOICE, /* struct str, one of choices */
	FIELD_FLAG,   /* bool: a check box */
	FIELD_FLAGS,  /* uint32_t: check boxes "name-value", bit i for choices->at[i] */
	FIELD_ID      /* uint8_t[16]; absent: zeros */
};
enum { OPTIONAL = 0, REQUIRED = 1 };

struct field {
	const char *name;
	enum field_kind kind;
	int need;
	size_t max; /* bytes of text; ignored for other kinds */
	size_t at;
	const struct choice_list *choices;
};
#define FIELD(type, member, kind_, need_, max_) \
	{ \
		.name = #member, .kind = FIELD_##kind_, .need = (need_), .max = (max_), \
		.at = offsetof(type, member) \
	}
#define CHOICE(type, member, kind_, need_, list) \
	{ \
		.name = #member, .kind = FIELD_##kind_, .need = (need_), .at = offsetof(type, member), \
		.choices = (list) \
	}

struct visit;

struct form_table {
	const struct field *at;
	size_t n;
	size_t size; /* of the struct that is filled */
};
#define FORM(type, fields) \
	{ \
		(fields), sizeof(fields) / sizeof *(fields), sizeof(type) \
	}

/* --- routes --- */
enum permit {
	PERMIT_ANYBODY = 1, /* no sign-in: the door, assets, health */
	PERMIT_SIGNED_IN,
	PERMIT_ROLES,  /* one of .roles */
	PERMIT_PERSON, /* :person in the pattern; .verb on .compartment */
	PERMIT_TOKEN,  /* a program with a token, below /api/; the handler looks at it. Nobody by a
	                * cookie */
};
struct route {
	enum method method;
	const char *pattern;
	enum permit permit;
	int64_t roles;
	enum verb_wanted verb;
	enum compartment compartment;
	enum err (*handle)(struct visit *v);
	struct form_table form;
	enum err (*again)(
		struct visit *v); /* shows the form again with values and problems; of a POST */
	size_t upload;        /* bytes that a file in its form may have; 0: it brings none */
};
#define ANYBODY .permit = PERMIT_ANYBODY
#define SIGNED_IN .permit = PERMIT_SIGNED_IN
#define TOKEN .permit = PERMIT_TOKEN
#define ROLES(bits) .permit = PERMIT_ROLES, .roles = (bits)
#define PERSON(verb_, comp) .permit = PERMIT_PERSON, .verb = MAY_##verb_, .compartment = IN_##comp
/* A route without a permission does not compile: the third argument must be one of the five above.
 */
#define PAGE(pattern_, permission, handle_) \
	{ \
		.method = METHOD_GET, .pattern = (pattern_), permission, .handle = (handle_) \
	}
#define POST(pattern_, permission, handle_, form_, again_) \
	{ \
		.method = METHOD_POST, .pattern = (pattern_), permission, .handle = (handle_), \
		.form = form_, .again = (again_) \
	}
/* A POST whose form brings a file of at most bytes_ (<form enctype="multipart/form-data">, one
 * <input type="file">). The handler looks at it with visit_file. */
#define POST_FILE(pattern_, permission, handle_, form_, again_, bytes_) \
	{ \
		.method = METHOD_POST, .pattern = (pattern_), permission, .handle = (handle_), \
		.form = form_, .again = (again_), .upload = (bytes_) \
	}

struct routes {
	const struct route *at;
	size_t n;
};

struct visit {
	struct ctx c;
	struct exchange *x;
	const struct route *route;
	struct route_parts parts;        /* named parts of the path */
	struct person_id person;         /* of PERMIT_PERSON routes */
	const struct relation *relation; /* the same */
	void *in;                        /* the filled struct of the form table */
	struct field_view *fields;       /* what form.at points to */
	struct form_view form;           /* values and problems, for templates */
	struct row_id token;             /* of this form: also the id of the row it makes */
	bool again;                      /* the form is shown again: 422, or 409 when conflict is set */
	bool conflict;                   /* somebody else saved meanwhile */
	struct html html;
	struct visit_state *state; /* the gate's own */
};

/* --- what handlers do --- */
/* The html to render a page into; the reply becomes 200 (422 or 409 when shown again). */
struct html *visit_page(struct visit *v);
/* A page head filled for this visit: user, nav, token, assets, and whom the page is about; the
 * title is a msgid. */
const struct page_head *visit_head(struct visit *v, const char *title, const char *section);
/* After the change is committed: see other, with "Saved." there. fmt makes a path. */
enum err visit_saved(struct visit *v, const char *fmt, ...) NODISCARD
	__attribute__((format(printf, 2, 3)));
/* The same without a notice. */
enum err visit_go(struct visit *v, const char *fmt, ...) NODISCARD
	__attribute__((format(printf, 2, 3)));
/* Puts a problem beside a field, which no table need name (a file has none); VISIT_WHOLE: of the
 * form as a whole, told above it. message is a msgid. Returns ERR_INVALID so that a handler can
 * return it. */
#define VISIT_WHOLE ""
enum err visit_problem(struct visit *v, const char *field, const char *message) NODISCARD;
/* A row id from the path; ERR_ABSENT when it is none. */
enum err visit_row(struct visit *v, const char *part, struct row_id *out) NODISCARD;
/* The row of the address, which what was sent corrects; NULL when the address names none: it is
 * new. What stands in a row's place and is no row has not come past the gate. */
const struct row_id *visit_replaced(struct visit *v);
/* True when the form is asked for to be printed blank and filled in by hand (?paper=1): then no
 * draft and no value fills it. */
bool visit_paper(const struct visit *v);
/* An id in text, in the arena: for addresses made in C. */
const char *visit_id(struct visit *v, const uint8_t *id);
/* An address, in the arena. */
const char *visit_path(struct visit *v, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Fills v->form from stored values, for a form that corrects something: pairs of name and value. */
void visit_fill(struct visit *v, const char *name, struct str value);
/* The ticked boxes of a group whose values are not known to a table, as places in boxes: their ids,
 * for instance. The table has a text field of the group's name, which is never posted itself: it
 * keeps what is ticked when the form is shown again, and bears the problem. */
struct ticked {
	const size_t *at;
	size_t n;
};
struct ticked visit_ticked(struct visit *v, const char *name, const struct choice_list *boxes);
/* Runs work(v) on the slow queue (password hashing), then calls then(v) on a page thread. Return
 * its result. */
enum err visit_slowly(struct visit *v, void (*work)(struct visit *v),
                      enum err (*then)(struct visit *v)) NODISCARD;
/* The same for what may take a minute, on a queue of its own: nobody waits at the door for it. It
 * goes on when the reader has left. */
enum err visit_lasting(struct visit *v, void (*work)(struct visit *v),
                       enum err (*then)(struct visit *v)) NODISCARD;
/* A Set-Cookie value for the session; empty token ends it. */
void visit_cookie(struct visit *v, struct str token);
/* Loads what was being written at this page's address into v->form. True when there was a draft. */
bool visit_draft(struct visit *v);
/* Forgets the draft of an address, with the change that saves the form. */
void visit_draft_done(struct visit *v, const char *path);
/* Keeps what was posted as the draft of the form at path, with c->change: for forms of several
 * steps. */
enum err visit_draft_save(struct visit *v, struct str path) NODISCARD;
/* The same for a form that keeps more than what was posted: a record of base/fields.h, or what
 * stands there (empty: nothing), of the form at path. */
void visit_draft_put(struct visit *v, struct str path, struct str record);
struct str visit_draft_record(struct visit *v, struct str path);
/* In a POST, a field that no table names because the form comes from a pack: its value without
 * white space at the ends, checked as a FIELD_LONG of at most max bytes. It joins v->form, where
 * templates and visit_problem find it; look at form_problem before it is used. name must live as
 * long as the visit. At most 400. */
struct str visit_posted(struct visit *v, const char *name, size_t max);
/* In a POST_FILE, the file that came in the field name, or NULL: none was chosen. Its name and type
 * are what the sender says; its bytes live as long as the visit. */
const struct upload *visit_file(const struct visit *v, const char *name);
/* The value of a query parameter, or the empty view. */
struct str visit_query(const struct visit *v, const char *name);
/* The place in a long list that the address asks for (?from=N), at most INT32_MAX; 0 for none. */
size_t visit_place(const struct visit *v);
/* The page that begins there, of a list of all entries shown each at a time; a place past the end
 * is the beginning. base: see struct pager. */
struct pager visit_pager(const struct visit *v, const char *base, size_t all, size_t each);
