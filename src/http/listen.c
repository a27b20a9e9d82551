#include "http/listen.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

union address {
	struct sockaddr any;
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;
};

/* Splits at the last colon and strips the brackets of an IPv6 address. */
static bool split(struct str where, char host[64], int64_t *port)
{
	size_t colon = where.n;

	while (colon && where.p[colon - 1] != ':')
		colon--;
	if (colon < 2 || !str_int((struct str){ where.p + colon, where.n - colon }, port))
		return false;
	where.n = colon - 1;
	if (where.p[0] == '[' && where.p[where.n - 1] == ']')
		where = (struct str){ where.p + 1, where.n - 2 };
	if (where.n >= 64 || *port < 0 || *port > 65535)
		return false;
	memcpy(host, where.p, where.n);
	host[where.n] = '\0';
	return true;
}

static bool read_address(struct str where, union address *to, socklen_t *n)
{
	char host[64];
	int64_t port;

	if (!split(where, host, &port))
		return false;
	*to = (union address){ .any = { .sa_family = AF_UNSPEC } };
	if (inet_pton(AF_INET, host, &to->v4.sin_addr) == 1) {
		to->v4.sin_family = AF_INET;
		to->v4.sin_port = htons((uint16_t)port);
		*n = sizeof to->v4;
		return true;
	}
	memset(to, 0, sizeof *to);
	if (inet_pton(AF_INET6, host, &to->v6.sin6_addr) != 1)
		return false;
	to->v6.sin6_family = AF_INET6;
	to->v6.sin6_port = htons((uint16_t)port);
	*n = sizeof to->v6;
	return true;
}

enum err listen_open(struct str where, int *out)
{
	union address to;
	socklen_t n;
	int yes = 1;
	int fd;

	if (!read_address(where, &to, &n))
		return ERR_INVALID;
	fd = socket(to.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0)
		return ERR_BUSY;
	(void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
	if (bind(fd, &to.any, n) != 0 || listen(fd, 511) != 0) {
		(void)close(fd);
		return ERR_BUSY;
	}
	*out = fd;
	return OK;
}

int listen_port(int fd)
{
	union address of;
	socklen_t n = sizeof of;

	if (getsockname(fd, &of.any, &n) != 0)
		return 0;
	return ntohs(of.any.sa_family == AF_INET6 ? of.v6.sin6_port : of.v4.sin_port);
}
