#include "base/file_kind.h"

#include <string.h>

/* Where a track of a file of the MPEG-4 family says what it holds: behind "hdlr", eight bytes. */
enum { HANDLER_AT = 12, HANDLER_BYTES = 16 };

static bool begins(struct str s, size_t at, const char *with, size_t n)
{
	return s.n >= at + n && memcmp(s.p + at, with, n) == 0;
}
#define BEGINS(s, at, literal) begins((s), (at), "" literal, sizeof(literal) - 1)

bool file_is_heic(struct str s)
{
	return BEGINS(s, 4, "ftyp") && (BEGINS(s, 8, "hei") || BEGINS(s, 8, "hev") ||
	                                BEGINS(s, 8, "mif1") || BEGINS(s, 8, "avif"));
}

static bool moves(struct str s)
{
	const char *end = s.p + s.n;

	for (const char *at = s.p; (size_t)(end - at) >= HANDLER_BYTES;) {
		at = memchr(at, 'h', (size_t)(end - at) - HANDLER_BYTES + 1);
		if (!at)
			return false;
		if (memcmp(at, "hdlr", 4) == 0 && memcmp(at + HANDLER_AT, "vide", 4) == 0)
			return true;
		at++;
	}
	return false;
}

/* A frame of layer III without a tag in front. */
static bool mp3(struct str s)
{
	return s.n > 2 && (unsigned char)s.p[0] == 0xFF && ((unsigned char)s.p[1] & 0xE6) == 0xE2;
}

static enum file_kind sound_kind(struct str s)
{
	if (BEGINS(s, 0, "ID3") || mp3(s))
		return FILE_MP3;
	if (BEGINS(s, 0, "OggS"))
		return FILE_OGG;
	if (BEGINS(s, 0, "RIFF") && BEGINS(s, 8, "WAVE"))
		return FILE_WAV;
	if (BEGINS(s, 0, "\x1A\x45\xDF\xA3"))
		return FILE_WEBM;
	if (BEGINS(s, 4, "ftyp") && !file_is_heic(s))
		return moves(s) ? FILE_MP4 : FILE_M4A;
	return FILE_NONE;
}

enum file_kind file_kind_of(struct str s)
{
	if (BEGINS(s, 0, "\xFF\xD8\xFF"))
		return FILE_JPEG;
	if (BEGINS(s, 0, "\x89PNG\r\n\x1A\n"))
		return FILE_PNG;
	if (BEGINS(s, 0, "RIFF") && BEGINS(s, 8, "WEBP"))
		return FILE_WEBP;
	return BEGINS(s, 0, "%PDF-") ? FILE_PDF : sound_kind(s);
}

static const struct {
	const char *type;
	const char *ending;
} kinds[] = {
	[FILE_NONE] = { "", "" },
	[FILE_JPEG] = { "image/jpeg", "jpg" },
	[FILE_PNG] = { "image/png", "png" },
	[FILE_WEBP] = { "image/webp", "webp" },
	[FILE_PDF] = { "application/pdf", "pdf" },
	[FILE_MP3] = { "audio/mpeg", "mp3" },
	[FILE_M4A] = { "audio/mp4", "m4a" },
	[FILE_OGG] = { "audio/ogg", "ogg" },
	[FILE_WAV] = { "audio/wav", "wav" },
	[FILE_MP4] = { "video/mp4", "mp4" },
	[FILE_WEBM] = { "video/webm", "webm" },
};

const char *file_kind_type(enum file_kind kind)
{
	return kinds[kind].type;
}

const char *file_kind_ending(enum file_kind kind)
{
	return kinds[kind].ending;
}

enum file_kind file_kind_named(struct str ending)
{
	for (size_t i = FILE_JPEG; i < sizeof kinds / sizeof *kinds; i++)
		if (str_eq(ending, str_z(kinds[i].ending)))
			return (enum file_kind)i;
	return FILE_NONE;
}

bool file_kind_picture(enum file_kind kind)
{
	return kind >= FILE_JPEG && kind <= FILE_WEBP;
}

bool file_kind_sound(enum file_kind kind)
{
	return kind >= FILE_MP3 && kind <= FILE_WAV;
}

bool file_kind_film(enum file_kind kind)
{
	return kind == FILE_MP4 || kind == FILE_WEBM;
}
