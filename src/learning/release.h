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
struct release { /* or the preview of one */
	struct row_id id;
	struct release_series series;
	int64_t seq;
	struct day day;
	const struct release_line *lines;
	size_t nlines;
	bool overlap, part;
	struct printed people, all, others;
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
