/* Marks a text for extraction where it is stored, not yet shown (tools/pot.sh). */
#pragma once

#define T(text) (text)
