/* What a module gives to the house: its routes, and what it adds to a person's page. */
#pragma once
#include "access/verify.h"
#include "access/visit.h"

/* An entry of the timeline of one person. */
struct moment {
	struct day day;
	struct instant hour; /* when it was typed */
	const char *kind;    /* "consent": filter and icon */
	const char *title;   /* msgid */
	struct str words;    /* p == NULL when closed to this reader */
	struct str who;      /* user name */
	struct row_id row;
	const char
		*correct;     /* "notes": /people/ID/notes/ROW corrects it; NULL when this reader cannot */
	bool replaced;    /* a later entry corrects this one */
	const char *open; /* "files": /people/ID/files/ROW shows it; NULL when there is no such page */
	size_t rank;      /* place of its module in modules.def; the timeline fills it in */
};
/* Something that is next. */
struct next_step {
	struct day due;
	const char *title; /* msgid */
	struct str words;
	struct str href;    /* where it is done */
	const char *button; /* msgid */
	bool overdue;
	bool first; /* within hours: it stands before all days */
};
struct page_parts {
	struct moment *moments;
	size_t nmoments;
	struct next_step *steps;
	size_t nsteps;
	struct arena
		*arena; /* where both grow; NULL: the caller brought room for MOMENTS_MAX and STEPS_MAX */
};
enum { MOMENTS_MAX = 2000, STEPS_MAX = 64 };
/* Adds a moment or a step; what is beyond the most is left out. */
void page_moment(struct page_parts *p, struct moment m);
void page_step(struct page_parts *p, struct next_step s);

/* Where a person's page leads on, in groups that are shown in this order. */
enum page_place {
	PLACE_NOWHERE,
	PLACE_SAFETY, /* tonight, home, people around */
	PLACE_WALK,   /* what is done together */
	PLACE_RIGHTS, /* what was told, asked and given out */
	PLACE_END     /* handing over, closing, beginning again */
};
struct page_link {
	enum page_place place;
	const char *path;       /* after /people/ID */
	const char *label;      /* msgid */
	enum compartment opens; /* who may read this of her sees the link */
};

struct module {
	const char *name;
	struct page_link link;
	/* Its forms about a person, each to be printed blank (paper first); place does not matter. */
	const struct page_link *forms;
	size_t nforms;
	const struct routes *routes;
	/* Asks for this person's rows (one round trip for all modules); *state is handed to tell. NULL:
	 * nothing to add. */
	void (*ask)(struct ctx *c, struct person_id person, void **state);
	/* Opens what was found and adds it to the page. */
	enum err (*tell)(struct ctx *c, struct person_id person, void *state, struct page_parts *parts);
	const struct query *const *queries; /* all of its queries, for tests; NULL-terminated */
	const struct sealed_column *sealed; /* its sealed columns, for kintsugi verify */
	size_t nsealed;
};

/* Where a module keeps what it has opened of these rows: NULL at first, and the same place for the
 * same rows all through a context. Her page, the timeline and whoever asks the module share one
 * answer (store.h), and so what was opened of it. What is put there lies in c->arena. */
void **module_opened(struct ctx *c, const void *rows);

/* Every module, in the order of modules.def; made in cli/modules.c and known to all as
 * house->modules. */
struct modules {
	const struct module *const *at;
	size_t n;
};

/* Declared here, defined in NAME.c and NAME_web.c. */
#define MODULE(wing, name) \
	extern const struct module name##_module; \
	extern const struct routes name##_routes;
#include "modules.def"
#undef MODULE
