/* Pictures and sounds of forms: brought, listed, kept under their hash, shown to whom, swept away;
 * and answers that are recordings. */
#include "care/file.h"
#include "team/forms_inside.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "harness/both.h"

static struct str sample(struct arena *a, const char *name)
{
	char *p = arena_alloc(a, 64 * 1024);
	FILE *f = fopen(arena_fmt(a, SOURCE_ROOT "/tests/files/%s", name).p, "rb");
	size_t n;

	assert_non_null(f);
	n = fread(p, 1, 64 * 1024, f);
	(void)fclose(f);
	return (struct str){ p, n };
}

static struct row_id brings(const char *file)
{
	struct ctx c = test_task("grace");
	struct row_id id = row_id_fresh(c.now);
	struct form_draft upload;

	assert_int_equal(form_upload(&c, sample(c.arena, file), str_z(file), &upload), OK);
	assert_int_equal(form_draft_add(&c, id, &upload, NULL), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return id;
}

static struct form_draft reads(struct ctx *c, struct row_id id)
{
	struct form_draft d;

	assert_int_equal(form_draft_read(c, id, &d), OK);
	return d;
}

static enum err gives(struct row_id id, const char *name, const char *file)
{
	struct ctx c = test_task("grace");
	struct form_draft d = reads(&c, id);
	enum err e = form_draft_file(&c, &d, str_z(name), sample(c.arena, file));

	if (e == OK)
		e = test_commit(&c);
	test_ctx_end(&c);
	return e;
}

static void drops(struct row_id id)
{
	struct ctx c = test_task("grace");
	struct form_draft d = reads(&c, id);

	assert_int_equal(form_draft_drop(&c, &d), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
}

/* The hash of a file of the form, in out. */
static void hash_of(const struct form_def *f, const char *name, char out[65])
{
	const struct form_file *one = form_file_named(f, str_z(name));

	assert_non_null(one);
	assert_int_equal(one->hash.n, 64);
	memcpy(out, one->hash.p, 64);
	out[64] = '\0';
}

static enum err shown_to(const char *user, const char *hash)
{
	struct ctx c = test_task(user);
	struct str bytes;
	enum err e = form_media_read(&c, str_z(hash), &bytes);

	if (e == OK)
		assert_true(bytes.n > 0);
	test_ctx_end(&c);
	return e;
}

static void what_is_missing_keeps_a_draft_until_each_file_is_there(void **state)
{
	static const struct {
		const char *name, *file;
	} all[] = { { "room.png", "signed.png" },
		        { "cuarto.png", "signed.jpg" },
		        { "hello.wav", "hello.wav" },
		        { "tea.webp", "signed.webp" },
		        { "water.jpg", "progressive.jpg" } };
	struct row_id id = brings("cup-and-room.xlsx");
	struct ctx c = test_task("lena");
	struct form_draft d = reads(&c, id);

	(void)state;
	assert_int_equal(d.problems->unready, 5);
	assert_int_equal(media_lines_of(&c, d.form).missing, 5);
	test_ctx_end(&c);
	assert_int_equal(gives(id, "nobody.png", "signed.png"), ERR_ABSENT);
	assert_int_equal(gives(id, "room.png", "hello.wav"), ERR_INVALID);
	assert_int_equal(gives(id, "hello.wav", "signed.png"), ERR_INVALID);
	assert_int_equal(gives(id, "room.png", "phone.heic"), ERR_INVALID);
	assert_int_equal(gives(id, "room.png", "signed.pdf"), ERR_INVALID);
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		assert_int_equal(gives(id, all[i].name, all[i].file), OK);
	c = test_task("lena");
	d = reads(&c, id);
	assert_true(form_ready(d.problems));
	test_ctx_end(&c);
	drops(id);
}

static void of_a_picture_only_what_is_needed_to_draw_it_is_kept(void **state)
{
	struct row_id id = brings("cup-and-room.zip");
	struct ctx c = test_task("grace");
	struct form_draft d = reads(&c, id);
	struct str bytes;
	char hash[65];

	(void)state;
	assert_true(form_ready(d.problems));
	hash_of(d.form, "room.png", hash);
	assert_int_equal(form_media_read(&c, str_z(hash), &bytes), OK);
	for (size_t i = 0; i + 6 <= bytes.n; i++)
		assert_true(memcmp(bytes.p + i, "CANARY", 6) != 0);
	test_ctx_end(&c);
	drops(id);
}

static void files_of_a_draft_go_with_it_and_those_of_another_stay(void **state)
{
	struct row_id one = brings("cup-and-room.zip");
	struct row_id other = brings("cup-and-room.zip");
	struct ctx c = test_task("grace");
	struct form_draft d = reads(&c, one);
	char hash[65];

	(void)state;
	hash_of(d.form, "tea.webp", hash);
	test_ctx_end(&c);
	drops(one);
	assert_int_equal(shown_to("lena", hash), OK);
	/* Nobody is asked with it yet. */
	assert_int_equal(shown_to("amara", hash), ERR_ABSENT);
	drops(other);
	assert_int_equal(shown_to("lena", hash), ERR_ABSENT);
}

static void publishes(struct row_id id, int64_t serial)
{
	struct ctx c = test_task("grace");
	struct form_draft d = reads(&c, id);

	assert_int_equal(form_publish(&c, &d, serial, false), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
}

static void another_picture_is_another_version_and_the_old_one_stays(void **state)
{
	struct row_id id = brings("cup-and-room.zip");
	struct form_kept was;
	struct form_kept is;
	struct ctx c;
	char old[65];
	char new[65];

	(void)state;
	publishes(id, 0);
	c = test_task("amara");
	assert_int_equal(forms_published_one(&c, STR("person"), STR("cup-and-room"), &was), OK);
	hash_of(was.form, "room.png", old);
	assert_int_equal(shown_to("amara", old), OK);
	/* The spreadsheet alone: its files are those that are in use. */
	id = brings("cup-and-room.xlsx");
	assert_int_equal(gives(id, "room.png", "progressive.jpg"), OK);
	publishes(id, 1);
	test_ctx_end(&c);
	c = test_task("amara");
	assert_int_equal(forms_published_one(&c, STR("person"), STR("cup-and-room"), &is), OK);
	hash_of(is.form, "room.png", new);
	assert_string_not_equal(old, new);
	assert_false(str_eq(was.hash, is.hash));
	assert_int_equal(shown_to("amara", old), OK);
	assert_int_equal(shown_to("vera", new), OK);
	test_ctx_end(&c);
}

static void a_form_goes_out_with_its_files_and_comes_in_the_same(void **state)
{
	struct ctx c = test_task("grace");
	struct form_draft upload;
	struct form_file *files;
	struct form_kept is;
	struct form_kept again;
	struct str zip;

	(void)state;
	assert_int_equal(forms_published_one(&c, STR("person"), STR("cup-and-room"), &is), OK);
	files = NEW_N(c.arena, struct form_file, is.form->files_n);
	for (size_t i = 0; i < is.form->files_n; i++) {
		files[i] = is.form->files[i];
		assert_int_equal(form_media_read(&c, files[i].hash, &files[i].bytes), OK);
	}
	assert_int_equal(form_write_zip(c.arena, is.form, files, is.form->files_n, &zip), OK);
	assert_int_equal(form_upload(&c, zip, STR("form.zip"), &upload), OK);
	assert_true(form_ready(upload.problems));
	forms_name(c.arena, upload.form, &again);
	assert_true(str_eq(again.hash, is.hash));
	test_ctx_end(&c);
}

static void a_torn_archive_or_one_without_a_spreadsheet_is_refused(void **state)
{
	struct ctx c = test_task("grace");
	struct str whole = sample(c.arena, "cup-and-room.zip");
	struct form_draft d;

	(void)state;
	for (size_t n = 4; n < whole.n; n += 97)
		assert_int_equal(form_upload(&c, (struct str){ whole.p, n }, STR("cup-and-room.zip"), &d),
		                 ERR_INVALID);
	assert_int_equal(form_upload(&c, sample(c.arena, "cup-and-room.xlsx"), STR("x.zip"), &d),
	                 ERR_INVALID);
	assert_string_equal(d.problems->at[0].words,
	                    "There is no spreadsheet (.xlsx) in this .zip. Put the form and its folder "
	                    "media into one .zip.");
	test_ctx_end(&c);
}

/* --- answers --- */

static struct row_id records(struct person_id p, const char *place, const char *seen_by)
{
	struct ctx c = test_task("amara");
	struct row_id id = row_id_fresh(c.now);
	struct file_new n = { .wanted = FILE_SOUNDS,
		                  .place = file_place(str_z(place)),
		                  .seen_by = str_z(seen_by),
		                  .bytes = sample(c.arena, "hello.wav"),
		                  .day = NO_DAY };

	assert_int_equal(file_write(&c, p, id, &n), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return id;
}

static enum err hears(const char *user, struct person_id p, struct row_id id)
{
	struct ctx c = test_task(user);
	struct file_entry about;
	struct str bytes;
	enum err e = file_content(&c, p, id, &about, &bytes);

	if (e == OK) {
		assert_true(str_eq(bytes, sample(c.arena, "hello.wav")));
		assert_int_equal(about.kind, FILE_WAV);
		assert_int_equal(test_commit(&c), OK);
	}
	test_ctx_end(&c);
	return e;
}

static void a_recording_is_heard_by_who_holds_the_key_and_may_see_the_answer(void **state)
{
	struct person_id p = test_arrives();
	struct row_id all = records(p, "care", "team");
	struct row_id few = records(p, "care", "counsellor caseworker");
	struct row_id none = records(p, "care", "counsellor");

	(void)state;
	assert_int_equal(hears("amara", p, all), OK);
	assert_int_equal(hears("lena", p, all), OK);
	assert_int_equal(hears("carla", p, all), ERR_DENIED);
	assert_int_equal(hears("amara", p, few), OK);
	assert_int_equal(hears("lena", p, few), ERR_DENIED);
	assert_int_equal(hears("amara", p, none), ERR_DENIED);
}

static void what_is_no_recording_is_not_taken_as_one(void **state)
{
	static const char *const files[] = { "signed.png", "signed.pdf", "phone.heic", "visit.csv" };
	struct person_id p = test_arrives();
	struct ctx c = test_task("amara");

	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct file_new n = { .wanted = FILE_SOUNDS,
			                  .place = file_place(STR("care")),
			                  .bytes = sample(c.arena, files[i]),
			                  .day = NO_DAY };
		assert_int_equal(file_write(&c, p, row_id_fresh(c.now), &n), ERR_INVALID);
		assert_non_null(file_refused(FILE_SOUNDS, n.bytes));
	}
	test_ctx_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_missing_keeps_a_draft_until_each_file_is_there),
		cmocka_unit_test(of_a_picture_only_what_is_needed_to_draw_it_is_kept),
		cmocka_unit_test(files_of_a_draft_go_with_it_and_those_of_another_stay),
		cmocka_unit_test(another_picture_is_another_version_and_the_old_one_stays),
		cmocka_unit_test(a_form_goes_out_with_its_files_and_comes_in_the_same),
		cmocka_unit_test(a_torn_archive_or_one_without_a_spreadsheet_is_refused),
		cmocka_unit_test(a_recording_is_heard_by_who_holds_the_key_and_may_see_the_answer),
		cmocka_unit_test(what_is_no_recording_is_not_taken_as_one),
	};

	return test_on_both("forms_media", tests, sizeof tests / sizeof *tests);
}
