/* multipart/form-data, the way browsers send it (RFC 7578; "multipart/form-data encoding algorithm"
 * of the HTML standard) and no other way:
 *
 *   --BOUNDARY CRLF
 *   Content-Disposition: form-data; name="NAME"[; filename="NAME"] CRLF
 *   [Content-Type: TYPE CRLF]      of a file
 *   CRLF
 *   bytes CRLF
 *   --BOUNDARY CRLF ...
 *   --BOUNDARY-- [CRLF]
 *
 * What two programs could read differently is refused: text before, between or behind the parts,
 * other header lines (a transfer coding among them), filename* beside filename, parts within parts,
 * names twice. */
#include "http/parse.h"

#include <string.h>

enum { BOUNDARY_BYTES = 70, PART_HEAD_BYTES = 4096, NAME_BYTES = 100, FILE_NAME_BYTES = 1024 };

struct reading {
	struct arena *arena;
	struct str rest;
	struct str delimiter; /* CRLF "--" BOUNDARY */
	struct param *at;
	size_t n;
	size_t text;     /* bytes of all fields */
	struct str file; /* the name of its field; p is NULL before it came, chosen or not */
	struct upload *upload;
};

struct part {
	struct str name;
	struct str file_name; /* p is NULL: a field */
	struct str type;      /* p is NULL: not said */
};

struct str http_boundary(struct str type)
{
	struct str none = { NULL, 0 };
	struct str rest;
	struct str media = str_cut(type, ';', &rest);
	struct str is = STR("boundary=");

	rest = str_trim(rest);
	if (!http_same(str_trim(media), STR("multipart/form-data")) || rest.n <= is.n ||
	    !http_same((struct str){ rest.p, is.n }, is))
		return none;
	rest = (struct str){ rest.p + is.n, rest.n - is.n };
	return rest.n <= BOUNDARY_BYTES && http_token(rest) ? rest : none;
}

const struct upload *form_file(const struct request *q, struct str field)
{
	return q->upload.field.p && str_eq(q->upload.field, field) ? &q->upload : NULL;
}

/* Moves *s behind want; false when it does not begin so. */
static bool take(struct str *s, struct str want)
{
	if (!str_starts(*s, want))
		return false;
	*s = (struct str){ s->p + want.n, s->n - want.n };
	return true;
}

/* Where what is (it begins with CR) stands first; s.n when it does not. */
static size_t find(struct str s, struct str what)
{
	for (size_t at = 0; s.n - at >= what.n;) {
		const char *cr = memchr(s.p + at, '\r', s.n - at - what.n + 1);

		if (!cr)
			break;
		at = (size_t)(cr - s.p);
		if (memcmp(cr, what.p, what.n) == 0)
			return at;
		at++;
	}
	return s.n;
}

/* The text between here and the next quote. */
static bool quoted(struct str *s, struct str *out)
{
	size_t from = s->n;

	*out = str_cut(*s, '"', s);
	return out->n < from;
}

static bool has_byte(struct str s, char c)
{
	return s.n && memchr(s.p, c, s.n) != NULL;
}

static enum err read_disposition(struct str value, struct part *out)
{
	if (out->name.p || !take(&value, STR("form-data; name=\"")) || !quoted(&value, &out->name))
		return ERR_INVALID;
	if (out->name.n > NAME_BYTES || !http_token(out->name))
		return ERR_INVALID;
	if (value.n == 0)
		return OK;
	if (!take(&value, STR("; filename=\"")) || !quoted(&value, &out->file_name) || value.n)
		return ERR_INVALID;
	if (out->file_name.n > FILE_NAME_BYTES || !parse_clean(out->file_name, false) ||
	    has_byte(out->file_name, '/') || has_byte(out->file_name, '\\'))
		return ERR_INVALID;
	return OK;
}

static enum err read_type(struct str value, struct part *out)
{
	struct str rest;
	struct str sub;
	struct str main = str_cut(str_trim(str_cut(value, ';', &rest)), '/', &sub);

	if (out->type.p || value.n > NAME_BYTES || !parse_clean(value, false))
		return ERR_INVALID;
	if (!http_token(main) || !http_token(sub) || http_same(main, STR("multipart")) ||
	    http_same(main, STR("message")))
		return ERR_INVALID;
	out->type = value;
	return OK;
}

static enum err read_line(struct str line, struct part *out)
{
	struct str value;
	struct str name = str_cut(line, ':', &value);

	if (!take(&value, STR(" ")))
		return ERR_INVALID;
	if (http_same(name, STR("Content-Disposition")))
		return read_disposition(value, out);
	return http_same(name, STR("Content-Type")) ? read_type(value, out) : ERR_INVALID;
}

/* The head of a part with the empty line behind it. */
static enum err read_head(struct reading *r, struct part *out)
{
	size_t left = PART_HEAD_BYTES;

	while (!take(&r->rest, STR("\r\n"))) {
		struct str near = { r->rest.p, r->rest.n < left ? r->rest.n : left };
		size_t n = find(near, STR("\r\n"));

		if (n == near.n)
			return ERR_INVALID;
		TRY(read_line((struct str){ near.p, n }, out));
		r->rest = (struct str){ r->rest.p + n + 2, r->rest.n - n - 2 };
		left -= n + 2;
	}
	return out->name.p ? OK : ERR_INVALID;
}

static enum err keep_field(struct reading *r, struct str name, struct str value)
{
	if (r->n == FORM_FIELDS || value.n > FORM_BYTES - r->text)
		return ERR_TOO_BIG;
	if (!parse_clean(value, true))
		return ERR_INVALID;
	r->text += value.n;
	r->at[r->n++] = (struct param){ name, arena_str(r->arena, value) };
	return OK;
}

/* A form in which nothing was chosen sends an empty file without a name. */
static enum err keep_file(struct reading *r, const struct part *part, struct str bytes)
{
	if (r->file.p)
		return ERR_INVALID;
	r->file = part->name;
	if (bytes.n == 0 && part->file_name.n == 0)
		return OK;
	*r->upload = (struct upload){ .field = part->name,
		                          .name = arena_str(r->arena, part->file_name),
		                          .type = arena_str(r->arena, part->type),
		                          .bytes = bytes };
	return OK;
}

static enum err read_part(struct reading *r)
{
	struct part part = { .name = { NULL, 0 } };
	struct str bytes;

	TRY(read_head(r, &part));
	bytes = (struct str){ r->rest.p, find(r->rest, r->delimiter) };
	if (bytes.n == r->rest.n)
		return ERR_INVALID;
	r->rest = (struct str){ r->rest.p + bytes.n, r->rest.n - bytes.n };
	(void)take(&r->rest, r->delimiter);
	part.name = arena_str(r->arena, part.name);
	if (part.file_name.p)
		return keep_file(r, &part, bytes);
	return part.type.p ? ERR_INVALID : keep_field(r, part.name, bytes);
}

static enum err read_parts(struct reading *r)
{
	struct str first = { r->delimiter.p + 2, r->delimiter.n - 2 };

	if (!take(&r->rest, first))
		return ERR_INVALID;
	while (take(&r->rest, STR("\r\n")))
		TRY(read_part(r));
	if (!take(&r->rest, STR("--")))
		return ERR_INVALID;
	(void)take(&r->rest, STR("\r\n"));
	return r->rest.n ? ERR_INVALID : OK;
}

static bool named_twice(const struct reading *r)
{
	const struct params fields = { r->at, r->n };

	return parse_doubled(r->arena, r->at, r->n) || (r->file.p && param(&fields, r->file).p);
}

enum err http_parse_multipart(struct arena *a, struct str body, struct str boundary,
                              struct params *fields, struct upload *out)
{
	struct reading r = { .arena = a,
		                 .rest = body,
		                 .delimiter = arena_fmt(a, "\r\n--%.*s", (int)boundary.n, boundary.p),
		                 .upload = out };

	*fields = (struct params){ NULL, 0 };
	*out = (struct upload){ .field = { NULL, 0 } };
	r.at = NEW_N(a, struct param, FORM_FIELDS);
	TRY(read_parts(&r));
	if (named_twice(&r)) {
		*out = (struct upload){ .field = { NULL, 0 } };
		return ERR_INVALID;
	}
	*fields = (struct params){ r.at, r.n };
	return OK;
}
