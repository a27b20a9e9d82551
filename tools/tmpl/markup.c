#include "tmpl.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

bool seen(const struct tmpl *t, enum what what, struct span text)
{
	for (size_t i = 0; i < t->nseen; i++)
		if (t->seen[i].what == what && t->seen[i].text.n == text.n &&
		    memcmp(t->seen[i].text.p, text.p, text.n) == 0)
			return true;
	return false;
}

static void see(struct tmpl *t, enum what what, struct span text)
{
	if (t->nseen == MANY)
		fail(t, text.p, "more than %d ids, labels and controls in one page", MANY);
	t->seen[t->nseen++] = (struct seen){ what, text };
}

void push(struct tmpl *t, struct span name, bool wants_token)
{
	if (t->now.depth == MANY - 1)
		fail(t, name.p, "elements are nested too deeply");
	t->open[++t->now.depth] = (struct element){ name, wants_token };
}

void pop(struct tmpl *t, struct span name)
{
	const struct element *e = &t->open[t->now.depth];

	if (t->now.depth == 0 && ends(t->name, "_close"))
		return;
	if (t->now.depth == t->floor)
		fail(t, name.p, "\"%.*s\" closes nothing that this branch opened", S(name));
	if (e->name.n != name.n || memcmp(e->name.p, name.p, name.n) != 0)
		fail(t, name.p, "\"%.*s\" is closed while \"%.*s\" is open", S(name), S(e->name));
	if (e->wants_token)
		fail(t, e->name.p, "a form that posts needs {%% call form_token(...) %%}");
	t->now.depth--;
}

static void check_id(struct tmpl *t, struct span id)
{
	if (has(id, "{{"))
		return;
	if (seen(t, ID, id))
		fail(t, id.p, "the id \"%.*s\" stands twice in this page", S(id));
	if (t->loops)
		fail(t, id.p, "the id \"%.*s\" would be repeated by the loop", S(id));
	see(t, ID, id);
}

/* An attribute is whole: what is asked of it alone. */
static void attr_done(struct tmpl *t, struct span name, struct span value)
{
	if (t->nattrs == MANY)
		fail(t, name.p, "more than %d attributes", MANY);
	t->attrs[t->nattrs++] = (struct attr){ name, value };
	if (one_of(name, "style srcdoc") || (name.n > 2 && strncasecmp(name.p, "on", 2) == 0))
		fail(t, name.p, "no %.*s=: styles and scripts have their own files", S(name));
	if (value.n && strncasecmp(value.p, "javascript:", 11) == 0)
		fail(t, name.p, "no script in an address");
	if (one_of(name, "tabindex") && !one_of(value, "0 -1"))
		fail(t, name.p, "tabindex is 0 or -1: the order of the page is the order of reading");
	if (one_of(name, "target") && has(value, "_blank"))
		fail(t, name.p, "no target=\"_blank\": a window that nobody asked for");
	if (one_of(name, "for"))
		see(t, LABEL, value);
	if (one_of(name, "id"))
		check_id(t, value);
}

static const struct span *attr(const struct tmpl *t, const char *name)
{
	for (size_t i = 0; i < t->nattrs; i++)
		if (one_of(t->attrs[i].name, name))
			return &t->attrs[i].value;
	return NULL;
}

/* An opening tag is whole: what is asked of it. */
static void tag_done(struct tmpl *t, bool closed)
{
	const struct span *method = attr(t, "method"), *id = attr(t, "id"), *type = attr(t, "type");
	bool button = one_of(t->tag, "input") && type && one_of(*type, "hidden submit button");

	if (one_of(t->tag, "style"))
		fail(t, t->tag.p, "no <style>: styles have their own file");
	if (one_of(t->tag, "script") && strncmp(t->p, "</script>", 9) != 0)
		fail(t, t->tag.p, "no script inside a page: name its file with src");
	if (one_of(t->tag, "img") && !attr(t, "alt"))
		fail(t, t->tag.p, "<img> needs alt; alt=\"\" when it only decorates");
	if (one_of(t->tag, "input select textarea") && !button &&
	    !attr(t, "aria-label aria-labelledby")) {
		if (!id)
			fail(t, t->tag.p, "<%.*s> needs an id with a <label for>, or aria-label", S(t->tag));
		see(t, CONTROL, *id);
	}
	if (!closed &&
	    !one_of(t->tag, "area base br col embed hr img input link meta source track wbr"))
		push(t, t->tag, one_of(t->tag, "form") && method && !one_of(*method, "get"));
	/* The browser drops one line end here; it must not be the first of the value. */
	if (one_of(t->tag, "textarea") && *t->p != '\n')
		raw(t, "\n", 1);
	t->now = (struct place){ .where = TEXT, .depth = t->now.depth };
	t->nattrs = 0;
}

void in_tag(struct tmpl *t)
{
	size_t closed = *t->p == '/' && t->p[1] == '>';
	struct span name;

	if (isspace((unsigned char)*t->p)) {
		t->p += strspn(t->p, " \t\r\n");
		raw(t, " ", *t->p != '>');
	} else if (*t->p == '>' || closed) {
		raw(t, t->p, closed + 1);
		t->p += closed + 1;
		tag_done(t, closed);
	} else {
		name = word(t, " \t\r\n=>/<\"'{");
		if (name.n == 0)
			fail(t, t->p, "<%.*s> is not well written here", S(t->tag));
		raw(t, name.p, name.n);
		if (*t->p != '=') {
			attr_done(t, name, (struct span){ t->p, 0 });
			return;
		}
		if (t->p[1] != '"' && t->p[1] != '\'')
			fail(t, name.p, "the value of %.*s needs quotes", S(name));
		raw(t, t->p, 2);
		t->p += 2;
		t->attr_name = name;
		t->now.where = VALUE;
		t->now.value = t->p;
		t->now.begun = false;
	}
}

void in_value(struct tmpl *t)
{
	bool over = *t->p == t->now.value[-1];

	raw(t, t->p++, 1);
	t->now.begun = true;
	if (!over)
		return;
	attr_done(t, t->attr_name, (struct span){ t->now.value, (size_t)(t->p - 1 - t->now.value) });
	t->now.where = TAG;
	t->now.value = NULL;
}

void markup(struct tmpl *t)
{
	const char *at = t->p, *end = strstr(at, "-->");
	struct span name;

	if (strncmp(at, "<!--", 4) == 0) {
		if (!end)
			fail(t, at, "this comment does not end");
		t->p = end + 3;
		return;
	}
	t->p += at[1] == '/' ? 2 : 1;
	name = word(t, " \t\r\n></{=\"'");
	if (at[1] == '/' || at[1] == '!') {
		t->p += strcspn(t->p, "><{");
		if (*t->p++ != '>')
			fail(t, at, "this tag does not end");
		if (at[1] == '/')
			pop(t, name);
	} else if (isalpha((unsigned char)at[1])) {
		t->tag = name;
		t->now.where = TAG;
		t->now.tag = at;
	} else {
		fail(t, at, "a '<' that begins no tag is written &lt;");
	}
	raw(t, at, (size_t)(t->p - at));
}

bool verbatim(const struct tmpl *t)
{
	for (size_t i = 1; i <= t->now.depth; i++)
		if (one_of(t->open[i].name, "pre textarea"))
			return true;
	return false;
}

void in_text(struct tmpl *t)
{
	struct span gap = { t->p, strspn(t->p, " \t\r\n") };

	if (*t->p == '<') {
		markup(t);
	} else if (gap.n && !verbatim(t)) {
		raw(t, has(gap, "\n") ? "\n" : " ", 1);
		t->p += gap.n;
	} else {
		raw(t, t->p++, 1);
	}
}
