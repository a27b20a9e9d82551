/* From the header lines that passed the gate to our request. */
#pragma once
#include "http/http.h"

struct sockaddr;

/* Sets method, host and the other header fields of q; an absent header gives a view whose p is
 * NULL. */
void head_request(const struct raw_head *head, struct request *q);
/* What a proxy that is ours says: secure from X-Forwarded-Proto, the network (limit_network with
 * key) of the last address of X-Forwarded-For. What it does not say stays as it is. */
void head_forwarded(const struct raw_head *head, const uint8_t key[16], struct request *q);
/* limit_network of a socket address; 0 when it is neither IPv4 nor IPv6. */
uint64_t head_network(const struct sockaddr *address, const uint8_t key[16]);
