#include "forms/xml.h"

#include <libxml/xmlreader.h>
#include <string.h>

struct xml {
	struct arena *arena;
	xmlTextReaderPtr reader;
	int (*read)(void *arg, char *to, int n);
	void *arg;
	bool empty; /* the last mark opened <a/>: its close comes next */
	bool declares;
};

static void quiet(void *arg, xmlErrorPtr e)
{
	(void)arg;
	(void)e;
}

static int feed(void *arg, char *to, int n)
{
	const struct xml *x = arg;

	return x->read(x->arg, to, n);
}

static int nothing(void *arg)
{
	(void)arg;
	return 0;
}

static void close_later(void *arg)
{
	xml_close(arg);
}

struct xml *xml_open(struct arena *a, int (*read)(void *arg, char *to, int n), void *arg)
{
	struct xml *x = NEW(a, struct xml);

	x->arena = a;
	x->read = read;
	x->arg = arg;
	arena_defer(a, close_later, x);
	x->reader = xmlReaderForIO(feed, nothing, x, NULL, NULL,
	                           XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_COMPACT);
	if (!x->reader)
		return NULL;
	xmlTextReaderSetStructuredErrorHandler(x->reader, quiet, NULL);
	return x;
}

/* The mark for the node at hand; MARK_END here means: nothing of interest. */
static enum mark mark_of(struct xml *x)
{
	switch (xmlTextReaderNodeType(x->reader)) {
	case XML_READER_TYPE_ELEMENT:
		x->empty = xmlTextReaderIsEmptyElement(x->reader) == 1;
		return MARK_OPEN;
	case XML_READER_TYPE_END_ELEMENT:
		return MARK_CLOSE;
	case XML_READER_TYPE_TEXT:
	case XML_READER_TYPE_CDATA:
	case XML_READER_TYPE_WHITESPACE:
	case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
		return MARK_TEXT;
	case XML_READER_TYPE_DOCUMENT_TYPE:
	case XML_READER_TYPE_ENTITY_REFERENCE:
		x->declares = true;
		return MARK_BAD;
	default:
		return MARK_END;
	}
}

enum mark xml_next(struct xml *x)
{
	enum mark mark = MARK_END;

	if (x->empty) {
		x->empty = false;
		return MARK_CLOSE;
	}
	while (mark == MARK_END) {
		int more = xmlTextReaderRead(x->reader);
		if (more != 1)
			return more == 0 ? MARK_END : MARK_BAD;
		mark = mark_of(x);
	}
	return mark;
}

bool xml_is(const struct xml *x, const char *name)
{
	const xmlChar *local = xmlTextReaderConstLocalName(x->reader);

	return local && strcmp((const char *)local, name) == 0;
}

struct str xml_attribute(struct xml *x, const char *name)
{
	struct str out = STR("");
	bool found = false;

	while (!found && xmlTextReaderMoveToNextAttribute(x->reader) == 1) {
		const xmlChar *local = xmlTextReaderConstLocalName(x->reader);
		found = local && strcmp((const char *)local, name) == 0;
		if (found)
			out = arena_str(x->arena, str_z((const char *)xmlTextReaderConstValue(x->reader)));
	}
	(void)xmlTextReaderMoveToElement(x->reader);
	return out;
}

struct str xml_text(const struct xml *x)
{
	return str_z((const char *)xmlTextReaderConstValue(x->reader));
}

bool xml_declares(const struct xml *x)
{
	return x->declares;
}

void xml_close(struct xml *x)
{
	if (x->reader)
		xmlFreeTextReader(x->reader);
	x->reader = NULL;
}
