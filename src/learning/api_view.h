/* Private to learning/api: what its pages show. */
#pragma once
#include "html/form_view.h"
#include "html/page.h"
#include "learning/api.h"

struct api_title {
	struct str words;
};
struct api_titles {
	const struct api_title *at;
	size_t n;
};
struct api_entry {
	const struct api_key *key;
	struct api_titles tables;
	bool holds;
	bool waits; /* for a second signature */
	bool ended;
	bool rests; /* alone, and its last day with nobody has passed */
};
struct api_entries {
	const struct api_entry *at;
	size_t n;
};
