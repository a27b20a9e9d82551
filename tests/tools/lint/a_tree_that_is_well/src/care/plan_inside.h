#include "care/plan_sql.h"
