/* The figures of groups that stand side by side. */
#include "learning/report_inside.h"

/* What stands side by side: those groups in which there is anybody. */
struct beside {
	struct outcomes_report *groups;
	struct report_wave (*waves)[OUTCOMES_WAVES];
	int *of; /* the group of set->types that each is */
	size_t n;
};

/* False when one of them has too few people for a mean, or there are not two. */
static bool groups_figures(struct arena *a, const struct report_set *set,
                           const struct outcomes_report *all, struct beside *to)
{
	enum outcomes_group group = all->filter.group;
	const struct report_around around = {
		.at = { report_pooled(a, set, &all->spans, OUTCOMES_ALL_TYPES, group, true) }, .n = 1
	};

	/* Blocks of groups that overlap are told by no figure of their own. */
	int groups = set->overlap.groups ? (int)set->overlap.groups : set->params.types;

	for (int g = 0; g < groups; g++) {
		const struct outcomes_cell *cell = report_pooled(a, set, &all->spans, g, group, true);

		if (cell->episodes == 0)
			continue;
		if (!mean_shown(cell->episodes))
			return false;
		to->groups[to->n] = *all;
		to->of[to->n] = g;
		report_figures_of(cell, &around, set->params.level, to->waves[to->n], &to->groups[to->n]);
		to->n++;
	}
	report_agree(to->groups, to->waves, to->n);
	if (set->overlap.groups && !report_overlap_hide(a, set, &all->spans, group, to->waves, to->n))
		return false;
	return to->n > 1;
}

void report_beside(struct arena *a, const struct report_set *set, struct outcomes_report *out)
{
	size_t room = set->types.n + 1;
	struct beside b = { .groups = NEW_N(a, struct outcomes_report, room),
		                .waves = arena_alloc(a, arena_size(room, sizeof *b.waves)),
		                .of = NEW_N(a, int, room) };
	struct report_group *list = NEW_N(a, struct report_group, room);
	/* A type alone is a choice of its own. */
	int chosen =
		set->overlap.groups ? OUTCOMES_ALL_TYPES : report_group_named(&set->types, out->filter.of);

	if (!groups_figures(a, set, out, &b))
		return;
	for (size_t i = 0; i < b.n; i++) {
		const struct list_item *group = &set->types.at[b.of[i]];

		b.groups[i].waves = report_waves_told(a, b.waves[i]);
		list[i] = (struct report_group){ group->name, group->label, b.groups[i].people,
			                             b.groups[i].waves };
		if (b.of[i] == chosen) {
			*out = b.groups[i];
			out->filter.type = chosen;
		}
	}
	out->groups = (struct report_groups){ list, b.n };
}
