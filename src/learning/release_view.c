#include "learning/release_view.h"

#include "measure/noise.h"

const char *release_kind_words(enum release_kind kind)
{
	static const char *const words[RELEASE_KINDS] = {
		[RELEASE_DONORS] = T("For donors and the public: rounded"),
		[RELEASE_CONTRACT] = T("For one funder, by contract: exact, and two people sign"),
		[RELEASE_NOISE] = T("Open data: with noise"),
	};

	return words[kind];
}

struct str release_epsilon(struct html *h, int64_t epsilon)
{
	return arena_fmt(h->out->arena, "%.2f", (double)epsilon / NOISE_UNIT);
}

struct str release_mean(struct html *h, int64_t tenths)
{
	return arena_fmt(h->out->arena, "%.1f", (double)tenths / 10);
}

struct str release_hex(struct html *h, struct str bytes)
{
	struct buf b = buf_new(h->out->arena, 1024);

	for (size_t i = 0; i < bytes.n; i++)
		buf_fmt(&b, "%02x", (unsigned)(unsigned char)bytes.p[i]);
	return buf_str(&b);
}

struct release_rows release_rows(const struct release *r)
{
	return (struct release_rows){ r->lines, r->nlines };
}

struct release_signs release_signs(const struct release *r)
{
	return (struct release_signs){ r->signatures, r->nsignatures };
}

bool release_has_share(const struct release *r)
{
	for (size_t i = 0; i < r->nlines; i++)
		if (r->lines[i].has_mean || r->lines[i].percent >= 0)
			return true;
	return false;
}

bool release_banded(const struct release *r)
{
	bool banded = r->people.as == PRINTED_BAND || r->people.as == PRINTED_UNDER;

	for (size_t i = 0; i < r->nlines; i++)
		banded |= r->lines[i].printed.as == PRINTED_BAND;
	return banded;
}

bool release_empty(const struct release *r)
{
	for (size_t i = 0; i < r->nlines; i++)
		if (r->lines[i].printed.as != PRINTED_UNDER)
			return false;
	return true;
}

bool release_whole(const struct release_plan *p)
{
	enum table_form best = p->release.part ? TABLE_WHOLE : TABLE_NO_ALL;

	return !p->hidden && !p->again && !p->joined && p->form <= best &&
	       p->release.series.kind != RELEASE_NOISE && !release_banded(&p->release);
}
