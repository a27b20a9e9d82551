#include "access/session_sql.h"
