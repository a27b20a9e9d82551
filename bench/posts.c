/*
 * Contact notes posted over real connections, one a poster, each with a fresh form token.
 * Usage: posts PORT COOKIE IDS POSTERS SECONDS, against a running bench/serve.c. COOKIE is as
 * `serve --cookie` prints it ("k=..."); IDS is the ids.txt of the house. Prints posts a second and
 * the waits in milliseconds; anything but "saved" is a failure.
 */
#include "base/random.h"
#include "house.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { POSTERS_MOST = 64, WAITS = 1 << 18, MESSAGE = 4096, ID_LINE = ID_TEXT + 1, LATE_MS = 50 };

static const char note[] =
	"A+note+of+about+two+hundred+bytes%2C+as+a+caseworker+writes+after+a+visit%3A+who+was+there%2C+"
	"what+she+asked+for%2C+what+was+promised%2C+and+on+which+day+somebody+will+call+her+again.";

struct run {
	int port;
	const char *cookie;
	const char *ids;
	size_t nids;
	double until;
};
struct poster {
	const struct run *run;
	pthread_t thread;
	struct dice dice;
	double *waits; /* milliseconds */
	size_t n;
	bool failed;
};

static int dial(int port)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	int yes = 1;

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	(void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
	if (fd >= 0 && connect(fd, (const struct sockaddr *)&at, sizeof at) == 0)
		return fd;
	(void)close(fd);
	return -1;
}

/* As access/token.c makes it. */
static void token(const char *cookie, char out[2 * ID_TEXT + 1])
{
	struct row_id id = row_id_fresh(clock_now());
	struct str text = str_z(strchr(cookie, '=') + 1);
	struct key of;
	struct key mac;

	hash_bytes((struct bytes){ (const uint8_t *)text.p, text.n }, of.b);
	key_derive(&of, "csrf", (struct bytes){ id.b, ID_BYTES }, &mac);
	id_write(id.b, out);
	id_write(mac.b, out + ID_TEXT);
}

static size_t message(struct poster *p, char out[MESSAGE])
{
	const struct run *r = p->run;
	const char *id = r->ids + ID_LINE * dice_below(&p->dice, (uint32_t)r->nids);
	char form[1024];
	char mark[2 * ID_TEXT + 1];
	int n;

	token(r->cookie, mark);
	n = snprintf(form, sizeof form, "token=%s&how=visit&words=%s", mark, note);
	n = snprintf(
		out, MESSAGE,
		"POST /people/%.32s/notes/new HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nCookie: %s\r\n"
		"Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n"
		"Content-Length: %d\r\n\r\n%s",
		id, r->port, r->cookie, n, form);
	return (size_t)n;
}

/* The answer has no body: it ends with its empty line. */
static bool saved(int fd)
{
	char in[MESSAGE];
	size_t n = 0;

	while (n < sizeof in - 1) {
		ssize_t more = recv(fd, in + n, sizeof in - 1 - n, 0);
		if (more <= 0)
			return false;
		n += (size_t)more;
		in[n] = '\0';
		if (strstr(in, "\r\n\r\n"))
			return strncmp(in, "HTTP/1.1 303", 12) == 0 && strstr(in, "said=saved") != NULL;
	}
	return false;
}

static void *post(void *arg)
{
	struct poster *p = arg;
	int fd = dial(p->run->port);
	double began = bench_seconds();

	p->failed = fd < 0;
	while (!p->failed && began < p->run->until && p->n < WAITS) {
		char out[MESSAGE];
		size_t n = message(p, out);
		began = bench_seconds();
		p->failed = send(fd, out, n, MSG_NOSIGNAL) != (ssize_t)n || !saved(fd);
		p->waits[p->n++] = (bench_seconds() - began) * 1e3;
	}
	(void)close(fd);
	return NULL;
}

static int by_size(const void *a, const void *b)
{
	double x, y;

	memcpy(&x, a, sizeof x);
	memcpy(&y, b, sizeof y);
	return (x > y) - (x < y);
}

static int tell(const struct poster *posters, size_t n, double seconds)
{
	double *all = calloc(n * WAITS, sizeof *all);
	size_t total = 0;
	size_t late;
	bool failed = !all;

	for (size_t i = 0; i < n && all; i++) {
		memcpy(all + total, posters[i].waits, posters[i].n * sizeof *all);
		total += posters[i].n;
		failed = failed || posters[i].failed;
	}
	if (failed || !total) {
		printf("posters %zu failed\n", n);
	} else {
		qsort(all, total, sizeof *all, by_size);
		for (late = 0; late < total && all[total - 1 - late] > LATE_MS; late++)
			continue;
		printf("posters %zu posts/s %.0f p50 %.2f p99 %.2f max %.1f late %zu of %zu\n", n,
		       (double)total / seconds, all[total / 2], all[total * 99 / 100], all[total - 1], late,
		       total);
	}
	free(all);
	return failed;
}

static char *read_ids(const char *path, size_t *n)
{
	FILE *f = fopen(path, "r");
	char *ids = NULL;
	long size;

	must(f && fseek(f, 0, SEEK_END) == 0 ? OK : ERR_ABSENT, path);
	size = ftell(f);
	rewind(f);
	ids = malloc((size_t)size);
	must(ids && fread(ids, 1, (size_t)size, f) == (size_t)size ? OK : ERR_STORE, path);
	*n = (size_t)size / ID_LINE;
	(void)fclose(f);
	return ids;
}

int main(int argc, char **argv)
{
	static struct poster posters[POSTERS_MOST];
	struct run run;
	double seconds;
	size_t n;
	char *ids;

	if (argc != 6) {
		fputs("usage: posts PORT COOKIE IDS POSTERS SECONDS\n", stderr);
		return 2;
	}
	n = (size_t)strtoul(argv[4], NULL, 10);
	seconds = strtod(argv[5], NULL);
	if (n < 1 || n > POSTERS_MOST || vault_start() != OK)
		return 2;
	run = (struct run){ .port = (int)strtol(argv[1], NULL, 10), .cookie = argv[2] };
	run.ids = ids = read_ids(argv[3], &run.nids);
	run.until = bench_seconds() + seconds;
	for (size_t i = 0; i < n; i++) {
		posters[i] = (struct poster){ .run = &run,
			                          .dice = { i + 1 },
			                          .waits = calloc(WAITS, sizeof(double)) };
		must(posters[i].waits ? OK : ERR_BUSY, "memory");
		must(pthread_create(&posters[i].thread, NULL, post, &posters[i]) ? ERR_BUSY : OK,
		     "a thread");
	}
	for (size_t i = 0; i < n; i++)
		pthread_join(posters[i].thread, NULL);
	n = (size_t)tell(posters, n, seconds);
	free(ids);
	return (int)n;
}
