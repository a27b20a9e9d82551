#include "harness/client.h"

#include "base/buf.h"
#include "http/http.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

int64_t client_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

union in_address {
	struct sockaddr any;
	struct sockaddr_in v4;
};

static bool set_address(const char *text, int port, union in_address *to)
{
	memset(to, 0, sizeof *to);
	to->v4.sin_family = AF_INET;
	to->v4.sin_port = htons((uint16_t)port);
	return inet_pton(AF_INET, text, &to->v4.sin_addr) == 1;
}

int client_open(const char *source, int port)
{
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	union in_address at;
	int yes = 1;

	if (fd < 0)
		return -1;
	/* Without this the second small piece waits 40 ms for an acknowledgement. */
	(void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
	if (source && (!set_address(source, 0, &at) || bind(fd, &at.any, sizeof at.v4) != 0))
		goto failed;
	if (set_address("127.0.0.1", port, &at) && connect(fd, &at.any, sizeof at.v4) == 0)
		return fd;
failed:
	(void)close(fd);
	return -1;
}

bool client_send(int fd, struct str bytes)
{
	while (bytes.n) {
		ssize_t n = send(fd, bytes.p, bytes.n, MSG_NOSIGNAL);

		if (n <= 0)
			return false;
		bytes = (struct str){ bytes.p + n, bytes.n - (size_t)n };
	}
	return true;
}

/* More bytes into b; false at the end, on an error, or when the time is over. */
static bool more(int fd, struct buf *b, int64_t until)
{
	char piece[4096];
	struct pollfd p = { .fd = fd, .events = POLLIN };
	int64_t left = until - client_ms();
	ssize_t n;

	if (left <= 0 || poll(&p, 1, (int)left) <= 0)
		return false;
	n = recv(fd, piece, sizeof piece, 0);
	if (n > 0)
		buf_add(b, (struct str){ piece, (size_t)n });
	return n > 0;
}

static size_t find(struct str s, struct str part)
{
	for (size_t i = 0; i + part.n <= s.n; i++)
		if (memcmp(s.p + i, part.p, part.n) == 0)
			return i;
	return s.n;
}

struct str client_header(const struct answer *answer, struct str name)
{
	struct str rest = answer->head;

	while (rest.n) {
		struct str value;
		struct str line = str_cut(rest, '\n', &rest);

		if (http_same(str_cut(line, ':', &value), name))
			return str_trim(value);
	}
	return (struct str){ NULL, 0 };
}

static struct answer read_head(struct str all, size_t end)
{
	struct answer answer = { 0 };
	int64_t status = 0;
	struct str rest;
	struct str first = str_cut((struct str){ all.p, end + 2 }, '\n', &rest);

	if (first.n >= 12 && str_int((struct str){ first.p + 9, 3 }, &status))
		answer.status = (int)status;
	answer.head = rest;
	return answer;
}

struct answer client_read(struct arena *a, int fd, bool bodyless, int ms)
{
	struct buf b = buf_new(a, (size_t)16 * 1024 * 1024);
	int64_t until = client_ms() + ms;
	struct answer answer;
	int64_t length = 0;
	size_t end;

	while ((end = find(buf_str(&b), STR("\r\n\r\n"))) == b.n)
		if (!more(fd, &b, until))
			return (struct answer){ 0 };
	answer = read_head(buf_str(&b), end);
	if (!bodyless && !str_int(client_header(&answer, STR("Content-Length")), &length))
		length = 0;
	while (b.n < end + 4 + (size_t)length)
		if (!more(fd, &b, until))
			break;
	answer = read_head(buf_str(&b), end);
	answer.body = (struct str){ b.p + end + 4, b.n - end - 4 };
	return answer;
}

bool client_closed(int fd, int ms)
{
	int64_t until = client_ms() + ms;
	char piece[4096];

	for (;;) {
		struct pollfd p = { .fd = fd, .events = POLLIN };
		int64_t left = until - client_ms();

		if (left <= 0 || poll(&p, 1, (int)left) <= 0)
			return false;
		if (recv(fd, piece, sizeof piece, 0) <= 0)
			return true;
	}
}

struct answer client_ask(struct arena *a, int port, struct str bytes)
{
	int fd = client_open(NULL, port);
	struct answer answer = { 0 };

	if (fd < 0)
		return answer;
	(void)client_send(fd, bytes);
	answer = client_read(a, fd, str_starts(bytes, STR("HEAD ")), 5000);
	(void)close(fd);
	return answer;
}
