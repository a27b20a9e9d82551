#include "access/visit_inside.h"
#include "vault/inside.h"
