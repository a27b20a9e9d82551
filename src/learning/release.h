/*
 * What leaves the organisation (P8): a table is declared once, made by the rules of measure/,
 * frozen with its figures for ever, and signed. Evaluation and managers, who hold the measurement
 * key.
 */
#pragma once
#include "access/module.h"
#include "measure/table.h"

enum release_kind {
	RELEASE_DONORS,   /* rounded, rows under 11 hidden */
	RELEASE_CONTRACT, /* one funder's fixed table: exact, rows joined until each has 11; two sign */
	RELEASE_NOISE,    /* open data: with noise */
	RELEASE_KINDS,
};

/* A table that can be declared: which people, by which one dimension. */
struct release_figure;

struct release_series {
	struct row_id id;
	struct str title;
	struct str funder; /* of a contract return */
	const struct release_figure *figure;
	enum release_kind kind;
	int64_t calendar; /* days from one to the next */
	int64_t epsilon;  /* of open data, in parts of NOISE_UNIT */
};
struct release_serieses {
	const struct release_series *at;
	size_t n;
};

struct release_line {
	struct str codes; /* "6_11", or several with a space between where rows were joined */
	struct str label; /* in the language of who made it */
	struct printed printed;
	int percent; /* of the people counted; -1: none is told */
	bool has_mean;
	int64_t tenths; /* the mean, times ten */
};
struct release_signature {
	struct row_id release;
	struct user_id staff;
	struct str who;
	struct instant hour;
	struct str bytes;
	bool holds; /* after release_read */
};
/* One release, or the preview of one. */
struct release {
	struct row_id id;
	struct release_series series;
	int64_t seq;
	struct day day;
	struct str by; /* who made it */
	const struct release_line *lines;
	size_t nlines;
	bool overlap;
	bool part;
	struct printed people;
	struct printed all;
	struct printed others;
	struct str csv; /* what was signed, and is handed out */
	const struct release_signature *signatures;
	size_t nsignatures;
	/* What a reader knows, for the tables after it; no rows of open data. */
	const struct str *atoms; /* codes of the bits of told */
	size_t natoms;
	const struct told_row *told;
	size_t ntold;
	uint64_t everybody;
};
struct releases {
	const struct release *at; /* as they were made */
	size_t n;
};

/* Everything that was declared and made. ERR_DENIED without MK. */
enum err release_series_read(struct ctx *c, struct release_serieses *out) NODISCARD;
enum err releases_read(struct ctx *c, struct releases *out) NODISCARD;
/* One of them, its signatures checked. ERR_ABSENT when there is none. */
enum err release_read(struct ctx *c, struct row_id id, struct release *out) NODISCARD;
/* Enough colleagues signed: it may be handed out. */
bool release_final(const struct release *r);

/* Declares a table; adds to c->change. ERR_CONFLICT when the same one was declared before: two
 * calendars would be a way around each. */
enum err release_declare(struct ctx *c, const struct release_series *s) NODISCARD;

/* Why a table may not be made now. */
enum release_refusal_kind {
	RELEASE_ALLOWED,
	REFUSED_NOBODY,  /* nobody is counted */
	REFUSED_DAYS,    /* too soon after .day; from .next on */
	REFUSED_PEOPLE,  /* too few have changed since .day */
	REFUSED_NARROW,  /* with the table of .day it would tell about .label */
	REFUSED_JOIN,    /* contract: .label has too few and its rule joins nothing */
	REFUSED_SMALL,   /* contract: fewer than 11 people altogether */
	REFUSED_OPEN,    /* open data: fewer than 500 */
	REFUSED_OVERLAP, /* open data: rows overlap */
	REFUSED_BUDGET,  /* open data: the year's is spent; from .next on */
	REFUSED_WAITING, /* a return waits for its second signature */
	REFUSED_MANY,    /* more rows or earlier tables than can be looked at */
};
struct release_refusal {
	enum release_refusal_kind why;
	struct day day;
	struct day next;
	struct str label;
};
/* What would be made now, and what of it is hidden. */
struct release_plan {
	struct release release;
	struct release_refusal refusal;
	bool joined;    /* contract: rows were joined */
	int64_t hidden; /* rows under 11 */
	int64_t again;  /* rows that were small before and are not told yet */
	enum table_form form;
	uint32_t counted; /* people; for pages inside only where it may be shown */
	struct release_member *members;
	size_t nmembers;
	const struct str *codes; /* of the bits of their rows */
	size_t ncodes;
	uint64_t spent; /* of the year's budget for open data */
};
/* Folding is the caller's (report_fold); reads what was folded. ERR_ABSENT: no such series. */
enum err release_plan(struct ctx *c, struct row_id series, struct release_plan *out) NODISCARD;
/* Makes it under id: adds the release, its people and the first signature to c->change. ERR_INVALID
 * when it is refused: look at p->refusal. The commit ends in ERR_CONFLICT when somebody made
 * another one at the same time. */
enum err release_make(struct ctx *c, struct row_id id, struct release_plan *p) NODISCARD;
/* The second signature under a contract return; ERR_CONFLICT for whoever signed already. */
enum err release_sign(struct ctx *c, struct row_id id) NODISCARD;
/* Takes back what waits for a second signature: it never left. ERR_CONFLICT when it is final. */
enum err release_decline(struct ctx *c, struct row_id id) NODISCARD;
