/* DIR/files: each file under 32 random digits. Nothing here has a name, and nothing is written that
 * is not sealed. */
#include "base/fault.h"
#include "care/file_inside.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char *path_of(struct arena *a, const struct house *house, struct row_id stored)
{
	char id[ID_TEXT + 1];

	id_write(stored.b, id);
	return arena_fmt(a, "%s/%s", house->files, id).p;
}

static enum err why(void)
{
	return errno == ENOSPC || errno == EDQUOT || errno == EFBIG ? ERR_FULL : ERR_STORE;
}

static enum err put_bytes(void *arg, const uint8_t *p, size_t n)
{
	const int *fd = arg;

	FAULT("file-write", ERR_FULL);
	while (n) {
		ssize_t did = write(*fd, p, n);

		if (did < 0 && errno == EINTR)
			continue;
		if (did <= 0)
			return why();
		p += did;
		n -= (size_t)did;
	}
	return OK;
}

static enum err get_bytes(void *arg, uint8_t *p, size_t n)
{
	const int *fd = arg;

	while (n) {
		ssize_t did = read(*fd, p, n);

		if (did < 0 && errno == EINTR)
			continue;
		if (did < 0)
			return ERR_STORE;
		if (did == 0)
			return ERR_VAULT;
		p += did;
		n -= (size_t)did;
	}
	return OK;
}

static struct seal_at place(const uint8_t *whose, const struct row_id *stored)
{
	return (struct seal_at){ SCOPE_FILE, SEAL_FILE_CONTENT, whose, stored->b, 1 };
}

/* The name of a new file lasts once its folder is written. */
static enum err sync_folder(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum err e = fd >= 0 && fsync(fd) == 0 ? OK : ERR_STORE;

	if (fd >= 0)
		(void)close(fd);
	return e;
}

static enum err fill(struct ctx *c, int fd, struct seal_at at, const struct key *k,
                     struct stream_content content)
{
	struct stream_sink to = { put_bytes, &fd };

	TRY(stream_seal(c->house->vault, k, at, content, to));
	FAULT("file-sync", ERR_FULL);
	return fsync(fd) == 0 ? OK : why();
}

enum err disk_put(struct ctx *c, const uint8_t *whose, struct row_id stored, const struct key *k,
                  struct stream_content content)
{
	const char *path = path_of(c->arena, c->house, stored);
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	enum err e;

	if (fd < 0)
		return why();
	e = fill(c, fd, place(whose, &stored), k, content);
	if (close(fd) != 0 && e == OK)
		e = why();
	if (e == OK)
		e = sync_folder(c->house->files);
	if (e != OK)
		(void)unlink(path);
	return e;
}

enum err disk_get(struct ctx *c, const uint8_t *whose, struct row_id stored, const struct key *k,
                  size_t n, char *out)
{
	const char *path = path_of(c->arena, c->house, stored);
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	struct stream_source from = { get_bytes, &fd };
	struct stat s;
	enum err e = ERR_VAULT;

	if (fd < 0)
		return errno == ENOENT ? ERR_ABSENT : ERR_STORE;
	if (fstat(fd, &s) == 0 && S_ISREG(s.st_mode) && (size_t)s.st_size == stream_bytes(n))
		e = stream_open(c->house->vault, k, place(whose, &stored), n, from, out);
	(void)close(fd);
	return e;
}

enum disk_look disk_look(const struct house *house, struct row_id stored)
{
	uint8_t head[STREAM_HEAD];
	char path[4096];
	char id[ID_TEXT + 1];
	struct stat s;
	bool whole;
	int fd;

	id_write(stored.b, id);
	(void)snprintf(path, sizeof path, "%s/%s", house->files, id);
	fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return errno == ENOENT ? DISK_MISSING : DISK_BROKEN;
	whole = fstat(fd, &s) == 0 && S_ISREG(s.st_mode) && get_bytes(&fd, head, sizeof head) == OK &&
	        stream_shaped(head, (uint64_t)s.st_size);
	(void)close(fd);
	return whole ? DISK_WHOLE : DISK_BROKEN;
}

/* True: it was removed. */
static bool sweep_one(int folder, const char *name, time_t before,
                      bool (*needed)(void *arg, struct row_id stored), void *arg)
{
	struct row_id stored;
	struct stat s;

	if (!id_read(str_z(name), stored.b) || fstatat(folder, name, &s, AT_SYMLINK_NOFOLLOW) != 0 ||
	    !S_ISREG(s.st_mode))
		return false;
	if (s.st_mtime > before || needed(arg, stored))
		return false;
	return unlinkat(folder, name, 0) == 0;
}

enum err disk_sweep(const struct house *house, int64_t age,
                    bool (*needed)(void *arg, struct row_id stored), void *arg, int64_t *removed)
{
	DIR *folder = opendir(house->files);
	const struct dirent *one;

	*removed = 0;
	if (!folder)
		return ERR_STORE;
	while ((one = readdir(folder)))
		*removed += sweep_one(dirfd(folder), one->d_name, time(NULL) - age, needed, arg);
	(void)closedir(folder);
	return OK;
}
