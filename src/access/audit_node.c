/* The node: it puts entries into the chain on the writer's thread, inside the transaction of their
 * change. */
#include "access/audit_inside.h"
#include "access/audit_sql.h"
#include "base/fields.h"
#include "base/log.h"
#include "base/wipe.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SCRATCH = 64 << 20, PATH_MOST = 4096, DETAIL_MOST = 256 };

/* --- what is hashed and signed --- */

static uint8_t *put_bytes(uint8_t *p, const void *from, size_t n)
{
	memcpy(p, from, n);
	return p + n;
}

static uint8_t *put_number(uint8_t *p, int64_t n)
{
	for (int i = 0; i < 8; i++)
		p[i] = (uint8_t)((uint64_t)n >> (56 - 8 * i));
	return p + 8;
}

/* An absent id is zeros, and says so: nobody can stand for the user whose id is zeros. */
static uint8_t *put_maybe(uint8_t *p, bool has, const uint8_t id[ID_BYTES])
{
	static const uint8_t none[ID_BYTES];

	*p++ = has;
	return put_bytes(p, has ? id : none, ID_BYTES);
}

void chained_link(const uint8_t previous[32], const struct chained *e, uint8_t out[32])
{
	uint8_t text[CHAINED_BYTES];
	uint8_t *p = put_bytes(text, e->org.b, ID_BYTES);

	p = put_number(p, e->node);
	p = put_number(p, e->seq);
	p = put_number(p, e->hour.s);
	p = put_maybe(p, e->has_actor, e->actor.b);
	p = put_number(p, e->role);
	p = put_number(p, e->verb);
	p = put_number(p, e->reason);
	p = put_maybe(p, e->has_person, e->person.b);
	p = put_bytes(p, e->detail_hash, sizeof e->detail_hash);
	hash_link(previous, (struct bytes){ text, (size_t)(p - text) }, out);
}

void chain_start(struct org_id org, int64_t node, uint8_t out[32])
{
	uint8_t text[ID_BYTES + 8];

	put_number(put_bytes(text, org.b, ID_BYTES), node);
	hash_bytes((struct bytes){ text, sizeof text }, out);
}

void detail_hash(struct arena *a, struct sealed reason, struct sealed detail, uint8_t out[32])
{
	size_t mark = arena_mark(a);
	uint8_t *text = arena_alloc(a, 8 + reason.n + detail.n);
	uint8_t *p = put_number(text, (int64_t)reason.n);

	if (reason.n)
		p = put_bytes(p, reason.p, reason.n);
	if (detail.n)
		p = put_bytes(p, detail.p, detail.n);
	hash_bytes((struct bytes){ text, (size_t)(p - text) }, out);
	arena_back(a, mark);
}

void checkpoint_text(struct org_id org, int64_t node, int64_t seq, const uint8_t hash[32],
                     uint8_t out[CHECKPOINT_BYTES])
{
	uint8_t *p = put_bytes(out, org.b, ID_BYTES);

	p = put_number(p, node);
	p = put_number(p, seq);
	put_bytes(p, hash, 32);
}

/* --- the key of the hour --- */

/* Seals a new key to the auditor; whoever takes the node's memory later cannot open the hours
 * before. */
static enum err key_turn(struct node *n, struct change *c, struct instant hour)
{
	uint8_t context[ID_BYTES + 3 * 8];
	struct public_key to;
	struct sealed wrap;
	struct key next;

	if (n->tip.keyver)
		key_derive(&n->tip.key, "ratchet", (struct bytes){ NULL, 0 }, &next);
	else
		key_fresh(&next);
	n->tip.key = next;
	n->tip.keyver = ++n->tip.keyver_last;
	n->tip.hour = hour.s;
	put_number(put_number(put_number(put_bytes(context, n->house->org.b, ID_BYTES), n->number),
	                      n->tip.keyver),
	           hour.s);
	memcpy(to.b, n->auditor.public_key.p, sizeof to.b);
	wrap = wrap_box(n->scratch, &to, (struct bytes){ context, sizeof context },
	                (struct bytes){ next.b, sizeof next.b });
	wipe(&next, sizeof next);
	if (wrap.n == 0)
		return ERR_VAULT;
	audit_key_insert(c, n->house->org, n->number, n->tip.keyver, hour, n->auditor.id,
	                 (struct bytes){ wrap.p, wrap.n });
	return OK;
}

static struct sealed detail_seal(struct node *n, const struct entry *e)
{
	struct buf b = buf_new(n->scratch, DETAIL_MOST);
	struct seal_at at = { SCOPE_ORG, SEAL_AUDIT_DETAIL, n->house->org.b, e->id.b,
		                  (uint32_t)n->tip.keyver };

	fields_put_int(&b, "second", e->at.s - clock_hour(e->at).s);
	fields_put_int(&b, "repeats", e->repeats);
	return vault_seal(n->house->vault, n->scratch, &n->tip.key, at, buf_str(&b));
}

/* --- the hook --- */

static void checkpoint(struct node *n, struct change *c)
{
	uint8_t text[CHECKPOINT_BYTES];
	struct signature s;

	checkpoint_text(n->house->org, n->number, n->tip.seq, n->tip.hash, text);
	sign_bytes(&n->sign, "checkpoint", (struct bytes){ text, sizeof text }, &s);
	audit_checkpoint_insert(c, n->house->org, n->number, n->tip.seq,
	                        (struct bytes){ n->tip.hash, 32 }, (struct bytes){ s.b, sizeof s.b });
}

static enum err chain_entry(struct node *n, struct change *c, const struct entry *e)
{
	struct chained link = { .org = n->house->org,
		                    .node = n->number,
		                    .seq = n->tip.seq + 1,
		                    .hour = clock_hour(e->at),
		                    .has_actor = e->has_actor,
		                    .actor = e->actor,
		                    .role = e->role,
		                    .verb = e->verb,
		                    .reason = e->reason,
		                    .has_person = e->has_person,
		                    .person = e->person };
	size_t mark = arena_mark(n->scratch);
	struct sealed detail;

	if (!n->tip.keyver || link.hour.s > n->tip.hour)
		TRY(key_turn(n, c, link.hour));
	detail = detail_seal(n, e);
	detail_hash(n->scratch, e->words, detail, link.detail_hash);
	chained_link(n->tip.hash, &link, n->tip.hash);
	n->tip.seq = link.seq;
	audit_insert(c, &(struct audit_insert_args){ .org = link.org,
	                                             .node = link.node,
	                                             .seq = link.seq,
	                                             .hour = link.hour,
	                                             .has_actor = link.has_actor,
	                                             .actor = link.actor,
	                                             .role = link.role,
	                                             .verb = link.verb,
	                                             .reason = link.reason,
	                                             .has_person = link.has_person,
	                                             .person = link.person,
	                                             .detail_hash = { link.detail_hash, 32 },
	                                             .hash = { n->tip.hash, 32 } });
	audit_detail_insert(c, &(struct audit_detail_insert_args){ .org = link.org,
	                                                           .node = link.node,
	                                                           .seq = link.seq,
	                                                           .id = e->id,
	                                                           .keyver = n->tip.keyver,
	                                                           .reason = e->words,
	                                                           .detail = detail });
	if (link.seq % CHECKPOINT_EVERY == 0)
		checkpoint(n, c);
	arena_back(n->scratch, mark);
	return OK;
}

/* Where the database stands: at the start, and whenever it may stand elsewhere than we believe. */
static enum err head_read(struct node *n)
{
	const struct audit_head_row *head;
	const struct audit_keyver *keyver;
	struct read *r = read_begin(n->house->records, n->scratch);

	if (!r)
		return ERR_STORE;
	audit_head_of(r, n->house->org, n->number, &head);
	audit_keyver_last(r, n->house->org, n->number, &keyver);
	TRY(read_now(r));
	read_end(r);
	if (!head || head->hash.n != sizeof n->tip.hash) {
		log_event("audit-head-lost", LOG_INT("node", n->number));
		return ERR_STORE;
	}
	n->tip.seq = head->seq;
	memcpy(n->tip.hash, head->hash.p, sizeof n->tip.hash);
	n->tip.keyver_last = keyver->has_last ? keyver->last : 0;
	n->committed = n->tip;
	n->known = true;
	return OK;
}

static enum err chain_all(struct node *n, struct change *c, const struct note *note)
{
	struct tip end;

	for (const struct entry *e = note->first; e; e = e->next)
		TRY(chain_entry(n, c, e));
	end = n->tip;
	if (end.seq != note->before.seq)
		audit_head_move(c, n->house->org, n->number, note->before.seq, end.seq,
		                (struct bytes){ end.hash, 32 });
	if (note->checkpoint && end.seq > 0)
		checkpoint(n, c);
	wipe(&end, sizeof end);
	return OK;
}

static enum err before(void *arg, struct change *c)
{
	struct node *n = arg;
	struct note *note = change_noted(c);
	enum err e;

	if (!note || (!note->first && !note->checkpoint))
		return OK;
	arena_reset(n->scratch);
	if (!n->known)
		TRY(head_read(n));
	note->before = n->tip;
	e = chain_all(n, c, note);
	if (e != OK)
		n->tip = note->before;
	note->after = n->tip;
	return e;
}

bool chain_overtaken(const struct change *c)
{
	const char *failed = change_failed(c);

	return failed && strncmp(failed, "audit_", strlen("audit_")) == 0;
}

static void after(void *arg, struct change *c, enum err e)
{
	struct node *n = arg;
	struct note *note = change_noted(c);

	if (!note || (!note->first && !note->checkpoint))
		return;
	if (e == OK) {
		/* What stands behind a long change has moved the end on. */
		n->committed = note->piece ? n->tip : note->after;
		for (const struct entry *one = note->first; one; one = one->next)
			openings_settle(n, one);
	} else if (change_alone(e) && !chain_overtaken(c)) {
		n->tip = note->before;
	} else {
		/* The batch is gone, or somebody else moved the head. */
		n->tip = n->committed;
		n->known = false;
	}
	wipe(&note->before, sizeof note->before);
	wipe(&note->after, sizeof note->after);
}

/* --- starting --- */

enum err office_public(struct house *house, struct read *r, enum holder_kind kind,
                       struct holder_public *out)
{
	const struct office_row *row;

	office_newest(r, house->org, kind, &row);
	TRY(read_now(r));
	if (!row)
		return ERR_ABSENT;
	*out = (struct holder_public){ .id = row->id,
		                           .kind = kind,
		                           .keyver = (uint32_t)row->keyver,
		                           .public_key = row->public_key,
		                           .certificate = row->certificate };
	return holder_certified(house, out) ? OK : ERR_VAULT;
}

/* The name of a new file survives a power cut only when its folder was written too. */
static bool folder_sync(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;

	if (fd >= 0)
		(void)close(fd);
	return ok;
}

/* False when there is one already, or it cannot be written. */
static bool seed_make(const char *folder, const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0400);
	struct key seed;
	bool ok;

	if (fd < 0)
		return false;
	key_fresh(&seed);
	ok = write(fd, seed.b, sizeof seed.b) == (ssize_t)sizeof seed.b && fsync(fd) == 0;
	wipe(&seed, sizeof seed);
	ok = close(fd) == 0 && ok;
	if (!ok)
		(void)unlink(path);
	return ok && folder_sync(folder);
}

static enum err seed_read(const char *path, struct key *seed)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	struct stat st;
	bool ok = fd >= 0 && fstat(fd, &st) == 0 && (st.st_mode & 077) == 0 &&
	          st.st_size == (off_t)sizeof seed->b &&
	          read(fd, seed->b, sizeof seed->b) == (ssize_t)sizeof seed->b;

	if (fd >= 0)
		(void)close(fd);
	return ok ? OK : ERR_VAULT;
}

static enum err sign_load(const char *folder, struct sign_pair *out)
{
	char path[PATH_MOST];
	struct key seed = { 0 };
	int n = snprintf(path, sizeof path, "%s/node.key", folder);

	if (n < 0 || (size_t)n >= sizeof path)
		return ERR_VAULT;
	if (access(path, F_OK) != 0 && errno == ENOENT && !seed_make(folder, path) && errno != EEXIST)
		return ERR_VAULT;
	TRY(seed_read(path, &seed));
	sign_from(&seed, out);
	wipe(&seed, sizeof seed);
	return OK;
}

static enum err auditor_load(struct arena *a, struct node *n)
{
	struct read *r = read_begin(n->house->records, a);

	if (!r)
		return ERR_STORE;
	TRY(office_public(n->house, r, HOLDER_AUDITOR, &n->auditor));
	read_end(r);
	return OK;
}

static enum err head_make(struct node *n)
{
	struct change *c = change_new(n->scratch);
	uint8_t hash[32];

	chain_start(n->house->org, n->number, hash);
	audit_head_make(c, n->house->org, n->number, (struct bytes){ hash, sizeof hash });
	return store_commit(n->house->records, c);
}

static enum err load(struct arena *a, struct node *n, const char *secret_dir)
{
	TRY(sign_load(secret_dir, &n->sign));
	TRY(auditor_load(a, n));
	TRY(head_make(n));
	return head_read(n);
}

static void node_free(struct node *n)
{
	arena_free(n->scratch);
	pthread_mutex_destroy(&n->lock);
	wipe(n, sizeof *n);
}

enum err node_start(struct arena *a, struct house *house, const char *secret_dir)
{
	struct node *n = NEW(a, struct node);
	enum err e;

	n->house = house;
	n->number = NODE_NUMBER;
	n->tip.hour = INT64_MIN;
	n->scratch = arena_new(SCRATCH);
	if (!n->scratch)
		return ERR_STORE;
	pthread_mutex_init(&n->lock, NULL);
	e = load(a, n, secret_dir);
	if (e != OK) {
		node_free(n);
		return e;
	}
	house->node = n;
	store_hook(house->records, (struct commit_hook){ before, after, n, audit_revive });
	return OK;
}

void node_stop(struct house *house)
{
	struct node *n = house->node;
	struct note last = { .checkpoint = true };
	struct arena *a = n ? arena_new(1 << 20) : NULL;
	struct change *c = a ? change_new(a) : NULL;

	if (!n)
		return;
	if (c) {
		change_note(c, &last);
		if (store_commit(house->records, c) != OK)
			log_event("audit-not-signed-at-stop", LOG_INT("node", n->number));
	}
	store_hook(house->records, (struct commit_hook){ 0 });
	arena_free(a);
	house->node = NULL;
	node_free(n);
}
