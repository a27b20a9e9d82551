#include "assets_names.h"
#include "attic/box.h"
