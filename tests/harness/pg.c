#include "harness/pg.h"

#include <fcntl.h>
#include <pwd.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { DATABASES = 64, PATH_MOST = 200, ARGS = 24 };

struct pg {
	char bin[PATH_MOST];
	char folder[PATH_MOST]; /* empty: the server is somebody else's */
	char prefix[PATH_MOST + 40];
	char conn[DATABASES][PATH_MOST + 140];
	char name[DATABASES][80];
	int n;
};

/* Runs argv without output and waits. True when it ended well. */
static bool run(const char *const argv[])
{
	int status = -1;
	pid_t child = fork();

	if (child == 0) {
		int null = open("/dev/null", O_RDWR);
		for (int fd = 0; fd < 3; fd++)
			dup2(null, fd);
		if (chdir("/") == 0)
			execvp(argv[0], (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

/* Runs one of PostgreSQL's programs; as root through the user that may run a server. */
static bool run_server(const struct pg *pg, const char *program, const char *const args[])
{
	const char *argv[ARGS] = { "runuser", "-u", "postgres", "--" };
	char path[PATH_MOST + 40];
	int n = geteuid() == 0 ? 4 : 0;

	(void)snprintf(path, sizeof path, "%s/%s", pg->bin, program);
	argv[n++] = path;
	while (*args && n < ARGS - 1)
		argv[n++] = *args++;
	argv[n] = NULL;
	return run(argv);
}

static bool run_client(const struct pg *pg, const char *program, const char *option,
                       const char *dbname)
{
	char path[PATH_MOST + 40], where[PATH_MOST + 100];
	const char *const argv[] = { path, "--maintenance-db", where, option, dbname, NULL };

	(void)snprintf(path, sizeof path, "%s/%s", pg->bin, program);
	(void)snprintf(where, sizeof where, "%s dbname=postgres", pg->prefix);
	return run(argv);
}

static bool find_programs(struct pg *pg)
{
	char probe[PATH_MOST + 40];

	for (int version = 18; version >= 15; version--) {
		(void)snprintf(pg->bin, sizeof pg->bin, "/usr/lib/postgresql/%d/bin", version);
		(void)snprintf(probe, sizeof probe, "%s/initdb", pg->bin);
		if (access(probe, X_OK) == 0)
			return true;
	}
	return false;
}

static bool make_folder(struct pg *pg)
{
	const struct passwd *user = geteuid() == 0 ? getpwnam("postgres") : NULL;

	(void)snprintf(pg->folder, sizeof pg->folder, "/tmp/kintsugi-pg-XXXXXX");
	if (!mkdtemp(pg->folder)) {
		pg->folder[0] = '\0';
		return false;
	}
	(void)snprintf(pg->prefix, sizeof pg->prefix, "host=%s user=postgres", pg->folder);
	return geteuid() != 0 || (user && chown(pg->folder, user->pw_uid, user->pw_gid) == 0);
}

static bool make_cluster(const struct pg *pg)
{
	char data[PATH_MOST + 10];
	const char *const args[] = {
		"-D", data,   "-A",        "trust", "-U", "postgres", "--locale=C.UTF-8",
		"-E", "UTF8", "--no-sync", NULL
	};

	(void)snprintf(data, sizeof data, "%s/data", pg->folder);
	return run_server(pg, "initdb", args);
}

enum err pg_up(struct pg *pg)
{
	char data[PATH_MOST + 10], log[PATH_MOST + 10], options[PATH_MOST + 120];
	const char *const args[] = { "-D", data, "-l", log, "-w", "-o", options, "start", NULL };

	(void)snprintf(data, sizeof data, "%s/data", pg->folder);
	(void)snprintf(log, sizeof log, "%s/log", pg->folder);
	(void)snprintf(options, sizeof options, "-k %s -c listen_addresses= -c fsync=off", pg->folder);
	return pg->folder[0] && run_server(pg, "pg_ctl", args) ? OK : ERR_STORE;
}

static bool stop_server(const struct pg *pg)
{
	char data[PATH_MOST + 10];
	const char *const args[] = { "-D", data, "-m", "immediate", "-w", "stop", NULL };

	(void)snprintf(data, sizeof data, "%s/data", pg->folder);
	return run_server(pg, "pg_ctl", args);
}

enum err pg_down(struct pg *pg)
{
	return pg->folder[0] && stop_server(pg) ? OK : ERR_STORE;
}

enum err pg_start_own(struct pg **out)
{
	struct pg *pg = calloc(1, sizeof *pg);

	*out = NULL;
	if (!pg)
		return ERR_STORE;
	if (find_programs(pg) && make_folder(pg) && make_cluster(pg) && pg_up(pg) == OK) {
		*out = pg;
		return OK;
	}
	pg_stop(pg);
	return ERR_STORE;
}

enum err pg_start(struct pg **out)
{
	const char *shared = getenv("KINTSUGI_TEST_PG");
	struct pg *pg;

	if (!shared)
		return pg_start_own(out);
	*out = pg = calloc(1, sizeof *pg);
	if (!pg || !find_programs(pg) || strlen(shared) >= sizeof pg->prefix) {
		free(pg);
		*out = NULL;
		return ERR_STORE;
	}
	(void)snprintf(pg->prefix, sizeof pg->prefix, "%s", shared);
	return OK;
}

const char *pg_conn(struct pg *pg, const char *dbname)
{
	char name[sizeof pg->name[0]], conn[sizeof pg->conn[0]];
	int n = pg->n;

	if (n == DATABASES)
		return NULL;
	/* Test programs that run at the same time on one server must not meet. */
	(void)snprintf(name, sizeof name, "kintsugi_%.30s_%ld_%d", dbname, (long)getpid(), n);
	(void)snprintf(conn, sizeof conn, "%s dbname=%s", pg->prefix, name);
	if (!run_client(pg, "createdb", "--template=template0", name))
		return NULL;
	memcpy(pg->name[n], name, sizeof name);
	memcpy(pg->conn[n], conn, sizeof conn);
	pg->n++;
	return pg->conn[n];
}

void pg_stop(struct pg *pg)
{
	const char *const remove[] = { "rm", "-rf", "--", pg ? pg->folder : "", NULL };

	if (!pg)
		return;
	if (pg->folder[0]) {
		(void)stop_server(pg);
		(void)run(remove);
	} else {
		for (int i = 0; i < pg->n; i++)
			(void)run_client(pg, "dropdb", "--force", pg->name[i]);
	}
	free(pg);
}
