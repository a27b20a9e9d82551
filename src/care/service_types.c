/* The kinds of service, from a pack. */
#include "care/service.h"

/* Kinds whose notes are kept apart, as the pack's column "compartment" names them. */
static const struct {
	const char *name;
	enum compartment comp;
} apart[] = { { "health", IN_HEALTH }, { "counsel", IN_COUNSEL }, { "legal", IN_LEGAL } };

enum err service_types(struct ctx *c, struct code_list *out)
{
	struct str path = arena_fmt(c->arena, "%s/core/service-types.csv", c->house->packs);

	return list_load(c->arena, path.p, str_z(lang_code(c->lang)), out);
}

static const struct list_item *item_of(const struct code_list *list, struct str code)
{
	for (size_t i = 0; i < list->n; i++)
		if (str_eq(list->at[i].name, code))
			return &list->at[i];
	return NULL;
}

enum compartment service_compartment(const struct code_list *types, struct str type)
{
	const struct list_item *item = item_of(types, type);

	for (size_t i = 0; item && i < sizeof apart / sizeof *apart; i++)
		if (str_eq(item->compartment, str_z(apart[i].name)))
			return apart[i].comp;
	return IN_CASE;
}

bool service_known(const struct code_list *list, struct str code)
{
	return item_of(list, code) != NULL;
}

struct str service_label(const struct code_list *list, struct str code)
{
	const struct list_item *item = item_of(list, code);

	return item ? item->label : code;
}

struct choice_list service_choices(struct ctx *c, const struct code_list *list)
{
	struct choice *at = NEW_N(c->arena, struct choice, list->n + 1);

	for (size_t i = 0; i < list->n; i++)
		at[i] = (struct choice){ arena_str(c->arena, list->at[i].name).p,
			                     arena_str(c->arena, list->at[i].label).p };
	return (struct choice_list){ at, list->n };
}
