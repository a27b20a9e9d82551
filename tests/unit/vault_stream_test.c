#include "vault_hex.h"

#include "vault/stream.h"

enum { ROOM = 400000 };

struct file {
	uint8_t p[ROOM + 4096];
	size_t n;
	size_t at;
};

static struct arena *arena;
static struct vault *vault;
static struct key key;
static uint8_t owner[16];
static uint8_t row[16];
static char content[ROOM];
static char opened[ROOM];
static struct file file;

static int set_up(void **state)
{
	(void)state;
	arena = arena_new(64 << 20);
	vault = counted_vault(arena);
	key = counted_key(0);
	count_up(owner, 16, 0x60);
	count_up(row, 16, 0x80);
	for (size_t i = 0; i < ROOM; i++)
		content[i] = (char)(i * 7 + i / 251);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static struct seal_at here(void)
{
	return (struct seal_at){ SCOPE_FILE, SEAL_FILE_CONTENT, owner, row, 1 };
}

static enum err put(void *arg, const uint8_t *p, size_t n)
{
	struct file *f = arg;

	assert_true(n <= sizeof f->p - f->n);
	memcpy(f->p + f->n, p, n);
	f->n += n;
	return OK;
}

static enum err get(void *arg, uint8_t *p, size_t n)
{
	struct file *f = arg;

	if (n > f->n - f->at)
		return ERR_VAULT;
	memcpy(p, f->p + f->at, n);
	f->at += n;
	return OK;
}

/* In three pieces, of which the middle one is empty. */
static void seal(size_t n)
{
	struct str pieces[] = { { content, n / 3 }, { content, 0 }, { content + n / 3, n - n / 3 } };

	file.n = 0;
	assert_int_equal(stream_seal(vault, &key, here(), (struct stream_content){ pieces, 3 },
	                             (struct stream_sink){ put, &file }),
	                 OK);
}

static enum err open_at(struct seal_at at, size_t n)
{
	file.at = 0;
	return stream_open(vault, &key, at, n, (struct stream_source){ get, &file }, opened);
}

static void what_was_sealed_opens_whatever_its_length(void **state)
{
	static const size_t sizes[] = { 0,     1,     4095,  4096,   4097,   65535,  65536,
		                            65537, 70000, 98304, 131072, 131073, 399999, ROOM };

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		seal(sizes[i]);
		assert_int_equal(file.n, stream_bytes(sizes[i]));
		assert_true(stream_shaped(file.p, file.n));
		memset(opened, 1, sizeof opened);
		assert_int_equal(open_at(here(), sizes[i]), OK);
		assert_int_equal(file.at, file.n);
		assert_memory_equal(opened, content, sizes[i]);
	}
}

static void the_length_on_the_disk_tells_little(void **state)
{
	(void)state;
	assert_int_equal(stream_bytes(1), stream_bytes(4096));
	assert_int_equal(stream_bytes(100001), stream_bytes(100300));
}

static void the_content_is_not_in_the_file(void **state)
{
	(void)state;
	seal(200000);
	for (size_t i = 0; i + 16 <= file.n; i++)
		assert_memory_not_equal(file.p + i, content + 1000, 16);
}

static void a_changed_bit_anywhere_does_not_open(void **state)
{
	(void)state;
	seal(70000);
	for (size_t i = 0; i < file.n; i += i < 64 ? 1 : 997) {
		file.p[i] ^= 4;
		assert_int_equal(open_at(here(), 70000), ERR_VAULT);
		file.p[i] ^= 4;
	}
	assert_int_equal(open_at(here(), 70000), OK);
}

static void a_file_that_is_cut_short_does_not_open(void **state)
{
	size_t whole;

	(void)state;
	seal(ROOM);
	whole = file.n;
	for (size_t n = 0; n < whole; n += 1 + n / 7) {
		file.n = n;
		assert_int_equal(open_at(here(), ROOM), ERR_VAULT);
		assert_false(n >= STREAM_HEAD && n % 3 == 0 && n > whole - 100 && stream_shaped(file.p, n));
	}
	/* Cut between two chunks, and asked for as long as it is then. */
	file.n = STREAM_HEAD + 2 * (STREAM_CHUNK + STREAM_TAG);
	assert_int_equal(open_at(here(), (size_t)2 * STREAM_CHUNK), ERR_VAULT);
}

static void chunks_that_change_places_do_not_open(void **state)
{
	enum { ONE = STREAM_CHUNK + STREAM_TAG };
	static uint8_t kept[ONE];

	(void)state;
	seal(300000);
	memcpy(kept, file.p + STREAM_HEAD, ONE);
	memmove(file.p + STREAM_HEAD, file.p + STREAM_HEAD + ONE, ONE);
	memcpy(file.p + STREAM_HEAD + ONE, kept, ONE);
	assert_int_equal(open_at(here(), 300000), ERR_VAULT);
}

static void a_file_opens_only_in_its_place(void **state)
{
	struct seal_at at = here();
	uint8_t other[16] = { 1 };
	struct key k = key;

	(void)state;
	seal(5000);
	at.row = other;
	assert_int_equal(open_at(at, 5000), ERR_VAULT);
	at = here();
	at.owner = other;
	assert_int_equal(open_at(at, 5000), ERR_VAULT);
	at = here();
	at.keyver = 2;
	assert_int_equal(open_at(at, 5000), ERR_VAULT);
	at = here();
	at.seal = SEAL_FILE;
	assert_int_equal(open_at(at, 5000), ERR_VAULT);
	key.b[31] ^= 1;
	assert_int_equal(open_at(here(), 5000), ERR_VAULT);
	key = k;
	/* Another length than the sealed one: the padding is no content. */
	assert_int_equal(open_at(here(), 4999), ERR_VAULT);
	assert_int_equal(open_at(here(), 5000), OK);
}

static void what_is_no_sealed_file_is_seen_without_a_key(void **state)
{
	uint8_t head[STREAM_HEAD] = { 1, 2, 0, 0, 0, 1 };

	(void)state;
	assert_true(stream_shaped(head, stream_bytes(0)));
	assert_false(stream_shaped(head, stream_bytes(0) - 1));
	assert_false(stream_shaped(head, stream_bytes(0) + 1));
	assert_false(stream_shaped(head, 0));
	assert_false(stream_shaped(head, UINT64_MAX));
	head[1] = 1;
	assert_false(stream_shaped(head, stream_bytes(0)));
	head[1] = 2;
	head[5] = 0;
	assert_false(stream_shaped(head, stream_bytes(0)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_sealed_opens_whatever_its_length),
		cmocka_unit_test(the_length_on_the_disk_tells_little),
		cmocka_unit_test(the_content_is_not_in_the_file),
		cmocka_unit_test(a_changed_bit_anywhere_does_not_open),
		cmocka_unit_test(a_file_that_is_cut_short_does_not_open),
		cmocka_unit_test(chunks_that_change_places_do_not_open),
		cmocka_unit_test(a_file_opens_only_in_its_place),
		cmocka_unit_test(what_is_no_sealed_file_is_seen_without_a_key),
	};

	if (vault_start() != OK)
		return 1;
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
