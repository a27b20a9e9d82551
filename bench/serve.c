/*
 * A server to be measured, in one of two kinds.
 *   serve DIR              the whole program over the house in DIR, without the limits per network;
 *                          prints milliseconds to the open database and to listening, and the port
 *   serve --bare N         libmicrohttpd alone: every answer is the same N bytes; prints the port
 * They end when their input ends. Before the first:
 *   serve --cookie DIR USER  begins a session of USER and prints its cookie
 */
#include "house.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

enum { ROOM = 256 << 20, THREADS = 4 };

static void wait_for_end(void)
{
	while (getchar() != EOF)
		continue;
}

/* --- libmicrohttpd alone --- */

struct bare {
	char *body;
	size_t n;
};

static enum MHD_Result answer(void *arg, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *upload,
                              size_t *upload_size, void **state)
{
	const struct bare *b = arg;
	struct MHD_Response *r;
	enum MHD_Result done;

	(void)url;
	(void)method;
	(void)version;
	(void)upload;
	(void)upload_size;
	(void)state;
	r = MHD_create_response_from_buffer(b->n, b->body, MHD_RESPMEM_PERSISTENT);
	MHD_add_response_header(r, "Content-Type", "text/html; charset=utf-8");
	done = MHD_queue_response(connection, MHD_HTTP_OK, r);
	MHD_destroy_response(r);
	return done;
}

static int serve_bare(size_t n)
{
	struct bare b = { malloc(n + 1), n };
	struct sockaddr_in at = { .sin_family = AF_INET };
	struct MHD_Daemon *d;

	if (!b.body)
		return 1;
	memset(b.body, 'x', n);
	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	d = MHD_start_daemon(MHD_USE_POLL_INTERNAL_THREAD, 0, NULL, NULL, answer, &b,
	                     MHD_OPTION_THREAD_POOL_SIZE, (unsigned)THREADS, MHD_OPTION_SOCK_ADDR, &at,
	                     MHD_OPTION_END);
	if (!d)
		return 1;
	printf("port %u\n", MHD_get_daemon_info(d, MHD_DAEMON_INFO_BIND_PORT)->port);
	(void)fflush(stdout);
	wait_for_end();
	MHD_stop_daemon(d);
	free(b.body);
	return 0;
}

/* --- the whole program --- */

static int print_cookie(const char *dir, const char *user)
{
	struct arena *a = arena_new(ROOM);
	struct house *house;
	struct str cookie;

	must(a ? OK : ERR_BUSY, "memory");
	must(house_open(a, dir, &house), "opening the house");
	cookie = bench_cookie(a, house, user);
	printf("cookie k=%.*s\n", (int)cookie.n, cookie.p);
	house_close(house);
	arena_free(a);
	return 0;
}

static int serve_house(const char *dir)
{
	static const struct str hosts[] = { { "127.0.0.1", 9 } };
	struct server_config config = {
		.listen = "127.0.0.1:0", .hosts = hosts, .nhosts = 1, .threads = THREADS
	};
	struct arena *a = arena_new(ROOM);
	struct application app;
	struct application unlimited;
	struct house *house;
	struct server *server;
	struct gate *gate;
	double began = bench_seconds();
	double opened;

	must(a ? OK : ERR_BUSY, "memory");
	must(house_open(a, dir, &house), "opening the house");
	opened = bench_seconds();
	must(gate_open(a, house, &gate, &app), "opening the gate");
	bench_unlimited(&app, &unlimited);
	must(server_start(&config, &unlimited, &server), "listening");
	printf("opened %.1f\nlistening %.1f\nport %d\n", (opened - began) * 1e3,
	       (bench_seconds() - began) * 1e3, server_port(server));
	(void)fflush(stdout);
	wait_for_end();
	server_stop(server);
	gate_close(gate);
	house_close(house);
	arena_free(a);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc == 3 && strcmp(argv[1], "--bare") == 0)
		return serve_bare((size_t)strtoul(argv[2], NULL, 10));
	if (argc == 4 && strcmp(argv[1], "--cookie") == 0)
		return print_cookie(argv[2], argv[3]);
	if (argc == 2)
		return serve_house(argv[1]);
	fputs("usage: serve DIR | serve --bare BYTES | serve --cookie DIR USER\n", stderr);
	return 2;
}
