/* Private to learning/api: what its files share. */
#pragma once
#include "learning/api.h"
#include "learning/api_sql.h"

/* What somebody signs who signs a key. */
struct str api_key_text(struct ctx *c, const struct api_key *k);
/* Fills signs and own from rows; k is whole but for these. */
enum err api_key_check(struct ctx *c, const struct api_key_sign_row_list *rows,
                       struct api_key *k) NODISCARD;
/* Its tables, of all. */
void api_key_tables_of(struct ctx *c, const struct api_key_table_row_list *rows, struct api_key *k);
struct api_key api_key_of(const struct api_key_row *row);

/* --- api_copy.c --- */
/* The secret of a series; the first time it is made, with a copy of everything that was signed. */
enum err api_secret(struct ctx *c, const struct release_series *s, struct key *out) NODISCARD;
enum err api_copy_read(struct ctx *c, const struct key *secret, const struct api_copy_row *row,
                       struct api_release *out) NODISCARD;

/* --- api_json.c --- */
/* {"releases":[...]} */
void api_put_list(struct html *h, const struct api_releases *all, struct buf *out);
/* One of them with rows, footnotes, definitions and signatures. */
void api_put_release(struct html *h, const struct api_release *r, struct buf *out);
/* {"definitions":[...]}: all words of the reports. */
void api_put_definitions(struct html *h, struct buf *out);

/* --- api_serve.c: handlers for programs --- */
enum err api_serve_list(struct visit *v) NODISCARD;
enum err api_serve_one(struct visit *v) NODISCARD;
enum err api_serve_definitions(struct visit *v) NODISCARD;
