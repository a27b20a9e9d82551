/* The forms of tests/forms: one file each, "== name" before each part. */
#pragma once
#include "forms/form.h"

enum { SAMPLE_BYTES = 128 << 10 };

/* A part of a sample: what stands under "== name" or "== name words". */
struct sample_part {
	struct str name;  /* "fill" */
	struct str words; /* behind the name; may be empty */
	struct str text;  /* up to the next part */
};
struct sample {
	const char *path;
	const struct sample_part *at;
	size_t n;
};

/* For cmocka: an arena in *state. */
int samples_set_up(void **state);
int samples_tear_down(void **state);

/* Walks every sample of tests/forms/FOLDER, in the order of their names; a is reset behind each.
 * Returns how many there were. */
size_t samples_each(struct arena *a, const char *folder,
                    void (*see)(struct arena *a, const struct sample *s, void *arg), void *arg);

/* The text of the first part of that name; empty when there is none. */
struct str sample_text(const struct sample *s, const char *name);

/* Its sheets, read as a form, with files as "== media" lists them: "cup.png", "voice.mp3 as
 * png" for one that is something else than its name says, "wide.png large". */
enum err sample_form(struct arena *a, const struct sample *s, const struct form_def **out,
                     struct form_problems *problems) NODISCARD;

/* "refused survey 2 type: words [detail]", a line each, the heaviest first. */
struct str sample_told(struct arena *a, const struct form_problems *problems);

/* The shipped pack of that name (in KINTSUGI_PACKS, or packs below where the test runs). Fails the
 * test when it is not there. */
const struct form_def *pack_form(struct arena *a, const char *name, struct form_problems *problems);
