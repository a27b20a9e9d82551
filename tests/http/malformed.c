/* Malformed requests and attempts at smuggling, sent over a real socket. Each row says what must
 * happen: REFUSED: an error status (or no answer) and the connection is closed, and the application
 * saw nothing; HARMLESS: an answer, with the reason why that does no harm. After all of them the
 * server still answers. */
#include "harness/client.h"
#include "harness/echo.h"

#include "base/buf.h"
#include "base/log.h"

#include <stdio.h>
#include <unistd.h>

enum expected { REFUSED, HARMLESS };

struct attempt {
	const char *name;
	struct str bytes;
	enum expected expected;
	const char *why; /* of a harmless one */
};

#define TEXT(s) \
	{ \
		s, sizeof(s) - 1 \
	}
#define BAD(name, bytes) \
	{ \
		name, TEXT(bytes), REFUSED, NULL \
	}
#define FINE(name, bytes, why) \
	{ \
		name, TEXT(bytes), HARMLESS, why \
	}
#define H "Host: 127.0.0.1\r\n"
#define GET "GET /echo HTTP/1.1\r\n"
#define FORM "Content-Type: application/x-www-form-urlencoded\r\n"
#define POST "POST /echo HTTP/1.1\r\n" H FORM
#define MULTI(path, parameter, length) \
	"POST " path " HTTP/1.1\r\n" H "Content-Type: multipart/form-data; " parameter \
	"\r\nContent-Length: " length "\r\n\r\n"
#define PART "Content-Disposition: form-data; name=\"a\""
/* A second request that must never be read as one. */
#define HIDDEN "GET /hidden HTTP/1.1\r\n" H "\r\n"

static const struct attempt attempts[] = {
	/* the first line */
	BAD("no version", "GET /echo\r\n" H "\r\n"),
	BAD("HTTP/0.9", "GET /echo\r\n\r\n"),
	BAD("HTTP/2.0", "GET /echo HTTP/2.0\r\n" H "\r\n"),
	BAD("HTTP/1.2", "GET /echo HTTP/1.2\r\n" H "\r\n"),
	BAD("version in lower case", "GET /echo http/1.1\r\n" H "\r\n"),
	BAD("HTTP/1.01", "GET /echo HTTP/1.01\r\n" H "\r\n"),
	BAD("method in lower case", "get /echo HTTP/1.1\r\n" H "\r\n"),
	BAD("unknown method", "BREW /echo HTTP/1.1\r\n" H "\r\n"),
	BAD("PUT", "PUT /echo HTTP/1.1\r\n" H "Content-Length: 0\r\n\r\n"),
	BAD("DELETE", "DELETE /echo HTTP/1.1\r\n" H "\r\n"),
	BAD("OPTIONS *", "OPTIONS * HTTP/1.1\r\n" H "\r\n"),
	BAD("TRACE", "TRACE /echo HTTP/1.1\r\n" H "\r\n"),
	BAD("CONNECT", "CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n"),
	BAD("PRI of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
	BAD("two spaces after the method", "GET  /echo HTTP/1.1\r\n" H "\r\n"),
	BAD("two spaces before the version", "GET /echo  HTTP/1.1\r\n" H "\r\n"),
	BAD("tabs for spaces", "GET\t/echo\tHTTP/1.1\r\n" H "\r\n"),
	BAD("space after the version", "GET /echo HTTP/1.1 \r\n" H "\r\n"),
	BAD("space before the method", " GET /echo HTTP/1.1\r\n" H "\r\n"),
	BAD("space in the target", "GET /ec ho HTTP/1.1\r\n" H "\r\n"),
	BAD("NUL in the target", "GET /echo\0/x HTTP/1.1\r\n" H "\r\n"),
	BAD("control byte in the target", "GET /ec\001ho HTTP/1.1\r\n" H "\r\n"),
	BAD("byte above 7F in the target", "GET /\303\244 HTTP/1.1\r\n" H "\r\n"),
	BAD("fragment in the target", "GET /echo#x HTTP/1.1\r\n" H "\r\n"),
	BAD("target without a slash", "GET echo HTTP/1.1\r\n" H "\r\n"),
	BAD("whole address as target", "GET http://127.0.0.1/echo HTTP/1.1\r\n" H "\r\n"),
	BAD("first line ended by LF", "GET /echo HTTP/1.1\n" H "\r\n"),
	/* the path */
	BAD("dots", "GET /a/../echo HTTP/1.1\r\n" H "\r\n"),
	BAD("escaped dots", "GET /a/%2e%2e/echo HTTP/1.1\r\n" H "\r\n"),
	BAD("one dot", "GET /./echo HTTP/1.1\r\n" H "\r\n"),
	BAD("doubled slash", "GET //echo HTTP/1.1\r\n" H "\r\n"),
	BAD("escaped slash", "GET /a%2fecho HTTP/1.1\r\n" H "\r\n"),
	BAD("backslash", "GET /a\\echo HTTP/1.1\r\n" H "\r\n"),
	BAD("escaped backslash", "GET /a%5cecho HTTP/1.1\r\n" H "\r\n"),
	BAD("escaped NUL", "GET /echo%00 HTTP/1.1\r\n" H "\r\n"),
	BAD("escaped line end", "GET /echo%0d%0a HTTP/1.1\r\n" H "\r\n"),
	BAD("broken escape", "GET /echo%4 HTTP/1.1\r\n" H "\r\n"),
	BAD("escape that is no number", "GET /echo%zz HTTP/1.1\r\n" H "\r\n"),
	BAD("overlong UTF-8", "GET /%c0%af HTTP/1.1\r\n" H "\r\n"),
	BAD("broken UTF-8", "GET /%ff HTTP/1.1\r\n" H "\r\n"),
	BAD("parameter twice", "GET /echo?a=1&a=2 HTTP/1.1\r\n" H "\r\n"),
	BAD("parameter twice, one escaped", "GET /echo?a=1&%61=2 HTTP/1.1\r\n" H "\r\n"),
	BAD("NUL in a parameter", "GET /echo?a=%00 HTTP/1.1\r\n" H "\r\n"),
	/* header lines */
	BAD("no Host", GET "\r\n"),
	BAD("no Host in HTTP/1.0", "GET /echo HTTP/1.0\r\n\r\n"),
	BAD("Host twice", GET H H "\r\n"),
	BAD("Host twice in another case", GET H "hOsT: evil.example\r\n\r\n"),
	BAD("Host of somebody else", GET "Host: evil.example\r\n\r\n"),
	BAD("Host with a part in front", GET "Host: x.127.0.0.1\r\n\r\n"),
	BAD("Host with a part behind", GET "Host: 127.0.0.1.evil.example\r\n\r\n"),
	BAD("Host with an account", GET "Host: me@127.0.0.1\r\n\r\n"),
	BAD("Host with words for a port", GET "Host: 127.0.0.1:evil\r\n\r\n"),
	BAD("two names in Host", GET "Host: 127.0.0.1, evil.example\r\n\r\n"),
	BAD("empty Host", GET "Host: \r\n\r\n"),
	BAD("space before the colon", GET H "X : y\r\n\r\n"),
	BAD("Content-Length with a space before the colon",
	    "POST /echo HTTP/1.1\r\n" H FORM "Content-Length : 3\r\n\r\na=1"),
	BAD("folded line", GET H "X: a\r\n b\r\n\r\n"),
	BAD("folded line with a tab", GET H "X: a\r\n\tb\r\n\r\n"),
	BAD("folded first header line", GET " X: y\r\n" H "\r\n"),
	BAD("header line ended by LF", GET H "X: y\nZ: q\r\n\r\n"),
	BAD("LF in front of a hidden header", GET H "X: y\nTransfer-Encoding: chunked\r\n\r\n"),
	BAD("all lines ended by LF", "GET /echo HTTP/1.1\nHost: 127.0.0.1\n\n"),
	BAD("head ended by LF LF", GET "Host: 127.0.0.1\r\nX: y\n\n"),
	BAD("CR alone in a value", GET H "X: y\rZ: q\r\n\r\n"),
	BAD("LF CR", GET H "X: y\n\rZ: q\r\n\r\n"),
	BAD("NUL in a value", GET H "X: y\0z\r\n\r\n"),
	BAD("NUL in a name", GET H "X\0Y: z\r\n\r\n"),
	BAD("control byte in a value", GET H "X: \001\r\n\r\n"),
	BAD("DEL in a value", GET H "X: \177\r\n\r\n"),
	BAD("line without a colon", GET H "garbage\r\n\r\n"),
	BAD("empty name", GET H ": x\r\n\r\n"),
	BAD("name with a slash", GET H "X/Y: z\r\n\r\n"),
	BAD("name with a byte above 7F", GET H "\303\244: z\r\n\r\n"),
	BAD("many spaces after the colon", GET H "X:    y\r\n\r\n"),
	BAD("one LF and one space to hide its missing byte", GET H "X:  y\nZ: q\r\n\r\n"),
	BAD("Cookie twice", GET H "Cookie: a=1\r\nCookie: b=2\r\n\r\n"),
	BAD("one cookie twice", GET H "Cookie: a=1; a=2\r\n\r\n"),
	BAD("Origin twice", GET H "Origin: null\r\nOrigin: http://127.0.0.1\r\n\r\n"),
	BAD("Authorization twice", GET H "Authorization: a\r\nAuthorization: b\r\n\r\n"),
	BAD("Sec-Fetch-Site twice",
	    GET H "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Site: same-origin\r\n\r\n"),
	BAD("unknown expectation", POST "Content-Length: 3\r\nExpect: gold\r\n\r\na=1"),
	/* bodies */
	BAD("length twice, equal", POST "Content-Length: 3\r\nContent-Length: 3\r\n\r\na=1" HIDDEN),
	BAD("length twice, different",
	    POST "Content-Length: 3\r\nContent-Length: 60\r\n\r\na=1" HIDDEN),
	BAD("two lengths in one line", POST "Content-Length: 3, 3\r\n\r\na=1"),
	BAD("length and coding", POST "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
	                              "0\r\n\r\n" HIDDEN),
	BAD("coding and length", POST "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n"
	                              "0\r\n\r\n" HIDDEN),
	BAD("length with a sign", POST "Content-Length: +3\r\n\r\na=1"),
	BAD("negative length", POST "Content-Length: -3\r\n\r\na=1"),
	BAD("hexadecimal length", POST "Content-Length: 0x3\r\n\r\na=1"),
	BAD("length with words", POST "Content-Length: 3abc\r\n\r\na=1"),
	BAD("length with a space behind", POST "Content-Length: 3 \r\n\r\na=1"),
	BAD("empty length", POST "Content-Length:\r\n\r\n"),
	BAD("length of 2^64", POST "Content-Length: 18446744073709551616\r\n\r\n"),
	BAD("length of 2^64+3", POST "Content-Length: 18446744073709551619\r\n\r\na=1"),
	BAD("length above the ceiling", POST "Content-Length: 262145\r\n\r\n"),
	BAD("no length", POST "\r\n"),
	BAD("unknown coding", POST "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
	BAD("chunked in capitals", POST "Transfer-Encoding: Chunked\r\n\r\n0\r\n\r\n"),
	BAD("two codings", POST "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
	BAD("coding twice",
	    POST "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n"),
	BAD("chunked with a space behind", POST "Transfer-Encoding: chunked \r\n\r\n0\r\n\r\n"),
	BAD("chunked with a tab in front", POST "Transfer-Encoding:\t\tchunked\r\n\r\n0\r\n\r\n"),
	BAD("coding in HTTP/1.0", "POST /echo HTTP/1.0\r\n" H FORM "Transfer-Encoding: chunked\r\n\r\n"
	                          "0\r\n\r\n"),
	BAD("GET with a length", GET H "Content-Length: 3\r\n\r\na=1"),
	BAD("GET with a coding", GET H "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
	BAD("HEAD with a length", "HEAD /echo HTTP/1.1\r\n" H "Content-Length: 3\r\n\r\na=1"),
	BAD("chunk size that is no number",
	    POST "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n"),
	BAD("chunk size with 0x", POST "Transfer-Encoding: chunked\r\n\r\n0x3\r\na=1\r\n0\r\n\r\n"),
	BAD("negative chunk size", POST "Transfer-Encoding: chunked\r\n\r\n-3\r\na=1\r\n0\r\n\r\n"),
	BAD("chunk size of 2^64+3",
	    POST "Transfer-Encoding: chunked\r\n\r\n10000000000000003\r\na=1\r\n0\r\n\r\n"),
	BAD("chunk longer than its size",
	    POST "Transfer-Encoding: chunked\r\n\r\n3\r\na=1xyz\r\n0\r\n\r\n"),
	BAD("multipart", "POST /echo HTTP/1.1\r\n" H "Content-Type: multipart/form-data; boundary=x\r\n"
	                 "Content-Length: 3\r\n\r\na=1"),
	BAD("a file where none is taken",
	    MULTI("/echo", "boundary=b", "59") "--b\r\n" PART "\r\n\r\n1\r\n--b--\r\n"),
	BAD("multipart without a boundary", MULTI("/file", "", "3") "a=1"),
	BAD("multipart with an empty boundary", MULTI("/file", "boundary=", "3") "a=1"),
	BAD("multipart with two boundaries", MULTI("/file", "boundary=b; boundary=c", "3") "a=1"),
	BAD("multipart with a quoted boundary", MULTI("/file", "boundary=\"b\"", "3") "a=1"),
	BAD("multipart with a boundary of 71 bytes",
	    MULTI("/file",
	          "boundary=bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
	          "3") "a=1"),
	BAD("multipart of another kind",
	    "POST /file HTTP/1.1\r\n" H "Content-Type: multipart/mixed; boundary=b\r\n"
	    "Content-Length: 3\r\n\r\na=1"),
	BAD("multipart in chunks",
	    "POST /file HTTP/1.1\r\n" H "Content-Type: multipart/form-data; boundary=b\r\n"
	    "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
	BAD("multipart without a length",
	    "POST /file HTTP/1.1\r\n" H "Content-Type: multipart/form-data; boundary=b\r\n\r\n"),
	BAD("multipart above every ceiling", MULTI("/file", "boundary=b", "67108865")),
	BAD("multipart on a GET",
	    "GET /file HTTP/1.1\r\n" H "Content-Type: multipart/form-data; boundary=b\r\n"
	    "Content-Length: 3\r\n\r\na=1"),
	BAD("multipart that is no multipart", MULTI("/file", "boundary=b", "3") "a=1"),
	BAD("multipart that ends before its end",
	    MULTI("/file", "boundary=b", "50") "--b\r\n" PART "\r\n\r\n1"),
	BAD("multipart with something behind its end",
	    MULTI("/file", "boundary=b", "64") "--b\r\n" PART "\r\n\r\n1\r\n--b--\r\nGET /"),
	BAD("multipart with a request within its length",
	    MULTI("/file", "boundary=b", "100") "--b\r\n" PART "\r\n\r\n1\r\n--b--\r\n" HIDDEN),
	BAD("part with a name twice",
	    MULTI("/file", "boundary=b", "111") "--b\r\n" PART "\r\n\r\n1\r\n--b\r\n" PART
	                                        "\r\n\r\n2\r\n--b--\r\n"),
	BAD("part with a path as file name",
	    MULTI("/file", "boundary=b", "80") "--b\r\n" PART
	                                       "; filename=\"../etc/x\"\r\n\r\n1\r\n--b--\r\n"),
	BAD("part with a transfer coding",
	    MULTI("/file", "boundary=b", "97") "--b\r\n" PART "\r\nContent-Transfer-Encoding: base64"
	                                       "\r\n\r\nMQ==\r\n--b--\r\n"),
	BAD("part with NUL in its file name",
	    MULTI("/file", "boundary=b", "75") "--b\r\n" PART
	                                       "; filename=\"x\0y\"\r\n\r\n1\r\n--b--\r\n"),
	BAD("JSON", "POST /echo HTTP/1.1\r\n" H "Content-Type: application/json\r\n"
	            "Content-Length: 2\r\n\r\n{}"),
	BAD("no type", "POST /echo HTTP/1.1\r\n" H "Content-Length: 3\r\n\r\na=1"),
	BAD("type twice", POST FORM "Content-Length: 3\r\n\r\na=1"),
	BAD("another charset", "POST /echo HTTP/1.1\r\n" H
	                       "Content-Type: application/x-www-form-urlencoded; charset=utf-7\r\n"
	                       "Content-Length: 3\r\n\r\na=1"),
	BAD("NUL in the body", POST "Content-Length: 3\r\n\r\na=\0"),
	BAD("escaped NUL in the body", POST "Content-Length: 5\r\n\r\na=%00"),
	BAD("field twice", POST "Content-Length: 7\r\n\r\na=1&a=2"),
	BAD("field without a name", POST "Content-Length: 2\r\n\r\n=1"),
	BAD("broken UTF-8 in the body", POST "Content-Length: 5\r\n\r\na=%ff"),
	BAD("not HTTP at all", "\026\003\001\002\000\001\000\001\374\003\003\r\n\r\n"),
	BAD("another protocol", "EHLO mail.example\r\n\r\n"),
	/* harmless */
	FINE("empty lines in front", "\r\n\r\n" GET H "\r\n", "RFC 9112, 2.2 wants them skipped"),
	FINE("no space after the colon", GET "Host:127.0.0.1\r\n\r\n", "the grammar allows it"),
	FINE("HTTP/1.0 with Host", "GET /echo HTTP/1.0\r\n" H "\r\n", "old proxies speak it"),
	FINE("byte above 7F in a value", GET H "X: \303\244\r\n\r\n", "values are never echoed"),
	FINE("tab in a value", GET H "X: a\tb\r\n\r\n", "the grammar allows it"),
	FINE("chunk extension and LF", POST "Transfer-Encoding: chunked\r\n\r\n3;x=y\na=1\r\n0\r\n\r\n",
	     "the connection closes after a chunked body"),
	FINE("trailer that looks like a header",
	     POST "Transfer-Encoding: chunked\r\n\r\n3\r\na=1\r\n0\r\nHost: evil.example\r\n\r\n",
	     "trailers are never read; the connection closes"),
	FINE("something behind a chunked body",
	     POST "Transfer-Encoding: chunked\r\n\r\n3\r\na=1\r\n0\r\n\r\n" HIDDEN,
	     "the connection closes before it is read"),
	FINE("a form with a file",
	     MULTI("/file", "boundary=b", "75") "--b\r\n" PART
	                                        "; filename=\"x.y\"\r\n\r\n\0\r\n--b--\r\n",
	     "this is how it should be"),
	FINE("something behind a form with a file",
	     MULTI("/file", "boundary=b", "59") "--b\r\n" PART "\r\n\r\n1\r\n--b--\r\nGET /hid",
	     "half of another request stays half"),
	FINE("half a request behind a whole one", GET H "\r\nGET /hid", "it stays half"),
};

enum { ATTEMPTS = sizeof attempts / sizeof *attempts };

struct bench {
	struct arena *arena;
	struct echo echo;
	int port;
	int failed;
};

static void verdict(struct bench *b, const char *name, bool good, const char *what, int status)
{
	if (good)
		return;
	printf("not ok - %s: %s (status %d)\n", name, what, status);
	b->failed++;
}

static void try_bad(struct bench *b, const char *name, int fd, struct str bytes)
{
	int before = atomic_load(&b->echo.arrived);
	struct answer answer;

	(void)client_send(fd, bytes);
	answer = client_read(b->arena, fd, false, 3000);
	verdict(b, name, answer.status == 0 || answer.status >= 400, "it was answered", answer.status);
	verdict(b, name, client_closed(fd, 3000), "the connection stayed open", answer.status);
	verdict(b, name, atomic_load(&b->echo.arrived) == before, "the application saw it",
	        answer.status);
}

static void try_fine(struct bench *b, const char *name, int fd, struct str bytes)
{
	int before = atomic_load(&b->echo.arrived);
	struct answer answer;

	(void)client_send(fd, bytes);
	answer = client_read(b->arena, fd, false, 3000);
	verdict(b, name, answer.status == 200, "no answer", answer.status);
	(void)client_closed(fd, 100);
	verdict(b, name, atomic_load(&b->echo.arrived) == before + 1, "not one request", answer.status);
}

static void try_one(struct bench *b, const char *name, struct str bytes, enum expected expected)
{
	int fd = client_open(NULL, b->port);

	if (expected == REFUSED)
		try_bad(b, name, fd, bytes);
	else
		try_fine(b, name, fd, bytes);
	(void)close(fd);
	arena_reset(b->arena);
}

/* first, then n times piece, then last. */
static struct str repeated(struct arena *a, struct str first, size_t n, struct str piece,
                           struct str last)
{
	struct buf b = buf_new(a, (size_t)1024 * 1024);

	buf_add(&b, first);
	while (n--)
		buf_add(&b, piece);
	buf_add(&b, last);
	return buf_str(&b);
}

/* What is too long to stand in the table. */
static int try_long(struct bench *b)
{
	struct str end = STR("\r\n\r\n");
	struct str version = STR(" HTTP/1.1\r\n" H "\r\n");
	struct str x = STR("x");
	struct arena *a = b->arena;
	struct str piece;

	try_one(b, "head of 20 KiB", repeated(a, STR(GET H "X: "), 20000, x, end), REFUSED);
	try_one(b, "head of 40 KiB", repeated(a, STR(GET H "X: "), 40000, x, end), REFUSED);
	try_one(b, "200 header lines", repeated(a, STR(GET H), 200, STR("X: y\r\n"), STR("\r\n")),
	        REFUSED);
	try_one(b, "path of 2,000 bytes", repeated(a, STR("GET /"), 2000, x, version), REFUSED);
	try_one(b, "target of 5,000 bytes", repeated(a, STR("GET /echo?a="), 5000, x, version),
	        REFUSED);
	try_one(b, "target of 40 KiB", repeated(a, STR("GET /"), 40000, x, version), REFUSED);
	try_one(b, "name of 20 KiB", repeated(a, STR(GET H), 20000, x, STR(": y\r\n\r\n")), REFUSED);
	piece = repeated(a, STR("400\r\n"), 1024, x, STR("\r\n"));
	try_one(
		b, "chunked body above the ceiling",
		repeated(a, STR(POST "Transfer-Encoding: chunked\r\n\r\n"), 300, piece, STR("0\r\n\r\n")),
		REFUSED);
	return 8;
}

static bool still_answers(struct bench *b)
{
	return client_ask(b->arena, b->port, STR(GET H "\r\n")).status == 200;
}

int main(void)
{
	struct bench b = { .arena = arena_new((size_t)64 * 1024 * 1024) };
	struct application app = echo_application(&b.echo);
	struct server *s = echo_start(&app, false);
	int n = ATTEMPTS;

	log_quiet(true);
	if (!b.arena || !s)
		return 1;
	b.port = server_port(s);
	for (size_t i = 0; i < ATTEMPTS; i++)
		try_one(&b, attempts[i].name, attempts[i].bytes, attempts[i].expected);
	n += try_long(&b);
	verdict(&b, "afterwards", still_answers(&b), "the server does not answer", 0);
	server_stop(s);
	arena_free(b.arena);
	printf("%d kinds of malformed request, %d failed\n", n, b.failed);
	return b.failed != 0;
}
