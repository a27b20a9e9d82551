#include "http/head.h"

#include "http/limit.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

/* "gzip;q=0" and the like are read as no. */
static bool names_gzip(struct str list)
{
	while (list.n)
		if (http_same(str_trim(str_cut(list, ',', &list)), STR("gzip")))
			return true;
	return false;
}

void head_request(const struct raw_head *head, struct request *q)
{
	q->method = str_eq(head->method, STR("GET"))    ? METHOD_GET
	            : str_eq(head->method, STR("HEAD")) ? METHOD_HEAD
	                                                : METHOD_POST;
	q->host = head_value(head, STR("Host"));
	q->origin = head_value(head, STR("Origin"));
	q->fetch_site = head_value(head, STR("Sec-Fetch-Site"));
	q->accept_language = head_value(head, STR("Accept-Language"));
	q->content_type = head_value(head, STR("Content-Type"));
	q->authorization = head_value(head, STR("Authorization"));
	q->range = head_value(head, STR("Range"));
	q->takes_gzip = names_gzip(head_value(head, STR("Accept-Encoding")));
}

/* Sets *out; leaves it when text is no address. */
static void read_network(const uint8_t key[16], struct str text, uint64_t *out)
{
	char z[64];
	uint8_t address[16];

	if (text.n == 0 || text.n >= sizeof z)
		return;
	memcpy(z, text.p, text.n);
	z[text.n] = '\0';
	if (inet_pton(AF_INET, z, address) == 1)
		*out = limit_network(key, address, 4);
	else if (inet_pton(AF_INET6, z, address) == 1)
		*out = limit_network(key, address, 16);
}

/* The proxy appends the address it saw; what stands before it came from outside. */
static struct str last_address(struct str list)
{
	struct str rest = list;

	while (rest.n)
		list = str_trim(str_cut(rest, ',', &rest));
	return list;
}

void head_forwarded(const struct raw_head *head, const uint8_t key[16], struct request *q)
{
	if (http_same(head_value(head, STR("X-Forwarded-Proto")), STR("https")))
		q->secure = true;
	/* An address that cannot be read leaves the proxy's own. */
	read_network(key, last_address(head_value(head, STR("X-Forwarded-For"))), &q->from);
}

uint64_t head_network(const struct sockaddr *address, const uint8_t key[16])
{
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;

	if (address->sa_family == AF_INET) {
		memcpy(&v4, address, sizeof v4);
		return limit_network(key, (const uint8_t *)&v4.sin_addr, 4);
	}
	if (address->sa_family == AF_INET6) {
		memcpy(&v6, address, sizeof v6);
		return limit_network(key, v6.sin6_addr.s6_addr, 16);
	}
	return 0;
}
