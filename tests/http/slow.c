/* Slow connections: 100 send a head byte by byte, 100 a body, 20 ask for much and read nothing.
 * While they are held, a probe must be answered in less than a second, and the 200 must be gone
 * after 15 seconds. */
#include "harness/client.h"
#include "harness/echo.h"

#include "base/log.h"

#include <errno.h>
#include <stdio.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
	HEADS = 100,
	BODIES = 100,
	SLOW = HEADS + BODIES,
	READERS = 20,
	GONE_MS = 15000,
	PROBE_MS = 1000
};

struct bench {
	int fd[SLOW];
	int reader[READERS];
	struct arena *arena;
	int port;
	int64_t worst;
	int unanswered;
};

static const char head[] = "GET /echo HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ";
static const char body[] = "POST /echo HTTP/1.1\r\nHost: 127.0.0.1\r\n"
						   "Content-Type: application/x-www-form-urlencoded\r\n"
						   "Content-Length: 100000\r\n\r\na=";

/* No address may hold more than 32, so the crowd comes from many. */
static int open_from(int i, int port)
{
	char source[32];

	(void)snprintf(source, sizeof source, "127.0.0.%d", 2 + i / 20);
	return client_open(source, port);
}

static bool open_all(struct bench *b)
{
	for (int i = 0; i < SLOW; i++) {
		b->fd[i] = open_from(i, b->port);
		if (b->fd[i] < 0 || !client_send(b->fd[i], str_z(i < HEADS ? "GE" : body)))
			return false;
	}
	for (int i = 0; i < READERS; i++) {
		b->reader[i] = open_from(SLOW + i, b->port);
		if (!client_send(b->reader[i], STR("GET /big HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")))
			return false;
	}
	return true;
}

static bool closed(int fd)
{
	char piece[1024];
	ssize_t n = recv(fd, piece, sizeof piece, MSG_DONTWAIT);

	return n == 0 || (n < 0 && errno != EAGAIN && errno != EWOULDBLOCK);
}

/* One more byte on each that is open. Returns how many are. */
static int drip(struct bench *b, size_t turn)
{
	int open = 0;

	for (int i = 0; i < SLOW; i++) {
		if (b->fd[i] < 0)
			continue;
		if (closed(b->fd[i]) || !client_send(b->fd[i], i < HEADS && turn + 2 < sizeof head - 1
		                                                   ? (struct str){ head + 2 + turn, 1 }
		                                                   : STR("a"))) {
			(void)close(b->fd[i]);
			b->fd[i] = -1;
			continue;
		}
		open++;
	}
	return open;
}

static void probe(struct bench *b)
{
	int64_t from = client_ms();
	struct answer answer =
		client_ask(b->arena, b->port, STR("GET /wait HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));
	int64_t took = client_ms() - from;

	b->unanswered += answer.status != 200;
	b->worst = took > b->worst ? took : b->worst;
	arena_reset(b->arena);
}

static int64_t hold(struct bench *b, int64_t began)
{
	struct timespec pause = { .tv_nsec = 400000000 };
	size_t turn = 0;

	while (drip(b, turn++) > 0 && client_ms() - began < 2 * GONE_MS) {
		probe(b);
		nanosleep(&pause, NULL);
	}
	return client_ms() - began;
}

static void close_readers(const struct bench *b)
{
	for (int i = 0; i < READERS; i++)
		if (b->reader[i] >= 0)
			(void)close(b->reader[i]);
}

int main(void)
{
	struct echo echo = { 0 };
	struct application app = echo_application(&echo);
	struct server *s = echo_start(&app, false);
	struct bench b = { .arena = arena_new((size_t)64 * 1024 * 1024) };
	int64_t began = client_ms();
	int64_t gone;

	log_quiet(true);
	if (!b.arena || !s)
		return 1;
	b.port = server_port(s);
	if (!open_all(&b)) {
		puts("not ok - the slow connections could not be opened");
		return 1;
	}
	gone = hold(&b, began);
	close_readers(&b);
	server_stop(s);
	arena_free(b.arena);
	printf("%d slow connections: gone after %lld ms, worst probe %lld ms, %d probes unanswered\n",
	       SLOW, (long long)gone, (long long)b.worst, b.unanswered);
	return gone > GONE_MS || b.worst >= PROBE_MS || b.unanswered;
}
