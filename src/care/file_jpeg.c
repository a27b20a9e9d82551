/* JPEG (ITU-T T.81, annex B): a row of segments, each FF, a marker and, mostly, its length; after a
 * start of scan the coded data follow until the next marker. Kept are frame, tables, scans,
 * restarts and Adobe's word about colours. Of the Exif data only which way is up is kept, written
 * anew. */
#include "care/file_picture.h"

#include <string.h>

enum {
	SOI = 0xD8,
	EOI = 0xD9,
	SOS = 0xDA,
	DQT = 0xDB,
	DNL = 0xDC,
	DRI = 0xDD,
	DHT = 0xC4,
	APP0 = 0xE0,
	APP1 = 0xE1,
	APP14 = 0xEE,
	APP15 = 0xEF,
	COM = 0xFE,
	RST0 = 0xD0,
	RST7 = 0xD7,
	ORIENTATION = 0x0112,
	SHORT = 3,
	TIFF_HEAD = 8,
	TIFF_ENTRY = 12
};

struct walk {
	struct str s;
	size_t at;
	bool frame;
	bool scan;
	bool tables; /* begun */
	unsigned up; /* Exif's orientation: 1 to 8; 0: not said */
};

static unsigned byte(struct str s, size_t at)
{
	return (unsigned char)s.p[at];
}

static unsigned two(struct str s, size_t at, bool big)
{
	return big ? byte(s, at) << 8 | byte(s, at + 1) : byte(s, at + 1) << 8 | byte(s, at);
}

static size_t four(struct str s, size_t at, bool big)
{
	size_t first = two(s, at, big);
	size_t second = two(s, at + 2, big);

	return big ? first << 16 | second : second << 16 | first;
}

/* Looks through the first directory of a TIFF for which way is up. */
static unsigned orientation(struct str tiff)
{
	bool big = tiff.n >= TIFF_HEAD && tiff.p[0] == 'M';
	size_t at;
	size_t n;

	if (tiff.n < TIFF_HEAD || (!big && tiff.p[0] != 'I') || tiff.p[1] != tiff.p[0] ||
	    two(tiff, 2, big) != 42)
		return 0;
	at = four(tiff, 4, big);
	if (at > tiff.n - 2)
		return 0;
	n = two(tiff, at, big);
	for (at += 2; n && at <= tiff.n && tiff.n - at >= TIFF_ENTRY; n--, at += TIFF_ENTRY)
		if (two(tiff, at, big) == ORIENTATION && two(tiff, at + 2, big) == SHORT &&
		    four(tiff, at + 4, big) == 1)
			return two(tiff, at + 8, big);
	return 0;
}

static void note_up(struct walk *w, struct str segment)
{
	static const char exif[] = { 'E', 'x', 'i', 'f', 0, 0 };
	unsigned up;

	if (w->up || segment.n < sizeof exif || memcmp(segment.p, exif, sizeof exif) != 0)
		return;
	up = orientation((struct str){ segment.p + sizeof exif, segment.n - sizeof exif });
	w->up = up <= 8 ? up : 0;
}

/* An Exif segment that says which way is up, and nothing else. */
static void keep_up(const struct walk *w, struct file_kept *out)
{
	uint8_t exif[] = { 0xFF, APP1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8,
		               0,    1,    1, 18, 0,   3,   0,   0,   0, 1, 0,   0,   0, 0,  0, 0, 0, 0 };

	exif[29] = (uint8_t)w->up;
	file_keep_made(out, exif, sizeof exif);
}

static bool frame(unsigned marker)
{
	return marker == 0xC0 || marker == 0xC1 || marker == 0xC2;
}

static bool adobe(unsigned marker, struct str segment)
{
	return marker == APP14 && segment.n == 12 && memcmp(segment.p, "Adobe", 5) == 0;
}

static bool wanted(unsigned marker, struct str segment)
{
	return frame(marker) || marker == DHT || marker == DQT || marker == DRI || marker == DNL ||
	       marker == SOS || adobe(marker, segment);
}

static bool known(unsigned marker, struct str segment)
{
	return wanted(marker, segment) || (marker >= APP0 && marker <= APP15) || marker == COM;
}

/* Coded data: to the next marker that is no restart. */
static bool keep_scan(struct walk *w, struct file_kept *out)
{
	size_t from = w->at;

	while (w->s.n - w->at >= 2) {
		const char *ff = memchr(w->s.p + w->at, 0xFF, w->s.n - w->at - 1);
		unsigned next;

		if (!ff)
			return false;
		w->at = (size_t)(ff - w->s.p);
		next = byte(w->s, w->at + 1);
		if (next != 0 && (next < RST0 || next > RST7)) {
			file_keep_piece(out, w->s.p + from, w->at - from);
			return true;
		}
		w->at += 2;
	}
	return false;
}

/* One segment with a length. */
static bool segment(struct walk *w, unsigned marker, struct file_kept *out)
{
	size_t from = w->at - 2;
	struct str body;
	size_t n;

	if (w->s.n - w->at < 2)
		return false;
	n = two(w->s, w->at, true);
	if (n < 2 || n > w->s.n - w->at)
		return false;
	body = (struct str){ w->s.p + w->at + 2, n - 2 };
	w->at += n;
	if (!known(marker, body) || (frame(marker) && w->frame) || (marker == SOS && !w->frame))
		return false;
	if (marker == APP1)
		note_up(w, body);
	if (!wanted(marker, body))
		return true;
	/* Before the first table, where Exif belongs. */
	if (!w->tables && marker != APP14) {
		w->tables = true;
		if (w->up > 1)
			keep_up(w, out);
	}
	file_keep_piece(out, w->s.p + from, n + 2);
	w->frame |= frame(marker);
	if (marker != SOS)
		return true;
	w->scan = true;
	return keep_scan(w, out);
}

bool file_keep_jpeg(struct str s, struct file_kept *out)
{
	struct walk w = { .s = s, .at = 2 };

	if (s.n < 4 || byte(s, 0) != 0xFF || byte(s, 1) != SOI)
		return false;
	file_keep_piece(out, s.p, 2);
	while (s.n - w.at >= 2) {
		unsigned marker;

		if (byte(s, w.at) != 0xFF)
			return false;
		marker = byte(s, w.at + 1);
		/* Fill bytes may stand before a marker. */
		if (marker == 0xFF) {
			w.at++;
			continue;
		}
		w.at += 2;
		if (marker == EOI) {
			file_keep_piece(out, s.p + w.at - 2, 2);
			/* What follows the end is another picture or a film. */
			return w.scan;
		}
		if (!segment(&w, marker, out))
			return false;
	}
	return false;
}
