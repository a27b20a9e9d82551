#include "base/log.h"

#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>

static atomic_bool silent;

void log_quiet(bool quiet)
{
	silent = quiet;
}

static size_t put(char *line, size_t at, size_t room, const struct log_value *v)
{
	char id[ID_TEXT + 1];
	int n;

	if (v->id) {
		id_write(v->id, id);
		n = snprintf(line + at, room - at, " %s=%s", v->key, id);
	} else if (v->literal) {
		n = snprintf(line + at, room - at, " %s=%s", v->key, v->literal);
	} else {
		n = snprintf(line + at, room - at, " %s=%lld", v->key, (long long)v->n);
	}
	return n > 0 && (size_t)n < room - at ? at + (size_t)n : at;
}

void log_line(const char *event, const struct log_value *values)
{
	char line[512];
	size_t n;

	if (silent)
		return;
	n = (size_t)snprintf(line, sizeof line - 1, "at=%lld event=%s", (long long)clock_now().s,
	                     event);
	for (; values->key; values++)
		n = put(line, n, sizeof line - 1, values);
	line[n++] = '\n';
	/* One write, so that lines of several threads do not mix; there is nowhere to report that it
	 * failed. */
	if (write(STDERR_FILENO, line, n) < 0)
		return;
}
