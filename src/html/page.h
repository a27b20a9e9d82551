/* What a module tells the layout about its page. Everything may stay zero but title, css and js. */
#pragma once
#include "html/form_view.h"
#include "html/html.h"
#include "html/pager.h"

struct nav_item {
	const char *href;  /* "/people" */
	const char *label; /* msgid */
};
struct nav {
	const struct nav_item *at;
	size_t n;
};

/* The person whom a page is about, named quietly above its heading. */
struct page_person {
	struct str code; /* empty: nobody is named */
	struct str name; /* the name to use; p == NULL: closed to this reader */
	struct str href; /* her page; empty: this reader may not open it */
};

/* P7: a word that was just saved and may hurt whoever reads it later. */
struct page_word {
	struct str said;   /* as it was written */
	struct str better; /* what could stand instead */
	struct str why;
	struct str code; /* language of better and why */
};
struct page_words {
	const struct page_word *at;
	size_t n;
};

struct page_head {
	const char *title;     /* msgid; NULL: title_text */
	struct str title_text; /* already words; browsers remember it, so never a survivor's name */
	struct nav nav;
	const char *section;       /* the href of the current nav item, or one below it; NULL: none */
	struct nav corners;        /* the pages within the section; none: there is only one */
	const char *corner;        /* the href of the current one; NULL: none */
	struct page_person person; /* here a name may stand: it is seen, and not remembered */
	struct str brand;          /* the wordmark; empty: "Kintsugi" */
	struct str user;           /* who is signed in; empty: nobody, and no menu */
	struct str token;          /* for the sign-out form; arena-made, so that a NUL follows it */
	struct str path;           /* this page's own address, to come back to in another language */
	const char *account;       /* address of one's own settings; NULL: not offered */
	const char *change_user;   /* address of the quick change of user; NULL: not offered */
	const char *sign_out;      /* where the sign-out form posts; NULL: "/sign-out" */
	const char *notice;        /* msgid, "Saved."; NULL: none */
	struct page_words words;   /* pointed out once, under the notice */
	struct str
		paper_href; /* with the notice: where a photograph of the paper is added; empty: not */
	const char *quick_exit; /* an address that leaves at once ("/x"); NULL: no such button */
	const char *css;        /* ASSET_APP_CSS */
	const char *js;         /* P12: adds comfort only. ASSET_APP_JS; NULL: no script */
	const char *icon;       /* ASSET_FAVICON_SVG; NULL: none */
	int refresh;            /* seconds after which the page asks again; 0: it does not */
	int idle;               /* seconds until the script hides the page; 0: never */
	bool paper;             /* a blank form to print: its code, who, when and with whom on top */
	struct str code;        /* "K-7F3Q": whose form it is, on paper; empty: nobody's */
	bool discreet;          /* no wordmark, menu or footer: paper, and phones others may see */
};

/* The languages of the menu, in a shape that {% each %} takes. */
struct page_langs {
	const struct lang *const *at;
	size_t n;
};
static inline struct page_langs page_langs(void)
{
	struct page_langs all;
	all.at = lang_all(&all.n);
	return all;
}

/* True when item is the section, or the corner of one, that p stands in. */
bool page_current(const struct page_head *p, const struct nav_item *item);
bool page_corner(const struct page_head *p, const struct nav_item *item);
