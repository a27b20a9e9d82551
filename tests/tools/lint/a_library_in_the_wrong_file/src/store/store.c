#include <sqlite3.h>
#include <string.h>
