#include "cli/file.h"

#include "base/buf.h"
#include "base/random.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

enum { PASSPHRASE_MOST = 1024 };

static bool read_all(int fd, char *p, size_t room, size_t *n)
{
	ssize_t got;

	for (*n = 0; *n < room; *n += (size_t)got) {
		got = read(fd, p + *n, room - *n);
		if (got <= 0)
			return got == 0;
	}
	return true;
}

enum err file_read(struct arena *a, const char *path, size_t most, struct str *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	char *p = arena_alloc(a, most + 2);
	size_t n;
	bool done;

	if (fd < 0)
		return errno == ENOENT || errno == ENOTDIR ? ERR_ABSENT : ERR_STORE;
	done = read_all(fd, p, most + 1, &n);
	(void)close(fd);
	*out = (struct str){ p, n };
	return !done ? ERR_STORE : n > most ? ERR_TOO_BIG : OK;
}

static bool write_all(int fd, struct str text)
{
	while (text.n) {
		ssize_t put = write(fd, text.p, text.n);

		if (put <= 0)
			return false;
		text = (struct str){ text.p + put, text.n - (size_t)put };
	}
	return fsync(fd) == 0;
}

static bool sync_folder(const char *path)
{
	char copy[4096];
	int fd;
	bool done;

	if ((size_t)snprintf(copy, sizeof copy, "%s", path) >= sizeof copy)
		return false;
	fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return false;
	done = fsync(fd) == 0;
	return close(fd) == 0 && done;
}

enum err file_make(const char *path, struct str text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
	bool done;

	if (fd < 0)
		return ERR_STORE;
	done = write_all(fd, text);
	done = close(fd) == 0 && done && sync_folder(path);
	if (!done)
		(void)unlink(path);
	return done ? OK : ERR_STORE;
}

/* --- passphrases --- */

static struct str first_line(struct str s)
{
	struct str rest;

	s = str_cut(s, '\n', &rest);
	if (s.n && s.p[s.n - 1] == '\r')
		s.n--;
	return s;
}

/* A line from the terminal itself, whatever standard input is, without showing it. */
static enum err type_line(struct arena *a, const char *prompt, struct str *out)
{
	int fd = open("/dev/tty", O_RDWR | O_CLOEXEC);
	char *p = arena_alloc(a, PASSPHRASE_MOST + 1);
	struct termios shown;
	struct termios hidden;
	ssize_t got = -1;

	if (fd < 0)
		return ERR_ABSENT;
	if (tcgetattr(fd, &shown) == 0) {
		hidden = shown;
		hidden.c_lflag &= ~(tcflag_t)(ECHO | ECHONL);
		dprintf(fd, "%s: ", prompt);
		if (tcsetattr(fd, TCSAFLUSH, &hidden) == 0) {
			got = read(fd, p, PASSPHRASE_MOST);
			(void)tcsetattr(fd, TCSAFLUSH, &shown);
		}
		dprintf(fd, "\n");
	}
	(void)close(fd);
	*out = first_line((struct str){ p, got > 0 ? (size_t)got : 0 });
	return got > 0 ? OK : ERR_ABSENT;
}

static enum err from_file(struct arena *a, const char *file, struct str *out)
{
	TRY(file_read(a, file, PASSPHRASE_MOST, out));
	*out = first_line(*out);
	return OK;
}

enum err passphrase_ask(struct arena *a, const char *file, const char *prompt, bool twice,
                        struct str *out)
{
	struct str again;

	TRY(file ? from_file(a, file, out) : type_line(a, prompt, out));
	if (!file && twice) {
		TRY(type_line(a, "The same again", &again));
		if (!str_eq(*out, again))
			return ERR_INVALID;
	}
	return out->n && str_utf8(*out) ? OK : ERR_INVALID;
}

struct str passphrase_fresh(struct arena *a)
{
	static const char consonants[] = "bdfghjklmnprstvz";
	static const char vowels[] = "aeiou";
	struct buf b = buf_new(a, 64);

	for (int i = 0; i < 24; i++) {
		if (i && i % 4 == 0)
			buf_byte(&b, ' ');
		buf_byte(&b, i % 2 ? vowels[random_below(sizeof vowels - 1)]
		                   : consonants[random_below(sizeof consonants - 1)]);
	}
	return buf_str(&b);
}
