#include "care/plan_html.h"
#include "voice/board_html.h"
