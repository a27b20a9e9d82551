#include "vault_hex.h"

#include <sys/prctl.h>
#include <sys/resource.h>

struct fixture {
	struct arena *a;
	char folder[32];
	struct str path;
	struct org_id org;
};

static int setup(void **state)
{
	static struct fixture f;

	f.a = arena_new(1 << 20);
	(void)snprintf(f.folder, sizeof f.folder, "/tmp/kintsugi-XXXXXX");
	assert_non_null(mkdtemp(f.folder));
	f.path = arena_fmt(f.a, "%s/pepper", f.folder);
	count_up(f.org.b, 16, 0x40);
	*state = &f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	(void)unlink(f->path.p);
	(void)rmdir(f->path.p);
	assert_int_equal(rmdir(f->folder), 0);
	arena_free(f->a);
	return 0;
}

static enum err open_it(struct fixture *f)
{
	struct vault *v;

	return vault_open(f->a, f->path.p, f->org, &v);
}

static void write_file(struct fixture *f, size_t n, int first, mode_t mode)
{
	uint8_t b[64];
	FILE *out;

	(void)unlink(f->path.p);
	for (size_t i = 0; i < sizeof b; i++)
		b[i] = (uint8_t)(first ? first + (int)i : 0);
	out = fopen(f->path.p, "wb");
	assert_non_null(out);
	assert_int_equal(fwrite(b, 1, n, out), n);
	assert_int_equal(fclose(out), 0);
	assert_int_equal(chmod(f->path.p, mode), 0);
}

static void the_start_leaves_no_core_dump(void **state)
{
	struct rlimit core;

	(void)state;
	assert_int_equal(vault_start(), OK);
	assert_int_equal(prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), 0);
	assert_int_equal(getrlimit(RLIMIT_CORE, &core), 0);
	assert_int_equal(core.rlim_cur, 0);
	assert_int_equal(core.rlim_max, 0);
}

static void a_new_pepper_opens_and_belongs_to_its_owner_alone(void **state)
{
	struct fixture *f = *state;
	struct vault *v = NULL;
	struct stat s;

	(void)umask(0777);
	assert_int_equal(vault_make_pepper(f->path.p), OK);
	(void)umask(022);
	assert_int_equal(stat(f->path.p, &s), 0);
	assert_int_equal(s.st_mode & 07777, 0400);
	assert_int_equal(s.st_size, 32);
	assert_int_equal(vault_open(f->a, f->path.p, f->org, &v), OK);
	assert_true(org_id_eq(vault_org(v), f->org));
}

/* The key of the house whose pepper lies in the file now. */
static struct key house_key(struct fixture *f, struct org_id org)
{
	struct vault *v = NULL;
	struct key k;

	assert_int_equal(vault_open(f->a, f->path.p, org, &v), OK);
	key_house(v, &k);
	return k;
}

static void the_key_of_the_house_is_of_its_pepper_and_of_the_house(void **state)
{
	struct fixture *f = *state;
	struct org_id other = f->org;
	struct key k;
	struct key again;

	other.b[0] ^= 1;
	write_file(f, 32, 9, 0400);
	k = house_key(f, f->org);
	again = house_key(f, f->org);
	assert_memory_equal(k.b, again.b, sizeof k.b);
	again = house_key(f, other);
	assert_memory_not_equal(k.b, again.b, sizeof k.b);
	write_file(f, 32, 8, 0400);
	again = house_key(f, f->org);
	assert_memory_not_equal(k.b, again.b, sizeof k.b);
}

static void a_pepper_is_never_overwritten(void **state)
{
	struct fixture *f = *state;

	write_file(f, 32, 9, 0600);
	assert_int_equal(vault_make_pepper(f->path.p), ERR_VAULT);
	assert_int_equal(open_it(f), OK);
	assert_int_equal(unlink(f->path.p), 0);
	assert_int_equal(symlink("/tmp/kintsugi-nowhere", f->path.p), 0);
	assert_int_equal(vault_make_pepper(f->path.p), ERR_VAULT);
	assert_int_equal(access("/tmp/kintsugi-nowhere", F_OK), -1);
}

static void a_pepper_that_cannot_be_written_is_an_error(void **state)
{
	struct fixture *f = *state;
	struct str path = arena_fmt(f->a, "%s/none/pepper", f->folder);

	assert_int_equal(vault_make_pepper(path.p), ERR_VAULT);
}

static void a_missing_short_long_or_empty_pepper_is_refused(void **state)
{
	struct fixture *f = *state;
	static const size_t lengths[] = { 0, 1, 31, 33, 64 };

	assert_int_equal(open_it(f), ERR_VAULT);
	for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
		write_file(f, lengths[i], 9, 0600);
		assert_int_equal(open_it(f), ERR_VAULT);
	}
	write_file(f, 32, 0, 0600);
	assert_int_equal(open_it(f), ERR_VAULT);
	write_file(f, 32, 9, 0600);
	assert_int_equal(open_it(f), OK);
}

static void a_pepper_open_to_others_is_refused(void **state)
{
	struct fixture *f = *state;

	for (unsigned mode = 0; mode < 01000; mode++) {
		write_file(f, 32, 9, mode);
		if (mode == 0400 || mode == 0600)
			assert_int_equal(open_it(f), OK);
		else
			assert_int_equal(open_it(f), ERR_VAULT);
	}
}

static void a_link_a_folder_and_a_pipe_are_refused(void **state)
{
	struct fixture *f = *state;
	struct str real = arena_fmt(f->a, "%s/real", f->folder);

	write_file(f, 32, 9, 0600);
	assert_int_equal(rename(f->path.p, real.p), 0);
	assert_int_equal(symlink(real.p, f->path.p), 0);
	assert_int_equal(open_it(f), ERR_VAULT);
	assert_int_equal(unlink(f->path.p), 0);
	assert_int_equal(unlink(real.p), 0);
	assert_int_equal(mkfifo(f->path.p, 0600), 0);
	assert_int_equal(open_it(f), ERR_VAULT);
	assert_int_equal(unlink(f->path.p), 0);
	assert_int_equal(mkdir(f->path.p, 0700), 0);
	assert_int_equal(open_it(f), ERR_VAULT);
}

static void a_pepper_of_somebody_else_is_refused(void **state)
{
	struct fixture *f = *state;

	if (geteuid() != 0)
		skip(); /* only root can give a file away */
	write_file(f, 32, 9, 0600);
	assert_int_equal(chown(f->path.p, 12345, (gid_t)-1), 0);
	assert_int_equal(open_it(f), ERR_VAULT);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_start_leaves_no_core_dump),
		TEST(a_new_pepper_opens_and_belongs_to_its_owner_alone),
		TEST(the_key_of_the_house_is_of_its_pepper_and_of_the_house),
		TEST(a_pepper_is_never_overwritten),
		TEST(a_pepper_that_cannot_be_written_is_an_error),
		TEST(a_missing_short_long_or_empty_pepper_is_refused),
		TEST(a_pepper_open_to_others_is_refused),
		TEST(a_link_a_folder_and_a_pipe_are_refused),
		TEST(a_pepper_of_somebody_else_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
