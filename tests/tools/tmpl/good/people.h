#pragma once
#include "base/sealed.h"
#include "html/html.h"

struct row {
	struct person_id id;
	struct str name;
	struct day day;
	struct sealed phone;
	bool waiting;
	bool yes;
	uint8_t small;
	size_t n;
};

struct rows {
	const struct row *at;
	size_t n;
};

struct people {
	struct str name;
	struct str back;
	struct day day;
	const char *title;
	struct rows rows;
	enum voice voice;
};

/* Stands in for the real one. */
void form_token(struct html *h, const struct people *v);
