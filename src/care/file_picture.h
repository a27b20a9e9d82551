/* Of a picture, only what is needed to draw it. Where and when it was taken, with which telephone,
 * an older copy of it, a short film: all of that stays behind (docs/decisions/0020-files.md). Looks
 * at the form of the file, never at the pixels. */
#pragma once
#include "base/file_kind.h"

/* What is kept: views into the file one behind the other, or into made. */
enum { KEPT_PIECES = 256, KEPT_MADE = 96 };
struct file_kept {
	struct str at[KEPT_PIECES];
	size_t n;
	size_t bytes;
	uint8_t made[KEPT_MADE];
	size_t nmade;
	bool full; /* more pieces than any honest file has */
};

/* Fills out with what is kept of a file of that kind; of a PDF, a sound or a film all of it.
 * False: its form is broken, it is cut short, or it is of a kind that is rarely seen (arithmetic
 * coding, moving pictures). The result points into bytes and into itself: it is not copied. */
bool file_keep(enum file_kind kind, struct str bytes, struct file_kept *out);

/* The walkers. */
bool file_keep_jpeg(struct str bytes, struct file_kept *out);
bool file_keep_png(struct str bytes, struct file_kept *out);
bool file_keep_webp(struct str bytes, struct file_kept *out);
/* Adds a view; what follows the last one directly is joined to it. */
void file_keep_piece(struct file_kept *out, const char *p, size_t n);
/* Adds a copy. */
void file_keep_made(struct file_kept *out, const uint8_t *p, size_t n);
