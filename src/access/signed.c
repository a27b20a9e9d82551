#include "access/signed.h"

#include "access/holder.h"
#include "access/holder_inside.h"
#include "access/keys_sql.h"

struct signature staff_sign(const struct ctx *c, const char *label, struct str text)
{
	struct signature s;

	sign_bytes(&c->actor->sign, label, str_bytes(text), &s);
	return s;
}

enum err staff_public(struct ctx *c, struct user_id staff, struct public_key *out)
{
	const struct giver_row *row;
	struct holder_public her;

	giver_of(c->read, c->house->org, staff, &row);
	TRY(read_now(c->read));
	if (!row)
		return ERR_ABSENT;
	her = USER_PUBLIC(row, staff);
	if (her.sign_public.n != sizeof out->b || !holder_certified(c->house, &her))
		return ERR_VAULT;
	memcpy(out->b, her.sign_public.p, sizeof out->b);
	return OK;
}

enum err staff_signed(struct ctx *c, struct user_id staff, const char *label, struct str text,
                      struct str signature)
{
	struct public_key pub;
	struct signature s;

	TRY(staff_public(c, staff, &pub));
	if (signature.n != sizeof s.b)
		return ERR_VAULT;
	memcpy(s.b, signature.p, sizeof s.b);
	return sign_check(&pub, label, str_bytes(text), &s) ? OK : ERR_VAULT;
}
