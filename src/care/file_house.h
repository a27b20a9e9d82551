/* Files that are answers on forms about a colleague or the organisation (form_house.h): the verbs
 * of file.h for a subject who is nobody who walks with us. Who opens them is access/house_key.h's.
 */
#pragma once
#include "access/house_key.h"
#include "care/file.h"

/* As file_write; place and about of n are not looked at. ERR_DENIED unless house_may. */
enum err house_file_write(struct ctx *c, struct row_id subject, struct row_id id,
                          const struct file_new *n) NODISCARD;
/* One of them: it has no place. ERR_ABSENT when there is none; ERR_DENIED unless house_may. */
enum err house_file_about(struct ctx *c, struct row_id subject, struct row_id id,
                          struct file_entry *out) NODISCARD;
/* As file_content. */
enum err house_file_content(struct ctx *c, struct row_id subject, struct row_id id,
                            struct file_entry *about, struct str *out) NODISCARD;
/* Its key goes with the commit. ERR_DENIED unless its author asks, ERR_CONFLICT: it is out. */
enum err house_file_take_out(struct ctx *c, struct row_id subject, struct row_id id) NODISCARD;

/* Answers with a file: a download in a sandbox, never part of a page, for whoever made it does not
 * speak in our name. A recording is played there, piece by piece. */
void file_reply(struct visit *v, enum file_kind kind, struct str bytes);
