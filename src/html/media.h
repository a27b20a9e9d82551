/* A picture, a sound, a film beside a question or a choice of a form: part media. */
#pragma once
#include "base/str.h"

struct media_view {
	struct str image, big, audio, video; /* addresses on our own site; empty: none */
	struct str sound_name, film_name;    /* of their files, for paper */
	struct str alt;                      /* what the picture says, for whoever does not see it */
};

struct media_views {
	const struct media_view *at;
	size_t n;
};
