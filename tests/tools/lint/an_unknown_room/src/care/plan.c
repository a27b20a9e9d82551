#include "attic/box.h"
#include "assets_names.h"
