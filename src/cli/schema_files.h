/* The schema files, compiled into the program by tools/schemagen. */
#pragma once
#include "store/store.h"

extern const struct schema_file records_schema[];
extern const size_t records_schema_n;
extern const struct schema_file keyring_schema[];
extern const size_t keyring_schema_n;
