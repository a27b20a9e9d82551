/* The list of modules as the program sees it; src/modules.def is where one is added. */
#include "cli/modules.h"

/* A NULL at the end, so that the array is one even before the first module is written. */
static const struct module *const list[] = {
#define MODULE(wing, name) &name##_module,
#include "modules.def"
#undef MODULE
	NULL
};

const struct modules all_modules = { list, sizeof list / sizeof *list - 1 };
