#include "http/tls.h"

#include "base/wipe.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_MOST = 64 * 1024 };

char *tls_text(const char *path)
{
	FILE *f = fopen(path, "re");
	char *text;
	size_t n;

	if (!f)
		return NULL;
	text = calloc(1, FILE_MOST + 1);
	n = text ? fread(text, 1, FILE_MOST, f) : 0;
	(void)fclose(f);
	if (n == 0) {
		free(text);
		return NULL;
	}
	return text;
}

void tls_drop(char *text)
{
	if (text)
		wipe(text, strlen(text));
	free(text);
}
