/* Private to the module form. */
#pragma once
#include "access/form_media.h"
#include "care/file.h"
#include "care/form.h"
#include "care/person.h"
#include "care/story.h"
#include "forms/fill.h"
#include "html/papers.h"

/* form_write.c: the field of a path with rounds in it: the path without them. NULL: the form has
 * none. */
const struct form_field *form_field_of(struct ctx *c, const struct form_def *form, struct str path);

/* --- form_rules.c --- */

/* Where it lies on a form about something: home for what is not named. */
enum compartment lies_in(const struct filled_about *about, const struct form_field *f);

/* One form as it is filled in by this actor. */
struct filling {
	const struct filled_new *n;
	struct fill *fill;
	uint32_t may;          /* compartments that the actor may write: a bit for each */
	struct told_list told; /* painful facts that the form asks and that were told before */
};
/* Works it out; start has fresh and added, the rest is set here. person NULL: it is about nobody
 * who walks with us. n must outlive *out. */
enum err filling_open(struct ctx *c, const struct person_id *person, const struct filled_new *n,
                      struct fill_start start, struct filling *out) NODISCARD;
/* The question may not be answered by this actor. */
bool filling_closed(const struct filling *g, const struct fill_node *n);
/* The fact was told before, and is not what is corrected: it need not be asked. NULL: ask. */
const struct told *filling_told(const struct filling *g, const struct fill_node *n);
/* Why a node is asked again, as was said; NULL: nothing was said. */
const struct filled_again *filling_again(const struct filling *g, const struct fill_node *n);
/* What is wrong with a node, a msgid or the form's own words; NULL: nothing that holds a saving up.
 */
const char *filling_problem(const struct filling *g, size_t node);
/* No problem anywhere. */
bool filling_sound(const struct filling *g);

/* --- form_told.c --- */

/* Writes tellings of what was answered anew. */
enum err filling_tell(struct ctx *c, struct person_id person, const struct filling *g) NODISCARD;
/* Whose figures they are, and the row that a correction replaces. */
struct counting {
	const struct person_id *person; /* NULL: pseudonym is given */
	struct pseudonym_id pseudonym;
	struct row_id row;
};
/* Counts what is countable (inbox.h, "answers"). */
enum err filling_count(struct ctx *c, const struct filling *g, const struct answers *out,
                       const struct counting *to) NODISCARD;

/* --- form_about.c: stays and services --- */

/* Looks the entry up and sets home. ERR_ABSENT when it is not hers, ERR_DENIED when it is closed.
 */
enum err about_find(struct ctx *c, struct person_id person, struct filled_about *about) NODISCARD;
/* True for a form about this entry, whichever of its rows was named then. */
bool about_same(struct ctx *c, struct person_id person, const struct filled *f,
                const struct filled_about *about);
/* The entry in a few words, for headings. */
struct entry_view {
	struct str words; /* empty: the form is about the person */
	struct day day;
	bool closed;
};
enum err about_view(struct ctx *c, struct person_id person, const struct filled_about *about,
                    struct entry_view *out) NODISCARD;

/* --- form_subject.c: what a page of forms is about --- */

struct subject {
	const struct person_id *person; /* NULL: a colleague, or the organisation */
	struct filled_about about;
	struct str name;      /* form setting about: "person" */
	const char *base;     /* BASE/questions: where forms are chosen and filled in */
	const char *answers;  /* ANSWERS/answers/ROW: where they are read */
	const char *section;  /* of the navigation */
	struct entry_view of; /* the entry, the colleague's user name; empty: the person herself */
	bool may_write;
};
/* From the address. ERR_ABSENT: there is no such entry or colleague; ERR_DENIED: closed. */
enum err subject_of(struct visit *v, struct subject *out) NODISCARD;
/* The actor may write about it, where about (of the subject, or of what is corrected) lies. */
bool subject_writes(struct ctx *c, const struct subject *s, const struct filled_about *about);
/* What was filled in about it; one of them; and a new one or a correction. */
enum err subject_filled(struct ctx *c, const struct subject *s, struct filled_list *out) NODISCARD;
enum err subject_read(struct ctx *c, const struct subject *s, struct row_id row,
                      struct filled *out) NODISCARD;
enum err subject_write(struct ctx *c, const struct subject *s, struct row_id id,
                       const struct filled_new *n) NODISCARD;

/* --- form_seen.c --- */

/* True when the form lets somebody with the actor's roles see f. */
bool seen_by_actor(const struct ctx *c, const struct form_field *f);
/* Takes away what the form does not let the actor see, and says that something is closed. */
enum err seen_only(struct ctx *c, struct filled *f) NODISCARD;

/* --- what the pages show: form_page.c, form_show.c --- */

enum ask_kind {
	ASK_GROUP, /* a heading */
	ASK_ROUND, /* a heading, and a button that removes it */
	ASK_ADD,   /* the button that adds a round */
	ASK_NOTE,
	ASK_SHOWN, /* calculated or fixed: seen, not answered */
	ASK_TEXT,
	ASK_LONG,
	ASK_NUMBER,
	ASK_DAY,
	ASK_MONTH,
	ASK_TIME,
	ASK_MOMENT,
	ASK_ONE,
	ASK_LIST, /* one, in a closed list */
	ASK_MANY,
	ASK_RANK,
	ASK_YES,   /* a box to tick */
	ASK_FILE,  /* a recording, a picture, a paper */
	ASK_CLOSED /* to whoever fills it in */
};
struct ask_choice {
	const char *name; /* of its own field, for several and ranks */
	const char *value;
	struct str label;
	bool chosen;
	struct str place; /* of a rank */
	struct media_view media;
};
struct ask_choices {
	const struct ask_choice *at;
	size_t n;
};
/* A file that an answer is, or that may be added as one. */
struct brought {
	struct str href;    /* its page; empty: there is none yet */
	struct str content; /* of a sound */
	bool sound;
	bool gone;          /* it was taken out */
	bool closed;        /* to this reader */
	const char *button; /* msgid: add it */
};
/* Of a list that is too long to look through: letters, and what begins so (form_find.c). */
struct find {
	const char *name; /* of the field of letters; NULL: the list is shown */
	struct str letters;
	const char *look; /* where the button leads */
	size_t all;       /* choices on the list */
	size_t more;      /* that begin so, and are not shown */
	bool none;        /* begins so */
};
struct ask {
	enum ask_kind kind;
	const char *name; /* of the field: see ask_name */
	struct str label, hint, guidance, why;
	struct media_view media;
	struct str seen_by; /* roles in words; empty: everybody who holds the key */
	bool file;          /* what is asked is a picture, a recording or a paper */
	struct brought brought;
	struct str value;
	struct str low, high, step; /* of a range */
	struct ask_choices choices;
	struct find find;
	const char *missing_name;
	struct str missing; /* kind of missing, "" for none */
	const char *problem;
	bool hidden;             /* not asked as things stand */
	bool moves;              /* what it says depends on answers */
	bool scale;              /* choices side by side */
	const struct told *told; /* it need not be asked */
	const char *reason_name, *words_name;
	struct str reason, words;
};
struct asks {
	const struct ask *at;
	size_t n;
};
struct page_line {
	struct str label; /* of its first group, or of what it begins with */
	bool group;
	bool here;
};
struct page_lines {
	const struct page_line *at;
	size_t n;
};
struct changed_line {
	struct str label, now;
};
struct changed_lines {
	const struct changed_line *at;
	size_t n;
};
struct fill_view {
	const struct subject *subject;
	const struct form_view *form;
	const char *action;
	struct str title;
	struct page_lines pages;
	size_t page; /* from 0 */
	struct asks asks;
	struct choice_list languages;
	bool corrects;
	struct str from;            /* see struct writing: the id in it */
	const struct filled *other; /* saved by somebody else meanwhile */
	struct changed_lines changes;
};
/* The fields of the page that stand beside the questions and are kept with a draft. */
enum { FILL_BESIDE = 5 };
extern const char *const fill_beside[FILL_BESIDE];
/* Whether the page has a field of this name for itself. */
bool ask_of_page(struct str name);
/* The name of a question's field on the page: its path, with a point before one that is a field of
 * the page's own ("day", "language"). */
struct str ask_name(struct visit *v, const struct fill_node *n);

/* The place of name among words with spaces between, from 1; 0 for none. */
int64_t place_in(struct str words, struct str name);

/* What is posted with every form beside its questions. */
struct fill_form {
	struct when when;
	struct str language, interpreter, go;
	int64_t page;
};
/* A form on its way: what is kept, what was posted, and what comes of it. */
struct writing {
	struct subject subject;
	struct form_kept form;
	struct filled_new n;
	struct filled now;   /* of a correction */
	struct answers kept; /* the draft, or what is corrected */
	struct answers given;
	struct filling filling;
	struct fill_start start;
	size_t page;
	const size_t *page_of_field;
	size_t cursor; /* in what was posted */
	const char *action;
	struct str draft; /* the address under which the draft is kept */
	struct str from;  /* where it was kept before somebody else saved; empty: nowhere */
	bool strict;      /* problems are shown */
};

/* Cuts the form into pages; call it once it is known. */
void pages_set(struct visit *v, struct writing *w);
/* Pages of the form: its top groups when it is long. */
size_t pages_of(const struct writing *w);
/* Which page a node stands on. */
size_t page_of(const struct writing *w, size_t node);
/* A page on which something is asked, from page on in steps of by; page itself when there is none.
 */
size_t page_next(const struct writing *w, size_t page, int by);
/* form_page.c: what stands on w->page, or on paper on all of them. */
enum err asks_of(struct visit *v, struct writing *w, struct asks *out) NODISCARD;
/* form_pages.c */
enum err fill_view_of(struct visit *v, struct writing *w, struct fill_view *out) NODISCARD;

/* form_post.c: the answers of the page that was posted into w->given. */
void posted_take(struct visit *v, struct writing *w);
/* The draft, or what was typed last, into w and v->form; false when there is none. */
bool draft_take(struct visit *v, struct writing *w);
void draft_keep(struct visit *v, struct writing *w, const struct answers *answers);

/* form_go.c: works out what w holds now. */
enum err writing_open(struct visit *v, struct writing *w) NODISCARD;
/* The page (from 1) that was asked for, or the nearest there is. */
void writing_turn(struct writing *w, int64_t page);
/* What was typed on this page over what was kept before. */
enum err writing_take(struct visit *v, struct writing *w, const struct fill_form *in) NODISCARD;
/* What the answers on the page lead to, without saving. */
enum err writing_look(struct visit *v, struct writing *w) NODISCARD;
/* What the button that was pressed says; base as in struct filled_new. */
enum err writing_posted(struct visit *v, struct writing *w, const struct row_id *base) NODISCARD;
/* form_web.c: the page; title is a msgid. */
enum err writing_show(struct visit *v, struct writing *w, const char *title) NODISCARD;

/* --- form_find.c --- */

/* Narrows all, of a long list, to what is chosen and what the letters that were written begin, and
 * sets a->find; on paper to nothing. */
enum err find_among(struct visit *v, const struct writing *w, const struct fill_node *n,
                    struct form_choices *all, struct ask *a) NODISCARD;
/* Letters on the page that was posted that can mean one choice only are answered with it. */
enum err find_settle(struct visit *v, struct writing *w) NODISCARD;
/* Something was written and nothing of it chosen: a msgid; else NULL. */
const char *find_problem(struct visit *v, const struct writing *w, size_t node);

struct answer_line {
	struct brought brought; /* of a file */
	bool heading;
	bool closed;
	struct str label;
	struct str said;
	const char *missing;        /* msgid, or NULL */
	struct media_view media;    /* beside the question */
	struct media_views choices; /* pictures of what was chosen */
};
struct answer_lines {
	const struct answer_line *at;
	size_t n;
	enum err failed; /* what a file leads to could not be read */
};
struct filled_view {
	bool pictures;             /* the form asks for a picture or a paper */
	struct page_papers papers; /* that were brought with it */
	const struct subject *subject;
	const struct entry_view *of; /* what it was about; NULL: the person */
	struct filled filled;
	struct str title;
	struct answer_lines lines;
	size_t files;            /* of the answers are recordings, pictures, papers */
	const char *interpreted; /* msgid */
	struct str language;
	bool may_correct;
};
/* What was answered, in the order of the form and in the words that were asked. person NULL: as
 * above. */
struct answer_lines answer_lines_of(struct ctx *c, const struct person_id *person,
                                    const struct form_kept *form, const struct filled *f);
/* A value in words. */
struct str answer_words(struct ctx *c, const struct form_kept *form, const struct form_field *d,
                        const struct answer *a);

/* --- form_attach.c: answers that are files --- */

/* Whose a file is: a person's, or what is said of a colleague or the organisation. */
struct file_owner {
	const struct person_id *person; /* NULL: subject */
	struct row_id subject;
};
/* A question whose answer may be a file. */
bool file_asked(const struct form_field *f);
/* "file:" and the id of the file: false for any other answer. */
bool file_answer(const struct answer *a, struct row_id *out);
/* What an answer that is a file leads to. */
enum err file_brought(struct ctx *c, const struct file_owner *of, const struct form_field *f,
                      const struct answer *a, struct brought *out) NODISCARD;
/* The words of such an answer: a msgid. */
const char *file_words(const struct form_field *f);
/* Takes out what was added while this was written and is not part of what is kept: kept, or nothing
 * of it. */
enum err attached_settle(struct visit *v, struct writing *w, const struct answers *kept) NODISCARD;
struct attach_form {
	struct str path, from;
};
struct attach_view {
	const struct subject *subject;
	const char *action; /* of the form that is filled in */
	struct str label, path, why;
	size_t page, at;
	enum file_wanted wanted;
	bool files; /* chosen on the device; else microphone or camera */
	const char *accept;
	const char *capture; /* NULL: nothing is recorded on the spot */
};
/* The page, and the file that comes, of a form on its way. */
enum err attach_show(struct visit *v, struct writing *w) NODISCARD;
enum err attach_take(struct visit *v, struct writing *w) NODISCARD;
/* What was brought about a colleague or the organisation, as a download. */
enum err attached_copy(struct visit *v) NODISCARD;

struct form_line {
	struct str id, title;
	size_t questions;
	int64_t times; /* how often it was filled in */
};
struct form_lines {
	const struct form_line *at;
	size_t n;
};
struct filled_line {
	const struct filled *filled;
	struct str title;
};
struct filled_lines {
	const struct filled_line *at;
	size_t n;
};
enum { FILLED_SHOWN = 20 };
struct forms_view {
	const char *readers; /* msgid: who opens what is answered here; NULL: the page says it */
	const struct subject *subject;
	struct form_lines forms;
	struct filled_lines filled; /* newest first, one page of them */
	struct pager pager;
};

/* form_list.c: pages to read. */
enum err forms_show(struct visit *v) NODISCARD;
enum err filled_show(struct visit *v) NODISCARD;
