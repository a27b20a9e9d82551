/* Private to learning/question: figures as words, for its pages. */
#pragma once
#include "html/html.h"
#include "learning/question.h"

/* "2.5", in the arena of the page. */
struct str question_digits(struct html *h, double x);
