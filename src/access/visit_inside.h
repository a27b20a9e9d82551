/* Private to the room access: what the gate keeps beside a visit. */
#pragma once
#include "access/module.h"
#include "access/session.h"
#include "http/limit.h"

enum stage { STAGE_START, STAGE_SLOW, STAGE_COMMIT };

struct visit_state {
	struct visit visit;
	struct gate *gate;
	struct session session;
	struct str cookie; /* the session's token */
	struct str
		others; /* tokens of other people's hidden sessions on this machine, with dots between */
	enum stage stage;
	void (*work)(struct visit *v);
	enum err (*then)(struct visit *v);
	enum err committed;
	int overtaken;            /* so often another process moved the audit's head meanwhile */
	bool lasting;             /* work takes long */
	struct visit_state *next; /* in the slow queue */
};

struct gate {
	struct house *house;
	const struct route **routes;
	size_t nroutes;
	struct router *router;
	struct limits *limits;
	struct slow *slow;    /* passphrases */
	struct slow *lasting; /* what may take a minute */
};

/* --- visit.c --- */
/* visit_head without the person: for whoever was not let in. */
struct page_head *visit_head_bare(struct visit *v, const char *title, const char *section);

/* The id of the row that keeps what is written at an address: a draft belongs to its author. */
struct row_id draft_id(struct str path);

/* --- visit_corners.c --- */
/* Fills in p->corners, those of its section that its reader may open, and which of them p is. */
void visit_corners(struct visit *v, struct page_head *p);

/* --- look.c --- */
/* P7: in a POST that is saved. Looks through what was typed, but for her own words; true when some
 * may hurt: they are kept, sealed for the actor, with v->c.change, until the page at path shows
 * them. */
bool look_keep(struct visit *v, struct str path);
/* What look_keep kept for this page, moments ago. */
struct page_words look_kept(struct visit *v);
/* The answer to a text that is being written: one line a word, in plain text; empty for none. */
enum err look_answer(struct visit *v) NODISCARD;

/* --- form.c --- */
/* Fills v->in and v->form from the request by the route's table. Problems stand in v->form. */
void form_parse(struct visit *v);

/* --- token.c --- */
/* The text of a form's token: its id and a mac only this session can make. */
const char *token_text(struct visit *v, struct row_id id);
/* True when the request's token is one that token_text made for this session; fills v->token. */
bool token_check(struct visit *v);
/* True when the request comes from our own pages. */
bool origin_same(const struct request *q);

/* --- slow.c: a queue and its thread --- */
struct slow *slow_start(void);
void slow_stop(struct slow *s);
/* work(v) runs soon; then x->wake. */
void slow_push(struct slow *s, struct visit_state *v);

/* --- door.c --- */
/* The page that asks to sign in, or to reopen; a form that was sent is carried along in it. */
enum err door_show(struct visit *v);
/* The pages at the door; they belong to no module. */
extern const struct routes door_routes;
