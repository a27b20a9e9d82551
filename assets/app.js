/* Comfort only: every page works without this file. It keeps nothing on the machine and asks no other house.
 *
 * /                        goes to the search field            [data-exit]      hides the page at once, then leaves
 * form[data-draft=URL]     saves itself there as a draft       [data-show-if]   shows while "name=value" is chosen (several:
 *                                                                              "a|b"), or "name" is anything
 * form[data-look]          and the reply shows what follows
 * body[data-draft-saved], [data-draft-failed]: the words for it, in the page's language
 * textarea                 asks at /words/look which words may hurt, and says so beside it; [data-own] does not
 * body[data-idle=SECONDS]  hides after so long without a touch, then asks for the PIN at /reopen */
"use strict";

const all = (selector, fn) => document.querySelectorAll(selector).forEach(fn);

/* Covers the page in the same frame; nothing under it can be read, reached or heard. */
function hide() {
	const veil = document.createElement("div");
	veil.className = "veil";
	document.title = " ";
	document.body.replaceChildren(veil);
}

/* --- leaving --- */
let leaving = false;

all("[data-exit]", link => {
	link.addEventListener("click", event => {
		event.preventDefault();
		leaving = true;
		hide();
		location.replace(link.href);
	});
});

/* Three times Shift within five seconds; a phone's keyboard sends Shift by itself while one writes. */
if (document.querySelector("[data-exit]")) {
	const link = document.querySelector("[data-exit]");
	let presses = [];
	addEventListener("keyup", event => {
		const writing = event.target.matches("input, textarea") && matchMedia("(pointer: coarse)").matches;
		if (event.key !== "Shift" || writing) {
			presses = [];
			return;
		}
		presses = presses.filter(at => event.timeStamp - at < 5000).concat(event.timeStamp);
		if (presses.length >= 3)
			link.click();
	});
}

/* A page that comes back from the browser's memory may be somebody else's by now. */
addEventListener("pageshow", event => {
	if (event.persisted) {
		hide();
		location.reload();
	}
});

/* --- search --- */
addEventListener("keydown", event => {
	const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
	if (event.key !== "/" || !plain || event.target.matches("input, textarea, select"))
		return;
	const field = document.querySelector("[type=search], [role=search] input");
	if (field) {
		event.preventDefault();
		field.focus();
	}
});

/* --- idle --- */
const idle = Number(document.body.dataset.idle) * 1000;

if (idle > 0) {
	let last = Date.now();
	/* By the clock, not by a timer's length: a laptop that slept is idle too. */
	const look = () => {
		if (Date.now() - last < idle)
			return;
		last = Infinity;
		leaving = true;
		hide();
		location.replace("/reopen");
	};
	const touch = () => {
		look();
		last = Math.max(last, Date.now());
	};
	for (const kind of ["pointerdown", "keydown", "scroll", "touchstart"])
		addEventListener(kind, touch, { passive: true, capture: true });
	document.addEventListener("visibilitychange", look);
	setInterval(look, 5000);
}

/* --- groups that depend on an answer --- */
function answer(form, name) {
	return new FormData(form).getAll(name);
}

all("[data-show-if]", group => {
	const form = group.closest("form");
	const [name, value] = group.dataset.showIf.split("=");
	const show = () => {
		const on = answer(form, name).some(a => value === undefined ? a : value.split("|").includes(a));
		group.hidden = !on;
		/* What is hidden is not sent; what was written comes back with the group. */
		group.querySelectorAll("input, select, textarea").forEach(field => { field.disabled = !on; });
	};
	form.addEventListener("change", show);
	show();
});

/* --- drafts and unsaved words --- */
const sent = form => new URLSearchParams(new FormData(form)).toString();

/* What follows from the answers so far, as the server says. */
function follow(form, text) {
	const said = new DOMParser().parseFromString(text, "text/html").querySelectorAll("[data-node], [data-moves]");
	const here = form.querySelectorAll("[data-node], [data-moves]");
	if (said.length !== here.length) {
		leaving = true;
		location.reload();
		return;
	}
	said.forEach((part, i) => {
		here[i].hidden = part.hidden;
		if ("moves" in part.dataset && !here[i].contains(document.activeElement) && here[i].innerHTML !== part.innerHTML)
			here[i].replaceWith(part);
	});
}

function keep_draft(form) {
	const status = document.createElement("p");
	const look = "look" in form.dataset;
	let timer = 0;
	let saved = sent(form);

	status.className = "draft";
	status.setAttribute("aria-live", "polite");
	form.append(status);

	const save = async () => {
		const now = sent(form);
		timer = 0;
		if (now === saved || leaving)
			return;
		try {
			const reply = await fetch(form.dataset.draft, {
				method: "POST",
				body: new URLSearchParams(now),
				credentials: "same-origin",
				/* Saved is answered with "see other"; where it leads is of no interest here. */
				redirect: "manual",
			});
			if (look ? !reply.ok : reply.type !== "opaqueredirect")
				throw new Error(reply.status);
			saved = now;
			if (look)
				follow(form, await reply.text());
			status.textContent = document.body.dataset.draftSaved;
		} catch {
			status.textContent = document.body.dataset.draftFailed;
			timer = timer || setTimeout(save, 15000);
		}
	};
	form.addEventListener("input", event => {
		clearTimeout(timer);
		timer = setTimeout(save, "soon" in event.target.dataset ? 400 : 3000);
	});
	if (look)
		form.addEventListener("change", save);
	return () => sent(form) !== saved;
}

all("form[method=post]", form => {
	if (!form.querySelector("textarea, input:not([type=hidden]), select"))
		return;
	const first = sent(form);
	const unsaved = form.dataset.draft ? keep_draft(form) : () => sent(form) !== first;
	form.addEventListener("submit", () => { leaving = true; });
	addEventListener("beforeunload", event => {
		if (!leaving && unsaved())
			event.preventDefault();
	});
});

/* --- words that may hurt: said beside the field, never in the way, silent when nobody answers --- */
all("form[method=post] textarea:not([data-own])", field => {
	const token = field.form.elements.token;
	const words = document.createElement("p");
	let timer = 0;

	if (!token)
		return;
	words.className = "hint words-seen";
	words.setAttribute("aria-live", "polite");
	field.after(words);
	field.addEventListener("input", () => {
		clearTimeout(timer);
		timer = setTimeout(async () => {
			const text = field.value;
			const reply = leaving || await fetch("/words/look", {
				method: "POST",
				body: new URLSearchParams({ token: token.value, text }),
				credentials: "same-origin",
			}).catch(() => null);
			/* Who wrote on meanwhile is answered about what stands there then. */
			if (reply && reply.ok && field.value === text)
				words.textContent = await reply.text();
		}, 2000);
	});
});

/* A menu closes when one looks elsewhere. */
addEventListener("click", event => {
	all("details.menu[open]", menu => {
		if (!menu.contains(event.target))
			menu.open = false;
	});
});
