#include "vault/inside.h"
