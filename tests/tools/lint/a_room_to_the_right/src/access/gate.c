#include "care/consent.h"
