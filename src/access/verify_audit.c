/* Walking the chain: what audit_node.c made, made again and compared. */
#include "access/audit_inside.h"
#include "access/verify.h"
#include "access/verify_sql.h"

struct chain_walk {
	struct ctx *c;
	void (*say)(void *arg, const char *sentence);
	void *arg;
	int64_t rows;
	int64_t faults;
	struct verify_head_list heads;
	struct verify_checkpoint_list checkpoints;
	size_t next;  /* checkpoint */
	int64_t node; /* whose entries are walked; 0 before the first */
	int64_t seq;
	uint8_t hash[32];
	bool unsigned_said;
};

/* A sentence about a place in the chain. */
static void fault(struct chain_walk *w, const char *what, int64_t node, int64_t seq)
{
	struct str s =
		arena_fmt(w->c->arena, "%s (node %lld, entry %lld)", what, (long long)node, (long long)seq);

	w->faults++;
	w->say(w->arg, s.p);
}

static bool same_hash(struct bytes stored, const uint8_t made[32])
{
	return stored.n == 32 && memcmp(stored.p, made, 32) == 0;
}

static void check_signature(struct chain_walk *w, const struct verify_checkpoint *k)
{
	const struct node *own = w->c->house->node;
	uint8_t text[CHECKPOINT_BYTES];
	struct signature s;

	if (!own || own->number != k->node) {
		if (!w->unsigned_said)
			w->say(w->arg, "Signatures of some checkpoints were not checked: their node's key is "
			               "not on this computer.");
		w->unsigned_said = true;
		return;
	}
	if (k->hash.n == 32 && k->signature.n == sizeof s.b) {
		checkpoint_text(w->c->house->org, k->node, k->seq, k->hash.p, text);
		memcpy(s.b, k->signature.p, sizeof s.b);
		if (sign_check(&own->sign.pub, "checkpoint", (struct bytes){ text, sizeof text }, &s))
			return;
	}
	fault(w, "A checkpoint's signature is not right", k->node, k->seq);
}

/* Checkpoints up to this place; those that were passed by stand at entries that are not there. */
static void checkpoints_to(struct chain_walk *w, int64_t node, int64_t seq)
{
	for (; w->next < w->checkpoints.n; w->next++) {
		const struct verify_checkpoint *k = &w->checkpoints.at[w->next];
		bool here = k->node == node && k->seq == seq;
		if (k->node > node || (k->node == node && k->seq > seq))
			return;
		check_signature(w, k);
		if (!here)
			fault(w, "A checkpoint stands at an entry that is gone", k->node, k->seq);
		else if (!same_hash(k->hash, w->hash))
			fault(w, "A checkpoint was made of another chain", k->node, k->seq);
	}
}

static const struct verify_head *head_of(const struct chain_walk *w, int64_t node)
{
	for (size_t i = 0; i < w->heads.n; i++)
		if (w->heads.at[i].node == node)
			return &w->heads.at[i];
	return NULL;
}

static void node_ends(struct chain_walk *w)
{
	const struct verify_head *h = head_of(w, w->node);

	if (!w->node)
		return;
	checkpoints_to(w, w->node, INT64_MAX);
	if (!h || h->seq != w->seq || !same_hash(h->hash, w->hash))
		fault(w, "The chain does not end where its head says", w->node, w->seq);
}

static void node_begins(struct chain_walk *w, int64_t node)
{
	w->node = node;
	w->seq = 0;
	chain_start(w->c->house->org, node, w->hash);
}

/* Ends the node that was walked, and those before the next one that have a head and no entry. */
static void nodes_to(struct chain_walk *w, int64_t node)
{
	node_ends(w);
	for (size_t i = 0; i < w->heads.n; i++) {
		int64_t between = w->heads.at[i].node;
		if (between <= w->node || between >= node)
			continue;
		node_begins(w, between);
		node_ends(w);
	}
	node_begins(w, node);
}

static void check_detail(struct chain_walk *w, const struct verify_entry *e)
{
	bool erased = e->has_person && e->has_state && e->state == PERSON_TOMBSTONE;
	uint8_t hash[32];

	if (!e->detail.p) {
		if (!erased)
			fault(w, "An entry has lost its details", e->node, e->seq);
		return;
	}
	detail_hash(w->c->arena, e->words, e->detail, hash);
	if (!same_hash(e->detail_hash, hash))
		fault(w, "The details of an entry were changed", e->node, e->seq);
}

static void check_link(struct chain_walk *w, const struct verify_entry *e)
{
	struct chained link = { .org = w->c->house->org,
		                    .node = e->node,
		                    .seq = e->seq,
		                    .hour = e->hour,
		                    .has_actor = e->has_actor,
		                    .actor = e->actor,
		                    .role = e->role,
		                    .verb = e->verb,
		                    .reason = e->reason,
		                    .has_person = e->has_person,
		                    .person = e->person };

	if (e->detail_hash.n == sizeof link.detail_hash)
		memcpy(link.detail_hash, e->detail_hash.p, sizeof link.detail_hash);
	chained_link(w->hash, &link, w->hash);
	if (!same_hash(e->hash, w->hash))
		fault(w, "An entry was changed, or does not follow from the one before it", e->node,
		      e->seq);
	/* Going on from what is written, so that one change is one fault. */
	if (e->hash.n == sizeof w->hash)
		memcpy(w->hash, e->hash.p, sizeof w->hash);
}

static enum err walk_entry(void *arg, const struct verify_entry *e)
{
	struct chain_walk *w = arg;
	size_t mark = arena_mark(w->c->arena);

	w->rows++;
	if (e->node != w->node)
		nodes_to(w, e->node);
	if (e->seq != w->seq + 1)
		fault(w, "Entries are missing before this one", e->node, e->seq);
	w->seq = e->seq;
	check_link(w, e);
	check_detail(w, e);
	checkpoints_to(w, e->node, e->seq);
	arena_back(w->c->arena, mark);
	return OK;
}

enum err audit_verify(struct ctx *c, void (*say)(void *arg, const char *sentence), void *arg,
                      int64_t *rows, int64_t *faults)
{
	struct chain_walk w = { .c = c, .say = say, .arg = arg };

	verify_heads(c->read, c->house->org, &w.heads);
	verify_checkpoints(c->read, c->house->org, &w.checkpoints);
	TRY(read_now(c->read));
	TRY(verify_chain(c->read, c->house->org, walk_entry, &w));
	nodes_to(&w, INT64_MAX);
	checkpoints_to(&w, INT64_MAX, INT64_MAX);
	*rows = w.rows;
	*faults = w.faults;
	return OK;
}
