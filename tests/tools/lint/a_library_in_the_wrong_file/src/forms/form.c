/*
#include <jansson.h>
*/
