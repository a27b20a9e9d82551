/* Small files, and what commands ask at the terminal. */
#pragma once
#include "base/arena.h"
#include "base/err.h"

/* All of a file of at most most bytes, in a. ERR_ABSENT: there is none; ERR_TOO_BIG; ERR_STORE. */
enum err file_read(struct arena *a, const char *path, size_t most, struct str *out) NODISCARD;
/* Writes a new file (0600), lasting through a power cut. ERR_STORE when there is one already. */
enum err file_make(const char *path, struct str text) NODISCARD;
/* A passphrase: the first line of file; without a file typed at the terminal, unseen, after prompt,
 * twice when it is a new one. ERR_ABSENT: no such file, or no terminal to ask at; ERR_INVALID:
 * empty, not UTF-8, or the two differ. */
enum err passphrase_ask(struct arena *a, const char *file, const char *prompt, bool twice,
                        struct str *out) NODISCARD;
/* A passphrase to hand to a new colleague: six syllable pairs, 75 bits. */
struct str passphrase_fresh(struct arena *a);
