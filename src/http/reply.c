#include "base/log.h"
#include "http/http.h"

/* A view of a literal where a constant is needed. */
/* clang-format off */
#define FIXED(name, text) { { name, sizeof name - 1 }, { text, sizeof(text) - 1 } }
/* clang-format on */

/* On every answer. Nothing inline, nothing from elsewhere, nothing told to elsewhere. */
static const struct header always[] = {
	FIXED("Cross-Origin-Opener-Policy", "same-origin"),
	FIXED("Cross-Origin-Resource-Policy", "same-origin"),
	FIXED("Cross-Origin-Embedder-Policy", "require-corp"),
	FIXED("Referrer-Policy", "no-referrer"),
	FIXED("X-Content-Type-Options", "nosniff"),
	FIXED("X-Frame-Options", "DENY"),
	FIXED("Permissions-Policy",
	      "accelerometer=(), autoplay=(), camera=(), clipboard-read=(), display-capture=(), "
	      "encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), hid=(), "
	      "idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), "
	      "picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), "
	      "storage-access=(), usb=(), web-share=(), xr-spatial-tracking=()"),
};

static struct str content_policy(const struct reply *reply)
{
	if (reply->sandbox)
		return STR("default-src 'none'; frame-ancestors 'none'; sandbox");
	return STR("default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
	           "media-src 'self'; font-src 'self'; "
	           "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
}

enum { ALWAYS = sizeof always / sizeof *always, MORE = 16 };

struct adding {
	struct arena *arena;
	struct header *at;
	size_t n;
};

static void add(struct adding *to, struct str name, struct str value)
{
	for (size_t i = 0; i < value.n; i++) {
		unsigned char c = (unsigned char)value.p[i];

		if (c < 0x20 || c == 0x7F) {
			log_event("reply-header-refused", LOG_INT("bytes", value.n));
			return;
		}
	}
	if (value.n)
		to->at[to->n++] = (struct header){ name, arena_str(to->arena, value) };
}

static struct str retry_after(int status)
{
	return status == 503 ? STR("5") : status == 429 ? STR("30") : (struct str){ NULL, 0 };
}

static struct str caching(const struct reply *reply)
{
	if (reply->asset)
		return STR("public, max-age=31536000, immutable");
	return reply->kept ? STR("private, max-age=31536000, immutable") : STR("no-store");
}

struct header_list reply_headers(struct arena *a, const struct reply *reply, bool secure)
{
	struct adding to = { a, NEW_N(a, struct header, ALWAYS + MORE), 0 };
	struct str none = { NULL, 0 };

	for (; to.n < ALWAYS; to.n++)
		to.at[to.n] = always[to.n];
	add(&to, STR("Content-Security-Policy"), content_policy(reply));
	add(&to, STR("Cache-Control"), caching(reply));
	add(&to, STR("Strict-Transport-Security"), secure ? STR("max-age=31536000") : none);
	add(&to, STR("Content-Type"), str_z(reply->type));
	add(&to, STR("Location"), reply->location);
	add(&to, STR("Set-Cookie"), reply->cookie);
	add(&to, STR("Content-Disposition"), reply->disposition);
	add(&to, STR("ETag"), reply->etag);
	add(&to, STR("Content-Encoding"), reply->gzip ? STR("gzip") : none);
	add(&to, STR("Vary"), reply->asset ? STR("Accept-Encoding") : none);
	add(&to, STR("Accept-Ranges"), reply->pieces ? STR("bytes") : none);
	add(&to, STR("Content-Range"), reply->content_range);
	add(&to, STR("Clear-Site-Data"),
	    reply->clear_site_data ? STR("\"cache\", \"cookies\", \"storage\"") : none);
	add(&to, STR("WWW-Authenticate"), reply->bearer ? STR("Bearer") : none);
	add(&to, STR("Allow"), reply->status == 405 ? STR("GET, HEAD, POST") : none);
	add(&to, STR("Retry-After"), retry_after(reply->status));
	return (struct header_list){ to.at, to.n };
}

/* "bytes=0-99", "bytes=100-" or "bytes=-50" of n bytes; false for anything else, also several
 * parts. *from is n or more when nothing of it is there. */
static bool read_range(struct str range, size_t n, size_t *from, size_t *to)
{
	struct str last;
	struct str first = str_cut(range, '=', &last);
	int64_t low = 0;
	int64_t high = (int64_t)n - 1;

	if (!http_same(str_trim(first), STR("bytes")))
		return false;
	first = str_cut(last, '-', &last);
	if (first.n == 0) {
		if (!str_int(last, &high) || high < 0)
			return false;
		low = high < (int64_t)n ? (int64_t)n - high : 0;
		high = (int64_t)n - 1;
	} else if (!str_int(first, &low) || low < 0 ||
	           (last.n && (!str_int(last, &high) || high < low))) {
		return false;
	}
	*from = (size_t)low;
	*to = high < (int64_t)n ? (size_t)high : n - 1;
	return true;
}

void reply_piece(const struct request *request, struct arena *a, struct reply *reply)
{
	size_t n = reply->body.n;
	size_t from;
	size_t to;

	if (!reply->pieces || reply->status != 200 || !request->range.p || n == 0 ||
	    !read_range(request->range, n, &from, &to))
		return;
	if (from >= n) {
		reply_text(reply, 416, "");
		reply->content_range = arena_fmt(a, "bytes */%zu", n);
		return;
	}
	reply->status = 206;
	reply->content_range = arena_fmt(a, "bytes %zu-%zu/%zu", from, to, n);
	reply->body.p += from;
	reply->body.n = to - from + 1;
}

void reply_text(struct reply *reply, int status, const char *text)
{
	reply->status = status;
	reply->type = "text/plain; charset=utf-8";
	reply->body.n = 0;
	buf_add(&reply->body, str_z(text));
}

void reply_see_other(struct reply *reply, struct str location)
{
	reply->status = 303;
	reply->body.n = 0;
	reply->location = location;
}
