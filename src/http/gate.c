/* clang-format off */
/* The byte gate: whatever two programs could read differently is refused before anything looks
 * at it.
 *
 * libmicrohttpd 0.9.75 reads the bytes first. What it forgives, and where that is caught (all of
 * it was sent over a socket; tests/http/malformed.c repeats it):
 *
 *   sent                              what it makes of it          caught by
 *   line ended by LF alone            a line                       gate_whole: gap of 1 byte, not 2
 *   CR alone within a value           a byte of the value          gate_check: control byte
 *   LF CR                             next name begins with CR     gate_whole, gate_check: no token
 *   folded line                       joined, copied elsewhere     gate_whole: not in its place
 *   space before the colon            "Name " with the space       gate_check: no token
 *   NUL within a value                value cut at the NUL         gate_whole: gap too long
 *   NUL within the target             target cut at the NUL        gate_whole: gap too long
 *   NUL within a name                 400, closed                  (itself)
 *   empty name ": value"              line dropped                 gate_whole: size does not add up
 *   more than one space after method  skipped                      gate_whole: gap too long
 *   tab between the parts of line 1   closed without an answer     (itself)
 *   line without a colon; no version  400, closed                  (itself)
 *   Content-Length twice, or with     accepted                     gate_check
 *   Transfer-Encoding; Host twice
 *   unknown coding                    waits for ever               gate_check
 *   method in lower case              another method               gate_check
 *   empty lines before line 1         skipped (RFC 9112, 2.2)      not caught: harmless
 *   chunk ended by LF; its extension  accepted                     not caught: the server closes
 *                                                                  after a chunked body, so nothing
 *                                                                  can hide behind it
 */
/* clang-format on */
#include "http/http.h"

#include <string.h>

static enum err refuse(struct refusal *why, int status, const char *reason)
{
	*why = (struct refusal){ status, reason };
	return status == 413 || status == 414 || status == 431 ? ERR_TOO_BIG : ERR_INVALID;
}

struct str head_value(const struct raw_head *head, struct str name)
{
	for (size_t i = 0; i < head->n; i++)
		if (http_same(head->at[i].name, name))
			return head->at[i].value;
	return (struct str){ NULL, 0 };
}

static size_t times(const struct raw_head *head, struct str name)
{
	size_t n = 0;

	for (size_t i = 0; i < head->n; i++)
		n += http_same(head->at[i].name, name);
	return n;
}

static bool reads(const struct raw_head *head)
{
	return str_eq(head->method, STR("GET")) || str_eq(head->method, STR("HEAD"));
}

static enum err check_target(struct str target, struct refusal *why)
{
	struct str query;

	if (target.n > TARGET_BYTES || str_cut(target, '?', &query).n > PATH_BYTES)
		return refuse(why, 414, "target-too-long");
	if (target.n == 0 || target.p[0] != '/')
		return refuse(why, 400, "target-is-no-path");
	for (size_t i = 0; i < target.n; i++)
		if (target.p[i] <= ' ' || target.p[i] > '~' || target.p[i] == '#')
			return refuse(why, 400, "byte-in-target");
	return OK;
}

static enum err check_line(const struct raw_head *head, struct refusal *why)
{
	if (!str_eq(head->version, STR("HTTP/1.1")) && !str_eq(head->version, STR("HTTP/1.0")))
		return refuse(why, 505, "version");
	if (!reads(head) && !str_eq(head->method, STR("POST")))
		return refuse(why, 405, "method");
	return check_target(head->target, why);
}

/* A tab may stand within a value; every other control byte is refused. */
static bool value_bytes(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if ((c < 0x20 && c != '\t') || c == 0x7F)
			return false;
	}
	return true;
}

static enum err check_fields(const struct raw_head *head, struct refusal *why)
{
	size_t size = head->method.n + head->target.n + head->version.n + 6;

	if (head->n > HEAD_FIELDS)
		return refuse(why, 431, "too-many-header-lines");
	for (size_t i = 0; i < head->n; i++) {
		size += head->at[i].name.n + head->at[i].value.n + 4;
		if (!http_token(head->at[i].name))
			return refuse(why, 400, "header-name");
		if (!value_bytes(head->at[i].value))
			return refuse(why, 400, "byte-in-header-value");
	}
	return size > HEAD_BYTES ? refuse(why, 431, "head-too-long") : OK;
}

static enum err check_once(const struct raw_head *head, struct refusal *why)
{
	static const char *const once[] = {
		"Host",   "Content-Length",  "Transfer-Encoding", "Content-Type",
		"Cookie", "Origin",          "Authorization",     "Sec-Fetch-Site",
		"Expect", "X-Forwarded-For", "X-Forwarded-Proto"
	};

	for (size_t i = 0; i < sizeof once / sizeof *once; i++)
		if (times(head, str_z(once[i])) > 1)
			return refuse(why, 400, "header-sent-twice");
	return OK;
}

static bool port_digits(struct str s)
{
	int64_t n;

	return s.n >= 1 && s.n <= 5 && s.p[0] != '-' && str_int(s, &n) && n >= 1 && n <= 65535;
}

static bool host_is(struct str sent, struct str allowed)
{
	if (http_same(sent, allowed))
		return true;
	return sent.n > allowed.n + 1 && sent.p[allowed.n] == ':' &&
	       http_same((struct str){ sent.p, allowed.n }, allowed) &&
	       port_digits((struct str){ sent.p + allowed.n + 1, sent.n - allowed.n - 1 });
}

static enum err check_host(const struct raw_head *head, const struct str *hosts, size_t nhosts,
                           struct refusal *why)
{
	struct str sent = head_value(head, STR("Host"));

	if (!sent.p)
		return refuse(why, 400, "no-Host");
	for (size_t i = 0; i < nhosts; i++)
		if (hosts[i].n && host_is(sent, hosts[i]))
			return OK;
	return refuse(why, 421, "Host-is-not-ours");
}

/* 1 to 12 digits and nothing else: a gigabyte is too long, and said to be. */
static bool read_length(struct str s, int64_t *out)
{
	return s.n >= 1 && s.n <= 12 && s.p[0] != '-' && str_int(s, out);
}

/* A form that brings a file may be longer, and says beforehand how long. */
static enum err check_length(const struct raw_head *head, bool file, struct refusal *why)
{
	int64_t most = file ? UPLOAD_BYTES : FORM_BYTES;
	struct str length = head_value(head, STR("Content-Length"));
	struct str coding = head_value(head, STR("Transfer-Encoding"));
	int64_t n = 0;

	if (length.p && coding.p)
		return refuse(why, 400, "length-and-coding");
	if (coding.p && !str_eq(coding, STR("chunked")))
		return refuse(why, 501, "transfer-coding");
	if (coding.p && str_eq(head->version, STR("HTTP/1.0")))
		return refuse(why, 400, "coding-in-HTTP-1-0");
	if (length.p && !read_length(length, &n))
		return refuse(why, 400, "length-is-no-number");
	if (reads(head))
		return coding.p || n ? refuse(why, 400, "body-where-none-belongs") : OK;
	if (n > most)
		return refuse(why, 413, "body-too-long");
	if (file && coding.p)
		return refuse(why, 411, "file-without-length");
	return length.p || coding.p ? OK : refuse(why, 411, "no-length");
}

static bool form_type(struct str type)
{
	struct str charset;
	struct str media;

	if (type.n == 0)
		return false;
	media = str_cut(type, ';', &charset);
	if (!http_same(str_trim(media), STR("application/x-www-form-urlencoded")))
		return false;
	return media.n == type.n || http_same(str_trim(charset), STR("charset=utf-8"));
}

static enum err check_body(const struct raw_head *head, struct refusal *why)
{
	struct str expect = head_value(head, STR("Expect"));
	struct str type = head_value(head, STR("Content-Type"));
	bool file = http_boundary(type).p != NULL;

	TRY(check_length(head, file, why));
	if (expect.p && !http_same(expect, STR("100-continue")))
		return refuse(why, 417, "expectation");
	if (!reads(head) && !file && !form_type(type))
		return refuse(why, 415, "body-is-no-form");
	return OK;
}

enum err gate_check(const struct raw_head *head, const struct str *hosts, size_t nhosts,
                    struct refusal *why)
{
	TRY(check_fields(head, why));
	TRY(check_line(head, why));
	TRY(check_once(head, why));
	TRY(check_host(head, hosts, nhosts, why));
	return check_body(head, why);
}

/* Bytes from the end of a to the start of b; huge when b does not follow. */
static uintptr_t gap(struct str a, struct str b)
{
	return (uintptr_t)b.p - ((uintptr_t)a.p + a.n);
}

enum err gate_whole(const struct raw_head *head, size_t size, struct refusal *why)
{
	struct str last = head->version;

	if (gap(head->method, head->target) != 1 || gap(head->target, head->version) != 1)
		return refuse(why, 400, "first-line-is-not-plain");
	for (size_t i = 0; i < head->n; i++) {
		const struct header *h = &head->at[i];
		uintptr_t colon = gap(h->name, h->value);

		if (gap(last, h->name) != 2 || colon < 1 || colon > 2)
			return refuse(why, 400, "header-line-is-not-plain");
		last = h->value;
	}
	if (gap(head->method, last) + head->method.n + last.n + 4 != size)
		return refuse(why, 400, "head-does-not-add-up");
	return OK;
}
