/* One key=value line an event on stderr. Only ids, integers and literals fit, so a name cannot be
 * logged. */
#pragma once
#include "base/id.h"

struct log_value {
	const char *key;
	const uint8_t *id;
	const char *literal;
	int64_t n;
};

#define LOG_ID(k, value) ((struct log_value){ .key = "" k, .id = (value).b })
#define LOG_INT(k, value) ((struct log_value){ .key = "" k, .n = (int64_t)(value) })
#define LOG_LITERAL(k, value) ((struct log_value){ .key = "" k, .literal = "" value })
#define LOG_ERR(e) ((struct log_value){ .key = "err", .literal = err_name(e) })

/* log_event("sign-in-refused", LOG_ID("user", id), LOG_INT("tries", n)); at most eight values. */
#define log_event(event, ...) \
	log_line("" event, (const struct log_value[]){ __VA_ARGS__, { .key = NULL } })

void log_line(const char *event, const struct log_value *values);
/* Tests and commands that print for people switch the log off. */
void log_quiet(bool quiet);
