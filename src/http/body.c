#include "http/body.h"

#include <string.h>

void body_form(struct body *b, struct arena *a)
{
	*b = (struct body){ .form = buf_new(a, FORM_BYTES) };
}

enum err body_file(struct body *b, struct arena *a, struct str boundary, size_t n, size_t most,
                   bool kept)
{
	*b = (struct body){ .boundary = boundary, .size = n, .most = most };
	if (!kept || n > most + FORM_BYTES)
		return OK;
	b->pages = arena_pages(a, n);
	return b->pages ? OK : ERR_BUSY;
}

bool body_piece(struct body *b, struct str piece)
{
	if (!b->boundary.p) {
		buf_add(&b->form, piece);
		return !b->form.full;
	}
	if (piece.n > b->size - b->n)
		return false;
	if (b->pages && piece.n)
		memcpy(b->pages + b->n, piece.p, piece.n);
	b->n += piece.n;
	return true;
}

enum err body_read(struct body *b, struct arena *a, struct request *q)
{
	if (!b->boundary.p)
		return http_parse_form(a, buf_str(&b->form), &q->form);
	q->dropped = !b->pages;
	if (q->dropped)
		return OK;
	if (b->n != b->size)
		return ERR_INVALID;
	TRY(http_parse_multipart(a, (struct str){ b->pages, b->n }, b->boundary, &q->form, &q->upload));
	if (q->upload.bytes.n > b->most) {
		q->dropped = true;
		q->form = (struct params){ NULL, 0 };
		q->upload = (struct upload){ .field = { NULL, 0 } };
	}
	return OK;
}
