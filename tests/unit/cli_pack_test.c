/* kintsugi pack, as it is called. */
#include "cli/commands.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
/* cmocka.h needs the three above. */
#include <cmocka.h>

#define HEAD "type,name,label,why,core\n"

static char folder[64];

static int set_up(void **state)
{
	(void)state;
	(void)snprintf(folder, sizeof folder, "/tmp/kintsugi-pack-XXXXXX");
	return mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **state)
{
	char command[128];

	(void)state;
	(void)snprintf(command, sizeof command, "rm -rf '%s'", folder);
	return system(command);
}

static void put_file(const char *pack, const char *name, const char *text)
{
	char path[256];
	FILE *f;

	(void)snprintf(path, sizeof path, "%s/%s", folder, pack);
	(void)mkdir(path, 0700);
	(void)snprintf(path, sizeof path, "%s/%s/%s.csv", folder, pack, name);
	f = fopen(path, "wb");
	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static void put_pack(const char *pack, const char *survey, const char *extends)
{
	char settings[256];

	(void)snprintf(settings, sizeof settings, "form_title,form_id,version,extends\nT,%s,1,%s\n",
	               pack, extends);
	put_file(pack, "survey", survey);
	put_file(pack, "settings", settings);
}

static int pack(const char *what, const char *where, const char *more)
{
	static const struct command *const commands[] = { &pack_command };
	char program[] = "kintsugi";
	char name[] = "pack";
	char word[16];
	char path[256];
	char to[256];
	char *argv[] = { program, name, word, path, more ? to : NULL, NULL };

	(void)snprintf(word, sizeof word, "%s", what);
	(void)snprintf(path, sizeof path, "%s%s%s", *where == '/' ? "" : folder,
	               *where == '/' ? "" : "/", where);
	(void)snprintf(to, sizeof to, "%s/%s", folder, more ? more : "");
	return command_main(commands, 1, more ? 5 : 4, argv);
}

/* What pack check prints. */
static void printed(const char *where, char *out, size_t room)
{
	char path[256];
	int screen = dup(STDOUT_FILENO);
	FILE *f;
	size_t n;

	(void)snprintf(path, sizeof path, "%s/printed", folder);
	f = fopen(path, "w+b");
	assert_non_null(f);
	(void)fflush(stdout);
	assert_true(screen >= 0 && dup2(fileno(f), STDOUT_FILENO) >= 0);
	(void)pack("check", where, NULL);
	(void)fflush(stdout);
	assert_true(dup2(screen, STDOUT_FILENO) >= 0);
	(void)close(screen);
	rewind(f);
	n = fread(out, 1, room - 1, f);
	out[n] = '\0';
	assert_int_equal(fclose(f), 0);
}

static void a_cell_gives_no_orders_to_the_terminal(void **state)
{
	char out[4096];

	(void)state;
	put_pack("orders", HEAD "te\033]0;x\007xt,a,Caf\303\251\302\233?,Why,\n", "");
	printed("orders", out, sizeof out);
	assert_non_null(strstr(out, "te?]0;x?xt"));
	assert_null(strpbrk(out, "\033\007"));
}

static void it_ends_with_0_when_a_form_can_be_published(void **state)
{
	static const char *const ready[] = {
		SOURCE_ROOT "/packs/everyday",        SOURCE_ROOT "/packs/looking-back",
		SOURCE_ROOT "/packs/own-view",        SOURCE_ROOT "/packs/pc-ptsd-5",
		SOURCE_ROOT "/packs/phq-4",           SOURCE_ROOT "/packs/phq-9",
		SOURCE_ROOT "/packs/recovery-rubric", SOURCE_ROOT "/packs/welcome",
		SOURCE_ROOT "/packs/who-5",           SOURCE_ROOT "/packs/first-nights",
		SOURCE_ROOT "/packs/after-service",   SOURCE_ROOT "/packs/our-work",
		SOURCE_ROOT "/packs/our-house",
	};

	(void)state;
	put_pack("ours", HEAD "text,a,A?,x,yes\n", "");
	assert_int_equal(pack("check", "ours", NULL), EXIT_DONE);
	for (size_t i = 0; i < sizeof ready / sizeof *ready; i++)
		assert_int_equal(pack("check", ready[i], NULL), EXIT_DONE);
	/* Its wording may not be given away: whoever has leave writes it in. */
	assert_int_equal(pack("check", SOURCE_ROOT "/packs/cries-8", NULL), EXIT_FAILED);
}

static void it_ends_with_1_when_not(void **state)
{
	(void)state;
	put_pack("draft", HEAD "text,a,A?,,\n", "");
	assert_int_equal(pack("check", "draft", NULL), EXIT_FAILED);
	assert_int_equal(pack("check", "", NULL), EXIT_FAILED);
	put_pack("broken", HEAD "geopoint,a,A?,x,\n", "");
	assert_int_equal(pack("check", "broken", NULL), EXIT_FAILED);
	assert_int_equal(pack("check", SOURCE_ROOT "/tests/forms/xlsx/bomb.xlsx", NULL), EXIT_FAILED);
	assert_int_equal(pack("check", "nowhere", NULL), EXIT_FAILED);
}

/* A sheet settings that says what the form is about. */
static void put_about(const char *pack, const char *survey, const char *about)
{
	char settings[256];

	put_file(pack, "survey", survey);
	(void)snprintf(settings, sizeof settings, "form_title,form_id,version,about\nT,%s,1,%s\n", pack,
	               about);
	put_file(pack, "settings", settings);
}

#define OURS "type,name,label,why,told_once,seen_by,compartment\n"

static void what_the_house_does_not_know_keeps_a_form_a_draft(void **state)
{
	static const struct {
		const char *row, *about;
		int status;
	} all[] = {
		{ "text,a,A?,x,journey,,\n", "person", EXIT_DONE },
		{ "text,a,A?,x,jorney,,\n", "person", EXIT_FAILED },
		{ "text,a,A?,x,journey,,\n", "stay", EXIT_DONE },
		{ "text,a,A?,x,journey,,\n", "staff", EXIT_FAILED },
		{ "text,a,A?,x,,lead manager,\n", "person", EXIT_DONE },
		{ "text,a,A?,x,,\"lead, our doctor\",\n", "person", EXIT_FAILED },
		{ "text,a,A?,x,,manager,\n", "staff", EXIT_DONE },
		{ "text,a,A?,x,,,health\n", "service", EXIT_DONE },
		{ "text,a,A?,x,,,health\n", "organisation", EXIT_FAILED },
	};
	char survey[256];

	(void)state;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		(void)snprintf(survey, sizeof survey, "%s%s", OURS, all[i].row);
		put_about("house", survey, all[i].about);
		if (pack("check", "house", NULL) != all[i].status)
			fail_msg("%s about %s", all[i].row, all[i].about);
	}
}

static void it_ends_with_2_when_it_is_called_wrongly(void **state)
{
	(void)state;
	assert_int_equal(pack("chuck", "ours", NULL), EXIT_USAGE);
	assert_int_equal(pack("export", "ours", NULL), EXIT_USAGE);
}

static void a_pack_is_compared_with_the_one_that_it_extends(void **state)
{
	(void)state;
	put_pack("standard", HEAD "text,a,A?,x,yes\ntext,b,B?,x,\n", "");
	put_pack("more", HEAD "text,a,A here?,x,yes\ntext,c,C?,x,\n", "standard");
	assert_int_equal(pack("check", "more", NULL), EXIT_DONE);
	put_pack("less", HEAD "text,b,B?,x,\n", "standard");
	assert_int_equal(pack("check", "less", NULL), EXIT_FAILED);
	put_pack("lost", HEAD "text,b,B?,x,\n", "nobody");
	assert_int_equal(pack("check", "lost", NULL), EXIT_FAILED);
}

static void an_exported_form_opens_elsewhere_and_here(void **state)
{
	char command[512];

	(void)state;
	put_pack("ours", HEAD "text,a,\"¿A & <b>?\",x,yes\n", "");
	assert_int_equal(pack("export", "ours", "out.xlsx"), EXIT_DONE);
	assert_int_equal(pack("check", "out.xlsx", NULL), EXIT_DONE);
	assert_int_equal(pack("export", "ours", "out.xlsx"), EXIT_FAILED); /* nothing is overwritten */
	(void)snprintf(command, sizeof command,
	               "python3 %s/tests/forms/opens.py %s/out.xlsx survey C2 '¿A & <b>?'", SOURCE_ROOT,
	               folder);
	assert_int_equal(system(command), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(it_ends_with_0_when_a_form_can_be_published),
		TEST(a_cell_gives_no_orders_to_the_terminal),
		TEST(it_ends_with_1_when_not),
		TEST(what_the_house_does_not_know_keeps_a_form_a_draft),
		TEST(it_ends_with_2_when_it_is_called_wrongly),
		TEST(a_pack_is_compared_with_the_one_that_it_extends),
		TEST(an_exported_form_opens_elsewhere_and_here),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
