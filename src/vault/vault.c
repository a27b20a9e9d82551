/* The start of the vault, and the pepper: the one secret that lies in a file. */
#include "vault/vault.h"
#include "base/wipe.h"
#include "vault/inside.h"

#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

struct vault {
	struct org_id org;
	struct key *pepper; /* a page of its own: locked, guarded, read-only, left out of dumps */
};

/* libsodium 1.0.18 calls its interface 10.3; later releases count on from there. */
enum { LEAST_MAJOR = 10, LEAST_MINOR = 3 };

static bool recent_enough(int major, int minor)
{
	return major > LEAST_MAJOR || (major == LEAST_MAJOR && minor >= LEAST_MINOR);
}

enum err vault_start(void)
{
	const struct rlimit none = { 0, 0 };

	if (sodium_init() < 0)
		return ERR_VAULT;
	if (!recent_enough(sodium_library_version_major(), sodium_library_version_minor()))
		return ERR_VAULT;
	if (setrlimit(RLIMIT_CORE, &none) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
		return ERR_VAULT;
	return OK;
}

/* Makes the name of a new file in path's folder last through a power cut. */
static bool sync_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	char folder[4096];
	int n = slash ? (int)(slash - path) + 1 : 1;
	bool done;
	int fd;

	if (n >= (int)sizeof folder)
		return false;
	(void)snprintf(folder, sizeof folder, "%.*s", n, slash ? path : ".");
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return false;
	done = fsync(fd) == 0;
	(void)close(fd);
	return done;
}

static bool fill_pepper(int fd)
{
	struct key pepper;
	bool done;

	key_fresh(&pepper);
	done = fchmod(fd, S_IRUSR) == 0 &&
	       write(fd, pepper.b, sizeof pepper.b) == (ssize_t)sizeof pepper.b && fsync(fd) == 0;
	wipe(&pepper, sizeof pepper);
	return done;
}

enum err vault_make_pepper(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR);
	bool done;

	if (fd < 0)
		return ERR_VAULT;
	done = fill_pepper(fd);
	done = close(fd) == 0 && done && sync_folder(path);
	if (!done)
		(void)unlink(path);
	return done ? OK : ERR_VAULT;
}

/* Ours alone: a plain file of 32 bytes that belongs to us and that nobody else may touch. */
static bool ours(int fd)
{
	struct stat s;

	return fstat(fd, &s) == 0 && S_ISREG(s.st_mode) && s.st_uid == geteuid() &&
	       s.st_size == (off_t)sizeof(struct key) &&
	       ((s.st_mode & 07777) == 0400 || (s.st_mode & 07777) == 0600);
}

static bool read_pepper(const char *path, struct key *out)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	bool done;

	if (fd < 0)
		return false;
	done = ours(fd) && read(fd, out->b, sizeof out->b) == (ssize_t)sizeof out->b &&
	       !sodium_is_zero(out->b, sizeof out->b);
	(void)close(fd);
	return done;
}

enum err vault_open(struct arena *a, const char *pepper_path, struct org_id org, struct vault **out)
{
	struct key *pepper = sodium_malloc(sizeof *pepper);
	struct vault *v;

	if (!pepper)
		return ERR_VAULT;
	if (!read_pepper(pepper_path, pepper) || sodium_mprotect_readonly(pepper) != 0) {
		sodium_free(pepper);
		return ERR_VAULT;
	}
	v = NEW(a, struct vault);
	*v = (struct vault){ org, pepper };
	arena_defer(a, sodium_free, pepper);
	*out = v;
	return OK;
}

struct org_id vault_org(const struct vault *v)
{
	return v->org;
}

void hash_peppered(const struct vault *v, const char *label, struct bytes part, uint8_t out[32])
{
	hash_labelled((struct bytes){ v->pepper->b, 32 }, label, &part, 1, out);
}
