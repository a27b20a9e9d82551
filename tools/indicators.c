/* indicators: writes docs/indicators.md, what every figure means, from src/measure/definitions.def.
 *     cc -Isrc -o indicators tools/indicators.c && ./indicators >docs/indicators.md
 * `./check lint` compares. */
#include <stdio.h>

static const struct {
	const char *id;
	const char *title;
	const char *text;
} definitions[] = {
#define DEF(id, title, text) { #id, title, text },
#include "measure/definitions.def"
#undef DEF
};

int main(void)
{
	puts("# Indicators: what every figure means\n\n"
	     "Made by `tools/indicators.c` from `src/measure/definitions.def`, the source of the page\n"
	     "\"What every word means\" and of the workbooks as well: do not edit it here. Codes are\n"
	     "those behind `/reports/definitions#`. The rubric is not yet validated.\n\n"
	     "| word | code | what it means |\n| --- | --- | --- |");
	for (size_t i = 0; i < sizeof definitions / sizeof *definitions; i++)
		printf("| %s | `%s` | %s |\n", definitions[i].title, definitions[i].id,
		       definitions[i].text);
	return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
