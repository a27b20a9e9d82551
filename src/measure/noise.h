/*
 * Noise for open data: discrete Laplace, sampled exactly with whole numbers only, so that no
 * rounding of floating point tells anything (Mironov 2012; Canonne, Kamath, Steinke 2020, "The
 * Discrete Gaussian for Differential Privacy", algorithms 1 and 2). Takes a varying time: for jobs
 * that nobody times.
 */
#pragma once
#include <stdbool.h>
#include <stdint.h>

/* Where random bits come from: the system, or a repeatable stream in tests. Each call of draw gives
 * 32 of them. */
struct noise_bits {
	uint32_t (*draw)(void *arg);
	void *arg;
};

enum {
	NOISE_UNIT = 1024,           /* an epsilon is a whole number of these parts of one */
	NOISE_YEAR = 3 * NOISE_UNIT, /* what a person may be exposed to in 365 days */
	NOISE_MOST = 2 * NOISE_UNIT, /* the largest epsilon of one release */
	NOISE_SENSITIVITY = 2,       /* one person who changes is in one row less and in one more */
};

/* A number below n, every one as likely. n > 0. */
uint64_t noise_below(const struct noise_bits *bits, uint64_t n);

/* True with probability exp(-num/den). den > 0; num and den under 2^31. */
bool noise_exp(const struct noise_bits *bits, uint64_t num, uint64_t den);

/* X with probability proportional to exp(-|X| * num/den). num, den > 0, under 2^31. */
int64_t noise_laplace(const struct noise_bits *bits, uint64_t num, uint64_t den);

/* n people, with the noise that epsilon (parts of NOISE_UNIT, 1 to NOISE_MOST) asks for. May be
 * below zero: what is printed is the caller's. */
int64_t noise_count(const struct noise_bits *bits, uint32_t n, uint32_t epsilon);

/* The ledger: may epsilon more be spent by those who spent so much within 365 days? */
bool noise_affordable(uint64_t spent, uint32_t epsilon);
