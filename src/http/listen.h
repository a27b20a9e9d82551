/* A listening socket from text. */
#pragma once
#include "base/err.h"
#include "base/str.h"

/* "127.0.0.1:8080", "[::1]:8080" or "[::]:8080"; port 0 lets the system choose. *fd is non-blocking
 * and the caller's. ERR_INVALID: no numeric address and port; ERR_BUSY: taken, or not ours to take.
 */
enum err listen_open(struct str where, int *fd) NODISCARD;
/* The port that fd listens on; 0 when it does not. */
int listen_port(int fd);
