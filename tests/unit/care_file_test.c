/* Papers and pictures: sealed on the disk, opened by those who may read what they belong to, and by
 * nobody else. */
#define _GNU_SOURCE /* memmem */
#include "base/fault.h"
#include "care/file.h"
#include "care/note.h"
#include "care/person.h"

#include <dirent.h>
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include <cmocka.h>

#include "harness/both.h"
#include "harness/haul.h"

#define NAME "CANARY-name.jpg"
#define WORDS "CANARY-words of a paper"

static struct ctx task(const char *user)
{
	struct ctx c;

	assert_int_equal(test_ctx(&house, user, &c), OK);
	return c;
}

static struct str sample(struct arena *a, const char *name)
{
	char *p = arena_alloc(a, 64 * 1024);
	FILE *f = fopen(arena_fmt(a, SOURCE_ROOT "/tests/files/%s", name).p, "rb");
	size_t n;

	assert_non_null(f);
	n = fread(p, 1, 64 * 1024, f);
	fclose(f);
	return (struct str){ p, n };
}

/* A PDF of n bytes. */
static struct str pdf(struct arena *a, size_t n)
{
	char *p = arena_pages(a, n);

	assert_non_null(p);
	for (size_t i = 0; i < n; i++)
		p[i] = (char)(i % 251);
	memcpy(p, "%PDF-1.7", 8);
	memcpy(p + n - 6, "%%EOF\n", 6);
	return (struct str){ p, n };
}

static enum err write_it(struct ctx *c, struct person_id person, const char *place,
                         struct str bytes, struct row_id *id)
{
	struct file_new n = { .place = file_place(str_z(place)),
		                  .name = STR(NAME),
		                  .words = STR(WORDS),
		                  .bytes = bytes,
		                  .day = NO_DAY };

	*id = row_id_fresh(c->now);
	return file_write(c, person, *id, &n);
}

static struct row_id added(struct ctx *c, struct person_id person, const char *place,
                           struct str bytes)
{
	struct row_id id;

	assert_int_equal(write_it(c, person, place, bytes, &id), OK);
	assert_int_equal(test_commit(c), OK);
	return id;
}

static enum err content(struct ctx *c, struct person_id person, struct row_id id, struct str *out)
{
	struct file_entry about;

	return file_content(c, person, id, &about, out);
}

/* Names in DIR/files, newest in nothing: the order is the folder's. */
struct folder {
	char name[64][256];
	size_t n;
};

static struct folder look(void)
{
	struct folder f = { .n = 0 };
	DIR *d = opendir(house.house->files);
	const struct dirent *one;

	assert_non_null(d);
	while ((one = readdir(d)))
		if (one->d_name[0] != '.' && f.n < 64)
			(void)snprintf(f.name[f.n++], sizeof f.name[0], "%s", one->d_name);
	closedir(d);
	return f;
}

static const char *path(const char *name)
{
	static char p[400];

	(void)snprintf(p, sizeof p, "%s/%s", house.house->files, name);
	return p;
}

/* The one that is in now and was not in before. */
static const char *new_name(const struct folder *before, const struct folder *now)
{
	for (size_t i = 0; i < now->n; i++) {
		bool there = false;

		for (size_t k = 0; k < before->n; k++)
			there |= strcmp(before->name[k], now->name[i]) == 0;
		if (!there)
			return now->name[i];
	}
	fail_msg("no new file");
	return "";
}

static void empty_folder(void)
{
	struct folder f = look();

	for (size_t i = 0; i < f.n; i++)
		assert_int_equal(unlink(path(f.name[i])), 0);
}

static void age(const char *name)
{
	struct timeval then[2] = { { .tv_sec = 1600000000 }, { .tv_sec = 1600000000 } };

	assert_int_equal(utimes(path(name), then), 0);
}

/* --- tests --- */

static void a_photograph_comes_back_without_what_hides_in_it(void **state)
{
	struct person_id p = haul_person(&house, "amara");
	struct ctx c = task("amara");
	struct row_id id = added(&c, p, "care", sample(c.arena, "signed.jpg"));
	struct file_entries all;
	struct str bytes;

	(void)state;
	assert_int_equal(files_read(&c, p, &all), OK);
	assert_int_equal(all.n, 1);
	assert_true(str_eq(all.at[0].name, STR(NAME)));
	assert_true(str_eq(all.at[0].words, STR(WORDS)));
	assert_int_equal(all.at[0].kind, FILE_JPEG);
	assert_int_equal(content(&c, p, id, &bytes), OK);
	assert_int_equal(bytes.n, all.at[0].bytes);
	assert_null(memmem(bytes.p, bytes.n, "CANARY", 6));
	assert_memory_equal(bytes.p, "\377\330", 2);
	assert_memory_equal(bytes.p + bytes.n - 2, "\377\331", 2);
	/* The opening is in the change. */
	assert_true(change_noted(c.change));
	test_ctx_end(&c);
}

static void ten_mebibytes_come_back_and_more_is_refused(void **state)
{
	struct person_id p = haul_person(&house, "amara");
	struct ctx c = task("amara");
	struct str big = pdf(c.arena, FILE_BYTES);
	struct row_id id = added(&c, p, "care", big);
	struct str bytes;

	(void)state;
	assert_int_equal(content(&c, p, id, &bytes), OK);
	assert_true(str_eq(bytes, big));
	assert_int_equal(write_it(&c, p, "care", pdf(c.arena, FILE_BYTES + 1), &id), ERR_LARGE);
	test_ctx_end(&c);
}

/* What a file must not tell: words of the record, and 24 bytes from within a picture. */
static struct str pixels;
static int found;

static int scan(const char *name, const struct stat *s, int kind, struct FTW *at)
{
	static char bytes[4 << 20];
	FILE *f;
	size_t n;

	(void)s;
	(void)at;
	found += strstr(name, "CANARY") != NULL;
	if (kind != FTW_F || !(f = fopen(name, "rb")))
		return 0;
	n = fread(bytes, 1, sizeof bytes, f);
	fclose(f);
	found += memmem(bytes, n, "CANARY", 6) != NULL;
	found += memmem(bytes, n, pixels.p, pixels.n) != NULL;
	return 0;
}

static void nothing_of_it_lies_on_the_disk_in_clear(void **state)
{
	struct person_id p = haul_person(&house, "amara");
	struct ctx c = task("amara");
	struct str png = sample(c.arena, "signed.png");
	char *idat = memmem(png.p, png.n, "IDAT", 4);

	(void)state;
	assert_non_null(idat);
	pixels = (struct str){ idat + 8, 24 };
	(void)added(&c, p, "care", png);
	found = 0;
	assert_int_equal(nftw(house.dir, scan, 8, FTW_PHYS), 0);
	assert_int_equal(found, 0);
	test_ctx_end(&c);
}

static void who_lacks_the_compartment_opens_nothing(void **state)
{
	static const char *const others[] = { "amara", "vera", "hana", "lena", "grace" };
	struct person_id p = haul_person(&house, "amara");
	struct file_entries all;
	struct row_id id;
	struct str bytes;
	struct ctx c;

	(void)state;
	haul_assign(&house, "amara", p, "lia");
	c = task("lia");
	id = added(&c, p, "legal", sample(c.arena, "signed.pdf"));
	assert_int_equal(content(&c, p, id, &bytes), OK);
	test_ctx_end(&c);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		struct haul haul = haul_take(&house, others[i]);
		struct row_id none;

		assert_int_equal(haul_unwraps(&house, &haul, p, haul_keyver(&house, p)) >> IN_LEGAL & 1, 0);
		c = task(others[i]);
		assert_int_equal(files_read(&c, p, &all), OK);
		assert_true(all.at[0].closed && !all.at[0].words.n && !all.at[0].name.n);
		assert_int_equal(content(&c, p, id, &bytes), ERR_DENIED);
		assert_int_equal(file_take_out(&c, p, id), ERR_DENIED);
		assert_int_equal(write_it(&c, p, "legal", sample(c.arena, "signed.pdf"), &none),
		                 ERR_DENIED);
		test_ctx_end(&c);
	}
}

static void who_is_refused_leaves_nothing_in_the_folder(void **state)
{
	struct person_id p = haul_person(&house, "amara");
	size_t before = look().n;
	struct ctx c = task("vera");
	struct row_id id;

	(void)state;
	assert_int_equal(write_it(&c, p, "care", sample(c.arena, "signed.jpg"), &id), ERR_DENIED);
	assert_int_equal(look().n, before);
	test_ctx_end(&c);
}

static void files_that_change_places_do_not_open(void **state)
{
	struct person_id p = haul_person(&house, "amara");
	struct ctx c = task("amara");
	struct str jpg = sample(c.arena, "signed.jpg");
	struct folder a = look();
	struct row_id first = added(&c, p, "care", jpg);
	struct folder b = look();
	struct row_id second = added(&c, p, "care", jpg);
	struct folder d = look();
	char one[400];
	char two[400];
	struct str bytes;

	(void)state;
	(void)snprintf(one, sizeof one, "%s", path(new_name(&a, &b)));
	(void)snprintf(two, sizeof two, "%s", path(new_name(&b, &d)));
	assert_int_equal(rename(one, path("aside")), 0);
	assert_int_equal(rename(two, one), 0);
	assert_int_equal(content(&c, p, first, &bytes), ERR_VAULT);
	assert_int_equal(content(&c, p, second, &bytes), ERR_ABSENT);
	assert_int_equal(rename(path("aside"), two), 0);
	assert_int_equal(content(&c, p, second, &bytes), ERR_VAULT);
	test_ctx_end(&c);
}

static void a_damaged_file_does_not_open(void **state)
{
	struct person_id p = haul_person(&house, "amara");
	struct ctx c = task("amara");
	struct folder before;
	struct folder now;
	struct row_id id;
	struct str bytes;

	(void)state;
	empty_folder();
	before = look();
	id = added(&c, p, "care", pdf(c.arena, 200000));
	now = look();
	assert_int_equal(now.n, 1);
	assert_int_equal(truncate(path(new_name(&before, &now)), 65536), 0);
	assert_int_equal(content(&c, p, id, &bytes), ERR_VAULT);
	test_ctx_end(&c);
}

static int said;
static void count_said(void *arg, const char *sentence)
{
	(void)arg;
	(void)sentence;
	said++;
}

static int64_t faults_now(void)
{
	struct ctx c = task("amara");
	struct verify v = { .c = &c, .say = count_said };

	said = 0;
	assert_int_equal(file_verify(&v), OK);
	assert_int_equal(said, v.faults);
	test_ctx_end(&c);
	return v.faults;
}

static void verify_finds_what_is_missing_or_cut_short_without_keys(void **state)
{
	struct person_id p = haul_person(&house, "amara");
	struct ctx c = task("amara");
	int64_t before = faults_now();
	struct folder a = look();
	struct folder b;
	const char *name;
	struct stat s;

	(void)state;
	(void)added(&c, p, "care", pdf(c.arena, 200000));
	assert_int_equal(faults_now(), before);
	b = look();
	name = new_name(&a, &b);
	assert_int_equal(stat(path(name), &s), 0);
	assert_int_equal(s.st_mode & 0777, 0600);
	assert_int_equal(truncate(path(name), s.st_size - 1), 0);
	assert_int_equal(faults_now(), before + 1);
	assert_int_equal(unlink(path(name)), 0);
	assert_int_equal(faults_now(), before + 1);
	test_ctx_end(&c);
}

static void a_file_without_a_row_is_swept_away_but_not_at_once(void **state)
{
	struct person_id p = haul_person(&house, "amara");
	struct ctx c = task("amara");
	struct folder a = look();
	struct folder b;
	struct folder d;
	struct row_id id;
	int64_t removed;

	(void)state;
	(void)added(&c, p, "care", sample(c.arena, "signed.jpg"));
	b = look();
	assert_int_equal(write_it(&c, p, "care", sample(c.arena, "signed.png"), &id), OK);
	test_ctx_end(&c); /* never committed */
	d = look();
	assert_int_equal(d.n, a.n + 2);
	age(new_name(&a, &b));
	c = task("amara");
	assert_int_equal(file_sweep(&c, &removed), OK);
	assert_int_equal(look().n, d.n - (size_t)removed);
	assert_int_equal(access(path(new_name(&b, &d)), F_OK), 0);
	age(new_name(&b, &d));
	assert_int_equal(file_sweep(&c, &removed), OK);
	assert_int_equal(removed, 1);
	assert_int_equal(access(path(new_name(&b, &d)), F_OK), -1);
	assert_int_equal(access(path(new_name(&a, &b)), F_OK), 0);
	test_ctx_end(&c);
}

static void what_was_taken_out_cannot_be_opened_again(void **state)
{
	struct person_id p = haul_person(&house, "amara");
	struct ctx c = task("amara");
	struct folder a = look();
	struct row_id id = added(&c, p, "care", sample(c.arena, "signed.jpg"));
	struct folder b = look();
	int64_t removed;
	struct str bytes;

	(void)state;
	haul_assign(&house, "amara", p, "bela");
	test_ctx_end(&c);
	c = task("bela");
	assert_int_equal(file_take_out(&c, p, id), ERR_DENIED);
	test_ctx_end(&c);
	c = task("lena");
	assert_int_equal(file_take_out(&c, p, id), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(content(&c, p, id, &bytes), ERR_ABSENT);
	assert_int_equal(file_take_out(&c, p, id), ERR_CONFLICT);
	age(new_name(&a, &b));
	assert_int_equal(file_sweep(&c, &removed), OK);
	assert_true(removed >= 1);
	assert_int_equal(access(path(new_name(&a, &b)), F_OK), -1);
	test_ctx_end(&c);
}

/* Every place that can fail on the way fails once: the disk, its folder, the store, the vault. */
static void a_full_disk_leaves_nothing_behind(void **state)
{
	struct person_id p = haul_person(&house, "amara");
	int full = 0;
	bool fails = true;

	(void)state;
	empty_folder();
	for (long n = 1; fails; n++) {
		struct ctx c = task("amara");
		struct str bytes = pdf(c.arena, 300000);
		struct row_id id;
		enum err e;

		(void)fault_at(n);
		e = write_it(&c, p, "care", bytes, &id);
		fails = fault_at(0) >= n;
		full += e == ERR_FULL;
		assert_true(fails || e == OK);
		assert_int_equal(look().n, e == OK);
		empty_folder();
		test_ctx_end(&c);
		assert_true(n < 200);
	}
	assert_true(full >= 6);
}

static void what_cannot_be_kept_is_refused(void **state)
{
	static const char *const bad[] = { "phone.heic", "make.py" };
	struct person_id p = haul_person(&house, "amara");
	struct ctx c = task("amara");
	struct file_new n = { .place = file_place(STR("care")), .day = NO_DAY };
	struct str jpg = sample(c.arena, "signed.jpg");
	struct row_id id;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(write_it(&c, p, "care", sample(c.arena, bad[i]), &id), ERR_INVALID);
	assert_int_equal(write_it(&c, p, "care", STR(""), &id), ERR_INVALID);
	assert_int_equal(write_it(&c, p, "care", (struct str){ jpg.p, 300 }, &id), ERR_INVALID);
	assert_null(file_place(STR("elsewhere")));
	/* An entry of another person. */
	n.bytes = jpg;
	n.about = row_id_fresh(c.now);
	assert_int_equal(file_write(&c, p, row_id_fresh(c.now), &n), ERR_ABSENT);
	test_ctx_end(&c);
}

static void a_file_stays_with_its_entry(void **state)
{
	struct ctx c = task("amara");
	struct person nia = { .id = person_id_fresh(c.now), .name = STR("Nia") };
	struct person_id p = nia.id;
	struct row_id note = row_id_fresh(c.now);
	struct note_new said_then = { .how = STR("visit"), .words = STR("tea"), .day = NO_DAY };
	struct file_new n = { .place = file_place(STR("care")), .about = note, .day = NO_DAY };
	struct file_entries all;
	struct page_papers papers;

	(void)state;
	said_then.next = NO_DAY;
	assert_int_equal(person_arrive(&c, &nia, house.teams[TEST_HARBOUR], c.today), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(note_write(&c, p, note, &said_then), OK);
	assert_int_equal(test_commit(&c), OK);
	n.bytes = sample(c.arena, "signed.webp");
	assert_int_equal(file_write(&c, p, row_id_fresh(c.now), &n), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(files_read(&c, p, &all), OK);
	papers = file_papers(&c, p, &all, "care", note);
	assert_int_equal(papers.n, 1);
	assert_true(papers.add.n > 0);
	papers = file_papers(&c, p, &all, "care", row_id_fresh(c.now));
	assert_int_equal(papers.n, 0);
	test_ctx_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_photograph_comes_back_without_what_hides_in_it),
		cmocka_unit_test(ten_mebibytes_come_back_and_more_is_refused),
		cmocka_unit_test(nothing_of_it_lies_on_the_disk_in_clear),
		cmocka_unit_test(who_lacks_the_compartment_opens_nothing),
		cmocka_unit_test(who_is_refused_leaves_nothing_in_the_folder),
		cmocka_unit_test(files_that_change_places_do_not_open),
		cmocka_unit_test(a_damaged_file_does_not_open),
		cmocka_unit_test(verify_finds_what_is_missing_or_cut_short_without_keys),
		cmocka_unit_test(a_file_without_a_row_is_swept_away_but_not_at_once),
		cmocka_unit_test(what_was_taken_out_cannot_be_opened_again),
		cmocka_unit_test(a_full_disk_leaves_nothing_behind),
		cmocka_unit_test(what_cannot_be_kept_is_refused),
		cmocka_unit_test(a_file_stays_with_its_entry),
	};

	return test_on_both("papers and pictures", tests, sizeof tests / sizeof *tests);
}
