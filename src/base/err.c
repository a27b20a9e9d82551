#include "base/err.h"

#include <stddef.h>

static const struct {
	const char *name;
	const char *words;
	int status;
	bool again;
} table[ERR_COUNT_] = {
	[OK] = { "OK", "", 200, false },
#define ERR(name, status, again, words) [ERR_##name] = { #name, words, status, (again) != 0 },
#include "base/err.def"
#undef ERR
};

int err_status(enum err e)
{
	return e < ERR_COUNT_ ? table[e].status : 500;
}

const char *err_words(enum err e)
{
	return e < ERR_COUNT_ ? table[e].words : "";
}

const char *err_name(enum err e)
{
	return e < ERR_COUNT_ ? table[e].name : "?";
}

bool err_again(enum err e)
{
	return e < ERR_COUNT_ && table[e].again;
}
