/* A code list of the packs: one CSV sheet of names with labels and definitions in several
 * languages. */
#pragma once
#include "forms/csv.h"

struct list_item {
	struct str name;
	struct str label;
	struct str definition;
	struct str compartment; /* column "compartment": which key seals what is written; or empty */
};
struct code_list {
	const struct list_item *at;
	size_t n;
};

/* Reads a list from a file with the columns name, "label::X (code)" and "definition::X (code)", in
 * the language of code or in the first one, and compartment where it has one. Lives in a.
 * ERR_ABSENT: no such file; ERR_INVALID: not a list. */
enum err list_load(struct arena *a, const char *path, struct str code,
                   struct code_list *out) NODISCARD;
