#include "cli/serve.h"
