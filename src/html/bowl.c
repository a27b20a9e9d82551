#include "html/bowl.h"

#include <math.h>

/* All lengths are in units of the picture, 600 wide and 420 high; the rim is an ellipse around
 * (300, 84). */
enum {
	PICTURE_W = 600,
	PICTURE_H = 420,
	RIM_RX = 280,
	RIM_RY = 60,
	RIM_Y = 84,
	BENDS = 3,      /* control points of one crack */
	FAR_OUT = 3000, /* shards reach beyond the bowl and are clipped to it */
	LARGE = 120,    /* CSS pixels from which all details are drawn */
	GROWING = 200,
	STABLE = 300
};

struct point {
	double x;
	double y;
};
struct crack {
	struct point bend[BENDS];
	struct point end;
};
struct shape {
	struct point knot;
	struct crack crack[BOWL_DOMAINS]; /* crack i lies between shard i - 1 and shard i */
	int tone[BOWL_DOMAINS];           /* pieces catch the light differently: -6..6 */
	struct str way[BOWL_DOMAINS];     /* from the knot along crack i, as it is drawn */
};

#define SILHOUETTE \
	"M20 84C22 236 104 346 232 356Q300 362 368 356C496 346 578 236 580 84A280 60 0 0 0 20 84Z"

/* splitmix64 (Steele, Lea, Flood 2014): every bit of the id moves every line of the bowl. */
static uint64_t next(uint64_t *state)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15u;
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

static uint64_t seed(const uint8_t id[16])
{
	uint64_t state = 0;
	for (int i = 0; i < 16; i++) {
		state ^= id[i];
		state = next(&state);
	}
	return state;
}

static double between(uint64_t *state, double low, double high)
{
	return low + (high - low) * (double)(next(state) >> 11) / 9007199254740992.0;
}

/* The point at u in -1..1 of the rim's front half. */
static struct point on_rim(double u)
{
	return (struct point){ 300 + RIM_RX * u, RIM_Y + RIM_RY * sqrt(1 - u * u) };
}

/* The point at t in 0..1 down the left side: the cubic of SILHOUETTE. */
static struct point on_side(double t)
{
	double s = 1 - t;
	double a = s * s * s, b = 3 * s * s * t, c = 3 * s * t * t, d = t * t * t;
	return (struct point){ a * 20 + b * 22 + c * 104 + d * 232,
		                   a * 84 + b * 236 + c * 346 + d * 356 };
}

static struct point mirrored(struct point p)
{
	return (struct point){ PICTURE_W - p.x, p.y };
}

static struct crack run(uint64_t *state, struct point from, struct point to)
{
	struct crack c = { .end = to };
	double dx = to.x - from.x, dy = to.y - from.y;
	double length = sqrt(dx * dx + dy * dy);

	for (int i = 0; i < BENDS; i++) {
		double t = (i + 1.0) / (BENDS + 1);
		double off = between(state, -1, 1) * (10 + 16 * t);
		c.bend[i].x = from.x + dx * t - dy / length * off;
		c.bend[i].y = from.y + dy * t + dx / length * off;
	}
	return c;
}

/* Ends stand in the order of the clock: left side, three on the rim, right side, foot. */
static struct shape shape_of(const uint8_t id[16])
{
	uint64_t state = seed(id);
	bool flip = next(&state) & 1;
	struct shape s = { .knot = { between(&state, 235, 345), between(&state, 205, 250) } };
	struct point end[BOWL_DOMAINS] = {
		on_side(between(&state, 0.22, 0.55)),
		on_rim(between(&state, -0.82, -0.56)),
		on_rim(between(&state, -0.32, 0.10)),
		on_rim(between(&state, 0.52, 0.93)),
		mirrored(on_side(between(&state, 0.22, 0.55))),
		{ fmin(fmax(s.knot.x + between(&state, -70, 70), 238), 362), 357 },
	};

	for (int i = 0; i < BOWL_DOMAINS; i++) {
		s.crack[i] = run(&state, s.knot, end[i]);
		s.tone[i] = (int)(next(&state) % 13) - 6;
	}
	if (!flip)
		return s;
	s.knot = mirrored(s.knot);
	for (int i = 0; i < BOWL_DOMAINS; i++) {
		for (int k = 0; k < BENDS; k++)
			s.crack[i].bend[k] = mirrored(s.crack[i].bend[k]);
		s.crack[i].end = mirrored(s.crack[i].end);
	}
	return s;
}

static struct point middle(struct point a, struct point b)
{
	return (struct point){ (a.x + b.x) / 2, (a.y + b.y) / 2 };
}

/* Writes a number and what stands before it so that both end at end; where they begin. A page has
 * some six hundred of these: printf is a fifth of its time, and lround and buf_add are felt. */
static char *number(char *end, char before, double value)
{
	unsigned n = (unsigned)(fabs(value) + 0.5);
	unsigned rest = n;

	do {
		*--end = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest);
	if (n && value < 0)
		*--end = '-';
	*--end = before;
	return end;
}

/* A command and its point. */
static void point(struct buf *b, char command, struct point to)
{
	char text[32];
	char *end = text + sizeof text;
	char *from = number(number(end, ' ', to.y), command, to.x);

	buf_add(b, (struct str){ from, (size_t)(end - from) });
}

static void line(struct buf *b, struct point to)
{
	point(b, 'L', to);
}

/* In a small picture the bend is too slight to be seen: a straight line takes half the bytes. */
static void curve(struct buf *b, bool large, struct point bend, struct point to)
{
	if (!large) {
		line(b, to);
		return;
	}
	point(b, 'Q', bend);
	point(b, ' ', to);
}

/* From the knot, where the pen stands, to the end. */
static void outward(struct buf *b, bool large, const struct crack *c)
{
	curve(b, large, c->bend[0], middle(c->bend[0], c->bend[1]));
	curve(b, large, c->bend[1], middle(c->bend[1], c->bend[2]));
	curve(b, large, c->bend[2], c->end);
}

/* The same line from its end back to the knot. */
static void inward(struct buf *b, bool large, const struct crack *c, struct point knot)
{
	curve(b, large, c->bend[2], middle(c->bend[1], c->bend[2]));
	curve(b, large, c->bend[1], middle(c->bend[0], c->bend[1]));
	curve(b, large, c->bend[0], knot);
}

static struct point far_out(struct point knot, struct point end)
{
	double dx = end.x - knot.x, dy = end.y - knot.y;
	double k = FAR_OUT / sqrt(dx * dx + dy * dy);
	return (struct point){ knot.x + dx * k, knot.y + dy * k };
}

/* Glaze from pale at 1 to full at 4; plain clay, not pale, when nothing is known. */
static void glaze(int state, int tone, int rgb[3])
{
	static const int clay[3] = { 203, 176, 150 };
	static const int pale[3] = { 196, 203, 216 };
	static const int full[3] = { 40, 61, 110 };
	int depth = state < 100 ? 100 : state > 400 ? 400 : state;

	for (int i = 0; i < 3; i++) {
		int c =
			state == BOWL_MISSING ? clay[i] : pale[i] + (full[i] - pale[i]) * (depth - 100) / 300;
		rgb[i] = c + tone;
	}
}

static void shard(struct html *h, const struct bowl *b, const struct shape *s, int i, bool large)
{
	const struct crack *a = &s->crack[i];
	const struct crack *z = &s->crack[(i + 1) % BOWL_DOMAINS];
	static const char hex[] = "0123456789abcdef";
	int rgb[3];

	glaze(b->domain[i].state, s->tone[i], rgb);
	buf_add(h->out, STR("<path fill=\"#"));
	for (int k = 0; k < 3; k++)
		buf_add(h->out,
		        (struct str){ (const char[]){ hex[rgb[k] >> 4 & 15], hex[rgb[k] & 15] }, 2 });
	buf_add(h->out, STR("\" d=\""));
	buf_add(h->out, s->way[i]);
	line(h->out, far_out(s->knot, a->end));
	line(h->out, far_out(s->knot, z->end));
	line(h->out, z->end);
	inward(h->out, large, z, s->knot);
	buf_add(h->out, STR("Z\"/>"));
}

/* Every pen goes these ways again. */
static void find_ways(struct arena *a, struct shape *s, bool large)
{
	for (int i = 0; i < BOWL_DOMAINS; i++) {
		struct buf b = buf_new(a, 1024);
		point(&b, 'M', s->knot);
		outward(&b, large, &s->crack[i]);
		s->way[i] = buf_str(&b);
	}
}

static int weaker(int a, int b)
{
	return a < b ? a : b;
}

static int stronger(int a, int b)
{
	return a > b ? a : b;
}

enum seam bowl_seam(struct bowl_domain a, struct bowl_domain b)
{
	int now = weaker(a.state, b.state);
	int once = weaker(stronger(a.best, a.state), stronger(b.best, b.state));

	if (now >= STABLE)
		return SEAM_BROAD;
	if (now >= GROWING)
		return SEAM_THIN;
	return once >= GROWING ? SEAM_FINE : SEAM_DOTTED;
}

/* A stroke laid over every seam of a kind; a broad seam is three of them. */
struct pen {
	enum seam kind;
	const char *stroke;
};

static void draw(struct html *h, const struct bowl *b, const struct shape *s, struct pen pen)
{
	bool any = false;

	for (int i = 0; i < BOWL_DOMAINS; i++) {
		const struct bowl_domain *before = &b->domain[(i + BOWL_DOMAINS - 1) % BOWL_DOMAINS];
		if (bowl_seam(*before, b->domain[i]) != pen.kind)
			continue;
		if (!any) {
			buf_add(h->out, STR("<path "));
			buf_add(h->out, str_z(pen.stroke));
			buf_add(h->out, STR(" d=\""));
		}
		any = true;
		buf_add(h->out, s->way[i]);
	}
	if (any)
		buf_add(h->out, STR("\"/>"));
}

static void seams(struct html *h, const struct bowl *b, const struct shape *s, bool large)
{
	static const struct pen fine_pens[] = {
		{ SEAM_DOTTED, "stroke=\"#3b4763\" stroke-opacity=\".3\" stroke-width=\"2.5\"" },
		{ SEAM_DOTTED, "stroke=\"#fff\" stroke-width=\"4.6\" stroke-dasharray=\"0 10.5\"" },
		{ SEAM_FINE, "stroke=\"#d6a845\" stroke-width=\"3.5\"" },
		{ SEAM_THIN, "stroke=\"#9c6f1c\" stroke-width=\"8\"" },
		{ SEAM_THIN, "stroke=\"#d3a03d\" stroke-width=\"5.6\"" },
		{ SEAM_BROAD, "stroke=\"#7d5916\" stroke-width=\"13.5\"" },
		{ SEAM_BROAD, "stroke=\"#c9952f\" stroke-width=\"10\"" },
		{ SEAM_BROAD, "stroke=\"#ecd08a\" stroke-width=\"2.4\" transform=\"translate(-1 -2)\"" },
	};
	static const struct pen small_pens[] = {
		{ SEAM_DOTTED, "stroke=\"#fff\" stroke-width=\"10\" stroke-dasharray=\"0 18\"" },
		{ SEAM_FINE, "stroke=\"#d6a845\" stroke-width=\"7\"" },
		{ SEAM_THIN, "stroke=\"#c9952f\" stroke-width=\"11\"" },
		{ SEAM_BROAD, "stroke=\"#7d5916\" stroke-width=\"20\"" },
		{ SEAM_BROAD, "stroke=\"#d6a23c\" stroke-width=\"14\"" },
	};
	const struct pen *pens = large ? fine_pens : small_pens;
	size_t n = large ? sizeof fine_pens / sizeof *pens : sizeof small_pens / sizeof *pens;

	buf_add(h->out, STR("<g fill=\"none\" stroke-linecap=\"round\" stroke-linejoin=\"round\">"));
	for (size_t i = 0; i < n; i++)
		draw(h, b, s, pens[i]);
	buf_add(h->out, STR("</g>"));
}

static void open_picture(struct html *h, int width, struct str label)
{
	buf_fmt(h->out, "<svg class=\"bowl\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" ",
	        PICTURE_W, PICTURE_H, width, width * PICTURE_H / PICTURE_W);
	if (label.n == 0) {
		buf_add(h->out, STR("aria-hidden=\"true\">"));
		return;
	}
	buf_add(h->out, STR("role=\"img\"><title>"));
	html_text_str(h, label);
	buf_add(h->out, STR("</title>"));
}

/* Where light comes from and what the shards are cut to. Two pictures of one page cannot begin at
 * the same byte: that number, mark, keeps their ids apart. */
static void definitions(struct html *h, unsigned long mark)
{
	buf_fmt(h->out, "<defs><clipPath id=\"b%luc\"><path d=\"" SILHOUETTE "\"/></clipPath>", mark);
	buf_fmt(h->out,
	        "<linearGradient id=\"b%lug\"><stop stop-opacity=\".12\"/>"
	        "<stop offset=\".28\" stop-color=\"#fff\" stop-opacity=\".2\"/>"
	        "<stop offset=\".6\" stop-color=\"#fff\" stop-opacity=\"0\"/>"
	        "<stop offset=\"1\" stop-opacity=\".34\"/></linearGradient></defs>",
	        mark);
}

static void rim(struct html *h, bool large)
{
	buf_add(h->out, STR("<ellipse class=\"bowl-rim\" cx=\"300\" cy=\"84\" rx=\"279\" ry=\"60\" "
	                    "fill=\"#1b2540\" stroke=\"#5571a3\" stroke-width=\"5\"/>"));
	if (large)
		buf_add(h->out, STR("<path fill=\"#fff\" fill-opacity=\".06\" "
		                    "d=\"M27 84A273 54 0 0 1 573 84A280 34 0 0 0 27 84Z\"/>"));
}

void bowl(struct html *h, const struct bowl *b, int width, struct str label)
{
	struct shape s = shape_of(b->id);
	unsigned long mark = (unsigned long)h->out->n;
	bool large = width >= LARGE;

	find_ways(h->out->arena, &s, large);
	open_picture(h, width, label);
	definitions(h, mark);
	buf_add(h->out, STR("<ellipse class=\"bowl-shade\" cx=\"300\" cy=\"396\" rx=\"190\" ry=\"17\" "
	                    "fill=\"#22304a\" fill-opacity=\".1\"/>"
	                    "<path fill=\"#22304a\" d=\"M214 340H386L372 388Q300 402 228 388Z\"/>"));
	buf_fmt(h->out, "<g clip-path=\"url(#b%luc)\">", mark);
	for (int i = 0; i < BOWL_DOMAINS; i++)
		shard(h, b, &s, i, large);
	buf_fmt(h->out, "<path fill=\"url(#b%lug)\" d=\"M0 0H600V420H0Z\"/></g>", mark);
	rim(h, large);
	seams(h, b, &s, large);
	buf_add(h->out, STR("</svg>"));
}
