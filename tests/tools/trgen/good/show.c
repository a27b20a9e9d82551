/* Looks up what the catalogues beside it say, one line each. */
#include "html/lang.h"

#include <stdio.h>

int main(void)
{
	const struct lang *l = lang_find(STR("pt-BR"));
	const struct lang *en = lang_find(STR("en"));

	if (!l || !en)
		return 1;
	printf("%s %s %d %d\n", lang_code(l), lang_name(l), lang_rtl(l), lang_draft(l));
	printf("%s %s %d %d\n", lang_code(en), lang_name(en), lang_rtl(en), lang_draft(en));
	puts(lang_text(l, "plain"));
	puts(lang_text(l, "unsure"));
	puts(lang_text(l, "untranslated"));
	puts(lang_text(l, "gone"));
	puts(lang_text(l, "May"));
	puts(lang_context(l, "month", "May"));
	for (int n = 0; n < 4; n++)
		puts(lang_plural(l, "{1} person", "{1} people", n));
	for (int n = 0; n < 3; n++)
		puts(lang_plural(l, "one day", "{1} days", n));
	puts(lang_plural(l, "half a plural", "half plurals", 2));
	puts(lang_voice(l, VOICE_SHE, "In their own words"));
	puts(lang_voice(en, VOICE_HE, "In their own words"));
	return 0;
}
