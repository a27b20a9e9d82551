/*
 * How long one pass of measure/outcomes takes: a million invented episodes with five assessments
 * each. Usage: outcomes [episodes [folder]]. Prints the best of five passes in seconds, and memory.
 * Target: 0.1 s for the default. Into the folder go the same people for other databases
 * (duck/outcomes.py), and what was counted of their domains.
 */
#include "measure/outcomes.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

enum { PER_EPISODE = 5, PASSES = 5, YEARS = 10, TYPES = 6, AS_OF = 20000 };

static uint32_t below(uint64_t *state, uint32_t bound)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((*state >> 33) % bound);
}

static struct outcomes_score invent_score(uint64_t *dice, int wave, uint8_t group)
{
	static const int about[PER_EPISODE] = { 0, 165, 330, 690, 1060 };
	struct outcomes_score s = { .planned = (uint8_t)wave, .rubric = group, .own_words = 1 };

	s.day = (int16_t)(about[wave] + (int)below(dice, wave == 0 ? 30 : 70));
	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++)
		s.domain[d] =
			below(dice, 20) == 0 ? OUTCOMES_INSUFFICIENT : (int16_t)(100 + below(dice, 301));
	s.stable = (uint8_t)below(dice, 64);
	s.all_six = (uint8_t)outcomes_all_six(&s, 4);
	return s;
}

static struct outcomes_episode invent_episode(uint64_t *dice, size_t i)
{
	uint32_t year = below(dice, YEARS);
	struct outcomes_episode e = { .first = (uint32_t)i * PER_EPISODE,
		                          .count = PER_EPISODE,
		                          .ordinal = 1 };

	e.entry = (int32_t)(AS_OF - 3650 + (int)(year * 365 + below(dice, 365)));
	e.entry_year = (int16_t)(2014 + year);
	e.types = (1u << below(dice, TYPES)) | (below(dice, 3) == 0 ? 1u << below(dice, TYPES) : 0);
	e.group = (uint8_t)below(dice, OUTCOMES_GROUPS);
	e.reason = (uint8_t)below(dice, OUTCOMES_REASONS);
	e.closed = (int32_t)below(dice, 1200);
	e.consent = (uint8_t)below(dice, 2);
	return e;
}

static double seconds(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double best_of(const struct outcomes_input *in, const struct outcomes_params *p,
                      struct outcomes_cell *cells)
{
	struct outcomes_aside aside;
	double best = 1e9;

	for (int i = 0; i < PASSES; i++) {
		double start = seconds();

		if (outcomes_run(in, p, cells, &aside) != OK)
			return -1.0;
		if (seconds() - start < best)
			best = seconds() - start;
	}
	return best;
}

static FILE *file_in(const char *folder, const char *name)
{
	char path[4096];

	(void)snprintf(path, sizeof path, "%s/%s", folder, name);
	return fopen(path, "w");
}

static void write_score(FILE *f, size_t episode, const struct outcomes_score *s)
{
	int n = 0;

	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++)
		n += s->domain[d] >= 0;
	(void)fprintf(f, "%zu,%d,%d,%d,%d", episode, s->day, s->planned, s->stable, n);
	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++)
		if (s->domain[d] >= 0)
			(void)fprintf(f, ",%d", s->domain[d]);
		else
			(void)fputc(',', f);
	(void)fputc('\n', f);
}

static void write_episode(FILE *f, size_t id, const struct outcomes_episode *e)
{
	(void)fprintf(f, "%zu,%d,%d,%d,", id, e->entry, e->entry_year, e->group);
	if (e->reason != CLOSED_NOT)
		(void)fprintf(f, "%d", e->closed);
	(void)fputc('\n', f);
}

static bool write_people(const char *folder, const struct outcomes_input *in)
{
	FILE *episodes = file_in(folder, "episode.csv");
	FILE *scores = file_in(folder, "score.csv");
	bool bad;

	for (size_t i = 0; episodes && scores && i < in->n_episodes; i++) {
		write_episode(episodes, i, &in->episodes[i]);
		for (size_t s = 0; s < in->episodes[i].count; s++)
			write_score(scores, i, &in->scores[in->episodes[i].first + s]);
	}
	bad = !episodes || fclose(episodes) != 0;
	return !(!scores || fclose(scores) != 0) && !bad;
}

static void write_wave(FILE *f, int wave, int year, int age, const struct outcomes_wave *w)
{
	if (!w->seen)
		return;
	(void)fprintf(f, "%d,%d,%d,%u", wave, 2014 + year, age, w->seen);
	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++)
		(void)fprintf(f, ",%u,%lld,%lld,%u", w->domains.n[d], (long long)w->domains.sum[d],
		              (long long)w->domains.squares[d], w->domains.stable[d]);
	(void)fputc('\n', f);
}

static bool write_counted(const char *folder, const struct outcomes_params *p,
                          struct outcomes_cell *cells)
{
	FILE *f = file_in(folder, "counted.csv");

	for (int w = WAVE_BASELINE; f && w <= WAVE_3_YEARS; w++)
		for (int y = 0; y < YEARS; y++)
			for (int age = 0; age < OUTCOMES_GROUPS; age++)
				write_wave(f, w, y, age,
				           &outcomes_at(cells, p, OUTCOMES_ALL_TYPES, y, (enum outcomes_group)age)
				                ->wave[w]);
	return f && fclose(f) == 0;
}

int main(int argc, char **argv)
{
	size_t n = argc > 1 ? (size_t)strtoul(argv[1], NULL, 10) : 1000 * 1000;
	struct outcomes_params p = outcomes_defaults(AS_OF, 2014, YEARS, TYPES);
	struct outcomes_episode *episodes = calloc(n, sizeof *episodes);
	struct outcomes_score *scores = calloc(n * PER_EPISODE, sizeof *scores);
	struct outcomes_cell *cells = calloc(outcomes_cells(&p), sizeof *cells);
	struct outcomes_input in = { episodes, n, scores, n * PER_EPISODE };
	struct rusage use;
	uint64_t dice = 2012;
	double best;

	if (n > OUTCOMES_EPISODES_MAX || !episodes || !scores || !cells)
		return 1;
	for (size_t i = 0; i < n; i++) {
		episodes[i] = invent_episode(&dice, i);
		for (int w = 0; w < PER_EPISODE; w++)
			scores[i * PER_EPISODE + (size_t)w] = invent_score(&dice, w, episodes[i].group);
	}
	best = best_of(&in, &p, cells);
	(void)getrusage(RUSAGE_SELF, &use);
	printf("%zu episodes, %zu assessments: %.4f s a pass; input %.1f MB, cells %.2f MB, peak "
	       "memory %.1f MB\n",
	       n, n * PER_EPISODE, best,
	       (double)(n * (sizeof *episodes + PER_EPISODE * sizeof *scores)) / 1e6,
	       (double)(outcomes_cells(&p) * sizeof *cells) / 1e6, (double)use.ru_maxrss / 1e3);
	if (argc > 2 && !(write_people(argv[2], &in) && write_counted(argv[2], &p, cells)))
		return 1;
	free(cells);
	free(scores);
	free(episodes);
	return best < 0.0;
}
