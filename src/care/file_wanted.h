/* What may come as a file that is kept, and what is said about one that may not. */
#pragma once
#include "care/file_picture.h"

enum { FILE_BYTES = 10 * 1024 * 1024 };

enum file_wanted { FILE_PAPERS /* pictures and PDFs */, FILE_PICTURES, FILE_SOUNDS, FILE_ALL };

/* True when a file of that kind is what is wanted. */
bool file_is_wanted(enum file_wanted wanted, enum file_kind kind);
/* Why a file is not taken as that: a msgid. */
const char *file_refused(enum file_wanted wanted, struct str bytes);
