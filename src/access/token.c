/* Where a form comes from: our own page, of this session, once. */
#include "access/visit_inside.h"
#include "base/wipe.h"

#include <string.h>

enum { MAC = 16 };

/* The mac is keyed by the cookie; before sign-in there is none, and nothing to forge either. */
static void mac_of(const struct visit *v, const struct row_id *id, uint8_t out[MAC])
{
	struct key cookie;
	struct key mac;

	hash_bytes(str_bytes(v->state->cookie), cookie.b);
	key_derive(&cookie, "csrf", (struct bytes){ id->b, ID_BYTES }, &mac);
	memcpy(out, mac.b, MAC);
	wipe(&cookie, sizeof cookie);
	wipe(&mac, sizeof mac);
}

const char *token_text(struct visit *v, struct row_id id)
{
	char *text = arena_alloc(v->c.arena, 2 * ID_TEXT + 1);
	uint8_t mac[MAC];

	mac_of(v, &id, mac);
	id_write(id.b, text);
	id_write(mac, text + ID_TEXT);
	return text;
}

bool token_check(struct visit *v)
{
	struct str sent = param(&v->x->request.form, STR("token"));
	uint8_t mac[MAC];
	uint8_t want[MAC];

	if (sent.n != 2 * ID_TEXT || !id_read((struct str){ sent.p, ID_TEXT }, v->token.b) ||
	    !id_read((struct str){ sent.p + ID_TEXT, ID_TEXT }, mac))
		return false;
	mac_of(v, &v->token, want);
	return vault_equal(mac, want, MAC);
}

bool origin_same(const struct request *q)
{
	struct str rest;
	struct str host;

	if (q->fetch_site.n)
		return str_eq(q->fetch_site, STR("same-origin"));
	if (q->origin.n == 0)
		return true;
	host = str_starts(q->origin, STR("https://")) ? (struct str){ q->origin.p + 8, q->origin.n - 8 }
	       : str_starts(q->origin, STR("http://"))
	           ? (struct str){ q->origin.p + 7, q->origin.n - 7 }
	           : (struct str){ "", 0 };
	host = str_cut(host, '/', &rest);
	return str_eq(host, q->host);
}
