/* What kind a file is, by its first bytes: what its name and its sender say is not believed. */
#pragma once
#include "base/str.h"

/* Kept beside sealed files: new ones stand at the end. */
enum file_kind {
	FILE_NONE,
	FILE_JPEG,
	FILE_PNG,
	FILE_WEBP,
	FILE_PDF,
	FILE_MP3,
	FILE_M4A,
	FILE_OGG,
	FILE_WAV,
	FILE_MP4,
	FILE_WEBM
};

/* By its first bytes; FILE_NONE: none that is taken anywhere. Of the MPEG-4 family, a file that
 * says of itself that it holds moving pictures is FILE_MP4, any other FILE_M4A. */
enum file_kind file_kind_of(struct str bytes);
/* True for the pictures of telephones that are not taken here (HEIC and its like). */
bool file_is_heic(struct str bytes);
/* "image/jpeg", "jpg". FILE_NONE: "". */
const char *file_kind_type(enum file_kind kind);
const char *file_kind_ending(enum file_kind kind);
/* The kind of an ending ("jpg"), as file_kind_ending writes it. */
enum file_kind file_kind_named(struct str ending);
/* What a page can show as a picture, play as a sound, play as a film. */
bool file_kind_picture(enum file_kind kind);
bool file_kind_sound(enum file_kind kind);
bool file_kind_film(enum file_kind kind);
