/* kintsugi serve: opens the house and answers until it is told to stop. */
#include "access/gate.h"
#include "base/log.h"
#include "care/file.h"
#include "care/import.h"
#include "cli/commands.h"
#include "cli/house.h"
#include "http/http.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

struct serve_options {
	const char *data;
	const char *listen;
	const char *tls_cert;
	const char *tls_key;
};
static const struct option options[] = {
	OPTION_DATA(struct serve_options),
	OPTION(struct serve_options, listen, "listen", TEXT, "HOST:PORT", OPTIONAL_OPTION,
	       "where to listen (as configured, else 127.0.0.1:8080)"),
	OPTION(struct serve_options, tls_cert, "tls-cert", TEXT, "FILE", OPTIONAL_OPTION,
	       "certificate, in PEM"),
	OPTION(struct serve_options, tls_key, "tls-key", TEXT, "FILE", OPTIONAL_OPTION, "its key"),
};

enum { HOSTS_MOST = 32 };

/* Names that may stand in Host: where it listens, this machine, and what the configuration adds. */
static size_t host_names(const char *listen, struct str configured, struct str out[HOSTS_MOST])
{
	const char *colon = strrchr(listen, ':');
	size_t n = 0;

	if (colon)
		out[n++] = (struct str){ listen, (size_t)(colon - listen) };
	out[n++] = STR("127.0.0.1");
	out[n++] = STR("localhost");
	while (configured.n && n < HOSTS_MOST) {
		struct str name = str_trim(str_cut(configured, ' ', &configured));

		if (name.n)
			out[n++] = name;
	}
	return n;
}

static const char *text_or(struct arena *a, const char *given, struct str configured,
                           const char *otherwise)
{
	return given ? given : configured.n ? arena_str(a, configured).p : otherwise;
}

static void configure(const struct call *call, const struct config *config,
                      struct server_config *out, struct str hosts[HOSTS_MOST])
{
	const struct serve_options *o = call->options;

	*out = (struct server_config){
		.listen = text_or(call->arena, o->listen, config->listen, "127.0.0.1:8080"),
		.cert_file = text_or(call->arena, o->tls_cert, config->tls_cert, NULL),
		.key_file = text_or(call->arena, o->tls_key, config->tls_key, NULL),
		.hosts = hosts,
		.behind_proxy = config->behind_proxy
	};
	out->nhosts = host_names(out->listen, config->hosts, hosts);
}

static int cannot_listen(enum err e, const char *listen)
{
	if (e == ERR_BUSY)
		return command_failed(
			"%s is taken by another program, or not ours to take. Please choose another with "
			"--listen HOST:PORT.",
			listen);
	if (e == ERR_INVALID)
		return command_failed(
			"%s is no address with a port, or the certificate or its key cannot be read. Please "
			"look at --listen, --tls-cert and --tls-key.",
			listen);
	return command_failed("The server could not be started at %s (%s).", listen, err_name(e));
}

static void say_ready(const struct server_config *config, const struct server *server)
{
	struct str host = config->hosts[0];

	printf("Kintsugi " KINTSUGI_VERSION " is open at http%s://%.*s:%d/ (stop with Ctrl+C)\n",
	       config->cert_file ? "s" : "", (int)host.n, host.p, server_port(server));
	(void)fflush(stdout);
}

/* Until somebody asks to stop. The signals are blocked in every thread, so that they arrive only
 * here. */
static int answer(const struct server_config *config, const struct application *app,
                  const sigset_t *stop)
{
	struct server *server;
	enum err e = server_start(config, app, &server);
	int which;

	if (e != OK)
		return cannot_listen(e, config->listen);
	say_ready(config, server);
	while (sigwait(stop, &which) != 0)
		continue;
	log_event("stopping", LOG_INT("signal", which));
	server_stop(server);
	return EXIT_DONE;
}

static int cannot_open(const struct house *house, enum err e)
{
	struct route_clash clash;

	if (e == ERR_BUG && gate_clash(house->modules, &clash))
		return command_failed("%s and %s both answer %s; one of them must go.", clash.modules[0],
		                      clash.modules[1], clash.pattern);
	return command_failed("There is not enough memory to start.");
}

/* What no row points to goes, before anybody writes. That it cannot be done keeps nobody out. */
static void sweep(struct house *house)
{
	struct arena *a = arena_new((size_t)64 * 1024 * 1024);
	struct ctx c;
	int64_t removed = 0;
	enum err e = ERR_BUSY;

	if (a && ctx_begin(&c, a, house, NULL, house->clock()) == OK)
		e = file_sweep(&c, &removed);
	if (e == OK)
		e = import_sweep(&c);
	arena_free(a);
	if (e != OK || removed)
		log_event("files-swept", LOG_ERR(e), LOG_INT("removed", removed));
}

static int serve(const struct call *call, struct house *house, const sigset_t *stop)
{
	const struct serve_options *o = call->options;
	struct str hosts[HOSTS_MOST];
	struct server_config server;
	struct application app;
	struct config config;
	struct places places;
	struct gate *gate;
	enum err e;
	int status;

	if (house_config(call->arena, command_data(o->data), &config, &places) != OK)
		return EXIT_FAILED;
	configure(call, &config, &server, hosts);
	sweep(house);
	e = gate_open(call->arena, house, &gate, &app);
	if (e != OK)
		return cannot_open(house, e);
	status = answer(&server, &app, stop);
	gate_close(gate);
	return status;
}

static int run(const struct call *call)
{
	const struct serve_options *o = call->options;
	struct house *house;
	sigset_t stop;

	if (!o->tls_cert != !o->tls_key)
		return command_misused("--tls-cert and --tls-key belong together.");
	sigemptyset(&stop);
	sigaddset(&stop, SIGINT);
	sigaddset(&stop, SIGTERM);
	sigaddset(&stop, SIGHUP);
	pthread_sigmask(SIG_BLOCK, &stop, NULL);
	log_quiet(false);
	if (house_open(call->arena, command_data(o->data), &house) != OK)
		return EXIT_FAILED;
	return serve(call, house, &stop);
}

const struct command serve_command = {
	.name = "serve",
	.words = "Opens the house to browsers.",
	.options = options,
	.noptions = sizeof options / sizeof *options,
	.size = sizeof(struct serve_options),
	.run = run,
};
