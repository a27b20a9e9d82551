#include "care/file_wanted.h"

#include "base/mark.h"

bool file_is_wanted(enum file_wanted wanted, enum file_kind kind)
{
	bool paper = file_kind_picture(kind) || kind == FILE_PDF;

	switch (wanted) {
	case FILE_PAPERS:
		return paper;
	case FILE_PICTURES:
		return file_kind_picture(kind);
	case FILE_SOUNDS:
		return file_kind_sound(kind);
	case FILE_ALL:
		return paper || file_kind_sound(kind);
	}
	return false;
}

static const char *no_such_kind(enum file_wanted wanted)
{
	if (wanted == FILE_SOUNDS)
		return T("This is no recording that can be listened to here. Please choose an MP3, M4A, "
		         "Ogg or WAV file; many phones can save as one of these.");
	if (wanted == FILE_PICTURES)
		return T("This is no picture (JPEG, PNG, WebP). Please choose another file.");
	if (wanted == FILE_ALL)
		return T("This is no picture (JPEG, PNG, WebP), no PDF and no recording (MP3, M4A, Ogg, "
		         "WAV). Please choose another file.");
	return T("This is no picture (JPEG, PNG, WebP) and no PDF. Please choose another file.");
}

const char *file_refused(enum file_wanted wanted, struct str bytes)
{
	if (bytes.n > FILE_BYTES)
		return wanted == FILE_SOUNDS
		           ? T("This recording is larger than 10 MB, about ten minutes. Please make it "
		               "shorter, or in two parts.")
		           : T("This file is larger than 10 MB. Please choose a smaller one, or take a "
		               "smaller photograph.");
	if (file_is_heic(bytes))
		return T("This phone saved the picture as HEIC, which cannot be kept here. Please choose "
		         "“Most compatible” in the settings of its camera, and take it again.");
	if (!file_is_wanted(wanted, file_kind_of(bytes)))
		return no_such_kind(wanted);
	return T("This file is damaged or cut short. Please choose it again, or take it again.");
}
