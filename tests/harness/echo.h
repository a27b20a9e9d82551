/* A small application for tests of the server: says back what it was asked.
 *   /echo      method, path, host and every parameter, a line each
 *   /wait      the same after a thread has worked for 50 ms; /wait3 waits three times
 *   /big       one mebibyte of 'x'
 *   /long      more than a reply may hold
 *   /greedy    more memory than a request may have
 *   /where     "secure" or "plain", then the network number
 *   /file      as /echo, and takes a file of 1,000,000 bytes; says its field, name and length
 *   /stranger  as /file, for somebody who is not let in
 *   all else   404 */
#pragma once
#include "http/http.h"

#include <stdatomic.h>

struct echo {
	atomic_int arrived; /* requests that got through the gate */
	atomic_int undone;  /* deferred calls that ran */
};

struct application echo_application(struct echo *e);

/* A server for it on a free port of 127.0.0.1; NULL when it does not start. hosts: 127.0.0.1,
 * localhost. */
struct server *echo_start(const struct application *app, bool behind_proxy);
