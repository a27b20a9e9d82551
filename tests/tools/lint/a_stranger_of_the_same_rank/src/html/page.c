#include "base/str.h"
#include "vault/vault.h"
