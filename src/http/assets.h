/* Styles, scripts and pictures that the build put into the program (tools/embed). */
#pragma once
#include "http/http.h"

struct asset {
	const char *path; /* "/assets/app-1a2b3c4d.css": the name changes with the content */
	const char *type;
	const unsigned char *data;
	size_t n;
	const unsigned char *gz; /* NULL when compressing does not pay */
	size_t ngz;
};

/* Written by tools/embed. */
extern const struct asset assets[];
extern const size_t nassets;

/* Answers GET and HEAD of an embedded file; false when the path is none, and reply is untouched. */
bool assets_reply(const struct request *request, struct reply *reply);
