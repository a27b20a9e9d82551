/* Every module of the program. */
#pragma once
#include "access/module.h"

extern const struct modules all_modules;
