/* A look at every page: axe-core, valid HTML, one heading, language and direction, width on a phone, size.
 * node pages.mjs --kintsugi PATH --store sqlite|postgres --shots DIR --brief
 * --languages en,ar --roles caseworker,lead: only these, while one mends a page.
 * --brief: axe at one width and with script alone, Spanish only as HTML; pictures only where --shots says. */
import fs from "node:fs";
import path from "node:path";
import { HtmlValidate } from "html-validate";
import { axe_faults, browser_open, check, folder, house_open, options, sign_in, total } from "./house.mjs";
import { fill, choose, press } from "./hand.mjs";
import { pages_of_program } from "./routes.mjs";
import { make_law, make_pair, make_rows, make_turned_away } from "./rows.mjs";

const option = options({ kintsugi: process.env.KINTSUGI || "kintsugi", store: "sqlite", shots: "", brief: false,
	languages: "en,es,ar", roles: "" });
const shots = option.shots || folder("shots");
fs.mkdirSync(shots, { recursive: true });

const LANGUAGES = { en: "ltr", es: "ltr", ar: "rtl" };
const HTML_MOST = 32 * 1024;

/* The standard's rules; what is only a matter of taste stays out. */
const validator = new HtmlValidate({
	extends: ["html-validate:standard", "html-validate:document"],
	rules: {
		"void-style": "off",
		"no-trailing-whitespace": "off",
		"no-inline-style": "error",
		"long-title": "off",
		"no-implicit-button-type": "off",
		"doctype-style": "off",
		"no-raw-characters": "off",
		"require-sri": "off", /* all of it comes from this house */
	},
});

/* --- what pages there are --- */

/* The pages of each role; ID is a person who has everything, NEW one who has just arrived, ROW the newest of a kind. */
const PEOPLE = ["/people", "/people?q=a", "/people?q=zzzz"];
const PERSON = ["/people/ID", "/people/ID/timeline", "/people/ID/timeline?kind=note", "/people/ID/consents",
	"/people/ID/companions", "/people/ID/opened"];
const CASE = ["/people/new", "/people/new/many", "/people/NEW", "/people/NEW/welcome", "/people/NEW/words",
	"/people/NEW/contact", "/people/NEW/assessments", "/people/NEW/assessments/new", "/people/NEW/consents",
	"/people/ID/welcome", "/people/ID/words", "/people/ID/contact", "/people/ID/notes/new", "/people/ID/casework",
	"/people/ID/consents/new?purpose=referral", "/people/ID/disclosures", "/people/ID/disclosures/new",
	"/people/ID/assessments", "/people/ID/course", "/people/ID/course?domain=1", "/people/ID/assessments/new", "/people/NEW/second", "/people/ID/own-view/new", "/people/ID/closure",
	"/people/ID/safety", "/people/ID/safety/needs/new", "/people/ID/safety/plan", "/people/ID/safety/phone",
	"/people/ID/safety/print", "/people/NEW/safety", "/people/ID/age", "/people/ID/forms", "/people/ID/sheet", "/people/ID/beside",
	"/people/ID/circle", "/people/NEW/circle", "/people/ID/circle/new", "/people/ID/family", "/people/NEW/family",
	"/people/ID/check-ins", "/people/NEW/check-ins", "/people/ID/check-ins/new", "/people/ID/events",
	"/people/NEW/events", "/people/ID/events/new", "/people/ID/story", "/people/NEW/story", "/people/ID/story/new",
	"/people/ID/story/again?of=debt", "/people/ID/plan", "/people/NEW/plan", "/people/ID/plan/goals/new",
	"/people/ID/plan/agree", "/people/ID/plan/print", "/people/ID/plan/paper", "/people/ID/services",
	"/people/NEW/services", "/people/ID/services/savings", "/people/ID/services/work", "/people/ID/services/return",
	"/people/ID/services/after", "/people/ID/services/unmet", "/people/ID/stays", "/people/NEW/stays",
	"/people/ID/legal", "/people/ID/legal/status", "/people/ID/legal/hearings/new", "/people/ID/hand-over",
	"/people/ID/questionnaires", "/people/NEW/questionnaires", "/people/ID/questionnaires/saved",
	"/people/ID/questionnaires/new/phq-9", "/people/ID/questionnaires/new/pc-ptsd-5?paper=1",
	"/people/ID/files", "/people/NEW/files", "/people/ID/files/new", "/people/ID/files/new?from=files",
	"/people/CLOSED/follow-up", "/people/CLOSED/exit-interview", "/services/group", "/services/unmet",
	"/people/ID/questions", "/people/ID/questions/everyday", "/people/ID/questions/everyday?page=3", "/people/ID/questions/looking-back",
	"/people/ID/questions/everyday?paper=1", "/about/me/questions", "/about/me/questions/our-work", "/about/WORK",
	"/about/WORK/correct"];
const LAW = ["/people/ID/legal", "/people/ID/legal/justice", "/people/ID/legal/proceedings/new",
	"/people/ID/legal/notes/new"];
const REPORTS = ["/reports", "/reports/outcomes", "/reports/questions", "/reports/questions/looking-back",
	"/reports/cycles", "/reports/cycles/new", "/reports/cycles/CYCLE", "/reports/cycles/CYCLE/write",
	"/reports/services", "/reports/services?funder=voca", "/reports/definitions", "/reports/tables", "/reports/tables/new",
	"/reports/stability", "/reports/stability?compare=types", "/reports/sound",
	"/reports/path", "/reports/path?age=12_17", "/reports/care",
	"/reports/views", "/reports/views/new?page=outcomes&from=2024", "/reports/views/VIEW"];
const ROLES = {
	"": ["/sign-in", "/reopen", "/people"],
	caseworker: ["/", "/due", "/tonight", "/me", "/change-user", "/nowhere", "/reports/outcomes", "/practices", "/practices/PRACTICE",
		...PEOPLE, ...PERSON, ...CASE],
	lead: ["/", "/reviews", "/reviews/mine", "/people/ID/second", "/people/ID/second/PAIR", "/people/ID/second/PAIR/score", "/people/TWICE/second",
		"/people/TWICE/second/ALONE/score", "/people/TWICE/assessments", "/people/import", ...PERSON, "/companions/review", "/team/staff", "/hand-over"],
	tomas: LAW,
	shelter: ["/", "/tonight", "/people", "/people/ID", "/people/ID/companions", "/people/ID/emergency", "/people/ID/contact"],
	manager: ["/", "/people/ID", "/reviews", "/reviews/new", "/reviews/mine", "/reviews/REVIEW", "/reviews/OVER",
		"/reviews/REVIEW/end", "/reviews/read/READING", "/reviews/REVIEW/records/RECORD", ...REPORTS, "/reports/outcomes?type=forced_labour", "/reports/outcomes?by=types", "/team/staff", "/team/staff/new",
		"/team/forms", "/team/forms/new", "/about/house/questions", "/about/house/questions/our-house?paper=1",
		"/team/teams/new", "/settings/words"],
	safeguarding: ["/", "/people/ID", "/people/ID/emergency"],
	evaluation: ["/", "/practices", "/practices/new", "/practices/PRACTICE", "/practices/PRACTICE/correct", ...REPORTS],
	technician: ["/", "/people"],
};
/* Addresses that only links know, below a person: found on these pages, and one of each shape is looked at. */
const WITH_LINKS = ["/people/ID", "/people/ID/timeline", "/people/ID/consents", "/people/ID/assessments",
	"/people/ID/disclosures", "/people/ID/safety", "/people/NEW/safety", "/people/ID/circle", "/people/ID/check-ins",
	"/people/ID/events", "/people/ID/story", "/people/ID/plan", "/people/ID/services", "/people/ID/services/work",
	"/people/ID/services/unmet", "/people/ID/stays", "/people/ID/legal", "/people/CLOSED", "/people/CLOSED/closure",
	"/people/ID/files", "/people/ID/questions", "/people/ID/questionnaires", "/people/CLOSED/follow-up", "/people/CLOSED/exit-interview", "/team/staff"];

const shape_of = where => where.replace(/[0-9a-f]{32}/g, "ROW").replace(/\?.*/, "");

async function links(page, from) {
	await page.goto(from);
	return page.$$eval("main a[href^='/']", all => all.map(a => a.getAttribute("href")));
}

/* The grown person among the first of the list of whom most is written: a child does not answer alone. */
async function find_people(page) {
	const people = [...new Set((await links(page, "/people")).filter(h => /^\/people\/[0-9a-f]{32}$/.test(h)))];
	let rich = { n: 0 };
	for (const href of people.slice(0, 12)) {
		const n = (await links(page, `${href}/timeline`)).length;
		await page.goto(`${href}/consents/new?purpose=referral`);
		if (n > rich.n && await page.locator("#who").count() === 0)
			rich = { href, n };
	}
	return { ID: rich.href.slice(8) };
}

async function row_pages(page, who) {
	const found = new Map();
	for (const from of WITH_LINKS.filter(w => w.startsWith("/people")))
		for (const href of await links(page, place(from, who)))
			if (/[0-9a-f]{32}\/.*[0-9a-f]{32}|closure\/reopen/.test(href) && !found.has(shape_of(href)))
				found.set(shape_of(href), href);
	/* Where forms about an entry are chosen, one of them is looked at, too. */
	for (const from of [...found.values()].filter(h => h.endsWith("/questions")))
		for (const href of await links(page, from))
			if (href.startsWith(`${from}/`) && !found.has(shape_of(href)))
				found.set(shape_of(href), href);
	return [...found.values()];
}

const place = (where, who) => where.replace(/\b(ID|NEW|CLOSED|WORK|PRACTICE|CYCLE|PAIR|TWICE|ALONE|REVIEW|OVER|READING|RECORD|VIEW)\b/g, name => who[name] ?? name);

/* --- looking --- */

const faults = new Map();   /* fault: where it was seen */
const largest = { n: 0, where: "" };
const reached = new Set();
let looked = 0;

function fault(what, where) {
	if (!faults.has(what))
		faults.set(what, []);
	faults.get(what).push(where);
}

async function look_at_html(html, where, lang) {
	const bytes = Buffer.byteLength(html);
	if (bytes > largest.n)
		Object.assign(largest, { n: bytes, where });
	if (bytes > HTML_MOST)
		fault(`HTML of more than ${HTML_MOST} bytes`, `${where} (${bytes})`);
	if ((html.match(/<h1[ >]/g) ?? []).length !== 1)
		fault("not exactly one h1", where);
	if (!html.includes(`<html lang="${lang}" dir="${LANGUAGES[lang]}"`))
		fault("wrong language or direction", where);
	const report = await validator.validateString(html);
	for (const m of report.results.flatMap(r => r.messages))
		fault(`html ${m.ruleId}: ${m.message}`, where);
}

async function look_with_axe(page, where) {
	for (const words of await axe_faults(page))
		fault(`axe ${words}`, where);
}

async function look_at_width(page, where) {
	const over = await page.evaluate(() => {
		const page_width = document.documentElement.scrollWidth;
		const wide = [...document.querySelectorAll("main *")].filter(e => !e.closest(".scroll") &&
			(e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().left < -1) &&
			!e.closest(".vh") && !e.classList.contains("vh"));
		return page_width > innerWidth ? `${page_width} px, by ${wide[0]?.outerHTML.slice(0, 120) ?? "the head"}` : "";
	});
	if (over)
		fault(`scrolls sideways at 320 px: ${over}`, where);
}

async function picture(page, where, width) {
	if (!option.brief || option.shots)
		await page.screenshot({ path: path.join(shots, `${where.replace(/[^\w]+/g, "_")}_${width}.png`), fullPage: true });
}

/* Only what the program wrote, without showing it. */
async function look_at_words(page, where, address, lang) {
	const reply = await page.request.get(address);
	if (reply.status() >= 500)
		fault(`answer ${reply.status()}`, where);
	await look_at_html(await reply.text(), where, lang);
	looked++;
}

/* One page in one language, wide and narrow, pictures of both. */
async function look(page, role, address, who, lang) {
	const where = `${role || "nobody"} ${shape_of(address)} ${lang}`;
	if (option.brief && lang === "es")
		return look_at_words(page, where, place(address, who), lang);
	await page.setViewportSize({ width: option.brief ? 320 : 1280, height: 900 });
	const reply = await page.goto(place(address, who), { waitUntil: "domcontentloaded" });
	if (reply.ok())
		reached.add(new URL(reply.url()).pathname);
	if (reply.status() >= 500)
		fault(`answer ${reply.status()}`, where);
	await look_at_html(await reply.text(), where, lang);
	if (!option.brief)
		await look_with_axe(page, where);
	await picture(page, where, "wide");
	await page.setViewportSize({ width: 320, height: 640 });
	await look_at_width(page, where);
	await look_with_axe(page, `${where} 320`);
	await picture(page, where, "phone");
	looked++;
}

/* The program's own script is refused, so that the page is what it is without; axe still runs. */
async function look_without_script(page, role, address, who, lang) {
	const where = `${role || "nobody"} ${shape_of(address)} ${lang} no script`;
	await page.goto(place(address, who), { waitUntil: "domcontentloaded" });
	await look_at_width(page, where);
	if (!option.brief)
		await look_with_axe(page, where);
	looked++;
}

async function speak(context, house, lang) {
	await context.addCookies([{ name: "lang", value: lang, url: house.base }]);
}

async function look_as(browser, house, role, addresses, who) {
	const context = await browser.window(house);
	const page = await context.newPage();
	await speak(context, house, "en");
	if (role)
		await sign_in(page, house, role);
	for (const lang of option.languages.split(",")) {
		await speak(context, house, lang);
		for (const address of addresses)
			await look(page, role, address, who, lang);
	}
	console.log(`      ${role || "nobody"}: ${looked} looks`);
	const cookies = await context.cookies();
	await context.close();
	const plain = await browser.window(house, { width: 320, height: 640 });
	await plain.route(/\.js$/, route => route.abort());
	await plain.addCookies(cookies);
	await speak(plain, house, "en");
	const bare = await plain.newPage();
	for (const address of addresses)
		await look_without_script(bare, role, address, who, "en");
	await plain.close();
}

/* A legal worker joins; what she writes has pages of its own. */
async function law(browser, house, manager, who) {
	house.users.tomas = "four words that tomas knows";
	await manager.goto("/team/staff/new");
	await fill(manager, "user_name", "tomas");
	await choose(manager, "roles", "legal");
	await manager.locator("input[name^=team-] + label").first().click();
	await manager.fill("#f-passphrase", house.users.tomas);
	await press(manager, "Add this colleague");
	const asks = await browser.window(house);
	const worker = await asks.newPage();
	await sign_in(worker, house, "caseworker");
	await worker.goto(`/people/${who.ID}/companions`);
	await worker.selectOption("#f-staff", await worker.locator("#f-staff option", { hasText: /^tomas / }).getAttribute("value"));
	await press(worker, "Walks along");
	await asks.close();
	const context = await browser.window(house);
	const page = await context.newPage();
	await sign_in(page, house, "tomas");
	await make_law(page, who);
	LAW.push(...(await links(page, `/people/${who.ID}/legal`)).filter(h => /legal\/(notes|proceedings)\/[0-9a-f]{32}/.test(h)));
	await context.close();
}

async function look_at_all(browser, house) {
	const context = await browser.window(house);
	const page = await context.newPage();
	await sign_in(page, house, "caseworker");
	const who = await find_people(page);
	await make_rows(page, who);
	const rows = await row_pages(page, who);
	const paper = rows.find(where => /consents\/\w+\/print/.test(where)).replace("/print", "/paper");
	const answers = rows.find(where => /answers\/\w+$/.test(where));
	ROLES.caseworker.push(...rows, paper, `${answers}/correct`, "/people/CLOSED", "/people/CLOSED/closure");
	await context.close();
	const leads = await browser.window(house);
	const hers = await leads.newPage();
	await sign_in(hers, house, "lead");
	ROLES.lead.push(...(await row_pages(hers, who)).filter(where => where.endsWith("/seen")));
	const desk = await browser.window(house);
	const theirs_too = await desk.newPage();
	await sign_in(theirs_too, house, "caseworker");
	await make_pair(hers, theirs_too, who);
	await desk.close();
	await make_turned_away(hers);
	ROLES.lead.push((await links(hers, "/services/unmet")).find(h => /unmet\/[0-9a-f]{32}$/.test(h)));
	ROLES.lead.push(...await list_pages(hers));
	await leads.close();
	const manager = await browser.window(house);
	const theirs = await manager.newPage();
	await sign_in(theirs, house, "manager");
	ROLES.manager.push((await links(theirs, "/team/staff")).find(h => h.endsWith("/leave")));
	ROLES.manager.push(...await form_pages(theirs));
	ROLES.caseworker.push(...["", "?paper=1", "/attach?at=2", "/attach?at=3&from=files"].map(rest => `/people/ID/questions/cup-and-room${rest}`));
	await theirs.goto("/settings/words");
	await theirs.fill("#f-said", "shelter");
	await theirs.fill("#f-instead", "residence");
	await press(theirs, "Save, and see what it changes");
	ROLES.manager.push(new URL(theirs.url()).pathname);
	ROLES.manager.push(...await tables(theirs));
	await learning(theirs, who);
	await reviews(theirs, who);
	await law(browser, house, theirs, who);
	await manager.close();
	const chosen = Object.entries(ROLES).filter(([role]) => !option.roles || option.roles.split(",").includes(role));
	/* Two at a time: they only look. */
	await Promise.all([1, 2].map(async () => {
		for (let next = chosen.shift(); next; next = chosen.shift())
			await look_as(browser, house, next[0], next[1].filter(Boolean), who);
	}));
}

/* A list that was brought: what its columns are, and its rows as they would come in. */
async function list_pages(page) {
	await page.goto("/people/import");
	await choose(page, "kind", "people");
	await page.setInputFiles("#f-file", path.join(import.meta.dirname, "../files/import-people.csv"));
	await press(page, "Look at it");
	const map = new URL(page.url()).pathname;
	await press(page, "Look at every row");
	return [map, new URL(page.url()).pathname];
}

/* A form in use, and a draft that still lacks its reasons. */
async function form_pages(page) {
	const version = (await links(page, "/team/forms")).find(h => h.includes("/versions/"));
	await page.goto("/team/forms/new");
	await page.setInputFiles("#f-file", path.join(import.meta.dirname, "../files/visit.csv"));
	await press(page, "Read it");
	const draft = new URL(page.url()).pathname;
	const brought = async file => {
		await page.goto("/team/forms/new");
		await page.setInputFiles("#f-file", path.join(import.meta.dirname, "../files", file));
		await press(page, "Read it");
		return new URL(page.url()).pathname;
	};
	const whole = await brought("cup-and-room.zip");
	await page.goto(`${whole}/compare`);
	await press(page, "Put it into use");
	const alone = await brought("visit-pictures.csv");
	return [`${alone}`, `${alone}/media`, version, `${version}/preview`, `${version}/compare`, draft, `${draft}/preview?role=volunteer`,
		`${draft}/preview?paper=1`, `${draft}/reasons`, `${draft}/compare`];
}

/* A practice and a cycle that somebody has written. */
async function learning(page, who) {
	await page.goto("/practices/new");
	await fill(page, "name", "Savings circle");
	await fill(page, "what", "Ten people save together, every week.");
	await choose(page, "level", "promising");
	await press(page, "Save the practice");
	who.PRACTICE = new URL(page.url()).pathname.slice("/practices/".length);
	await page.goto("/reports/cycles/new");
	await fill(page, "title", "Ask earlier");
	await fill(page, "plan", "Plan the first assessment on the day of arrival.");
	await page.selectOption("#f-indicator", "complete");
	await fill(page, "baseline", "61 % of 44 people");
	await fill(page, "next", "Tell the team");
	await page.fill("#f-next_day", "2026-01-09");
	await press(page, "Save the cycle");
	who.CYCLE = new URL(page.url()).pathname.slice("/reports/cycles/".length);
	await page.goto("/reports/views/new?page=outcomes&from=2024");
	await fill(page, "name", "Adults, lately");
	await choose(page, "whose", "house");
	await press(page, "Save the view");
	[who.VIEW] = (await links(page, "/reports/views")).map(h => h.match(/^\/reports\/views\/([0-9a-f]{32})$/)?.[1]).filter(Boolean);
}

/* The reviews of the demonstration: one under way, one that is over. */
async function reviews(page, who) {
	const found = (of, shape) => of.map(h => h.match(shape)?.[1]).filter(Boolean);
	[who.REVIEW, who.OVER] = found(await links(page, "/reviews"), /^\/reviews\/([0-9a-f]{32})$/);
	[who.READING] = found(await links(page, "/reviews/mine"), /^\/reviews\/read\/([0-9a-f]{32})$/);
	[who.RECORD] = found(await links(page, `/reviews/${who.REVIEW}`), /\/records\/([0-9a-f]{32})$/);
}

/* A table that could leave the house, and a return that waits for its second signature. */
async function tables(page) {
	const pages = [];
	for (const [figure, kind] of [["people-type", "donors"], ["people-age", "contract"]]) {
		await page.goto("/reports/tables/new");
		await page.fill("#f-title", `A table for ${kind}`);
		await page.selectOption("#f-figure", figure);
		await page.check(`input[name=kind][value=${kind}]`, { force: true });
		await page.fill("#f-funder", "A ministry");
		await press(page, "Declare this table");
		pages.push(new URL(page.url()).pathname);
	}
	const make = page.locator("button", { hasText: "Make this return" });
	if (await make.count()) {
		await press(page, "Make this return and sign it");
		pages.push(new URL(page.url()).pathname);
	}
	await page.goto("/reports/tables/keys/new");
	await page.fill("#f-name", "A partner's program");
	await page.locator("#f-tables label").first().click();
	await press(page, "Make this key");
	return [...pages, "/reports/tables/keys", "/reports/tables/keys/new"];
}

/* --- telling --- */

function tell() {
	const kinds = {
		"axe ": "axe-core finds nothing",
		"html ": "the HTML is valid",
		"scrolls": "nothing scrolls sideways at 320 px",
		"not exactly": "one h1 each",
		"wrong language": "language and direction are right",
		"HTML of": "HTML is at most 32 KB",
		"answer": "no page breaks",
	};
	for (const [begin, claim] of Object.entries(kinds)) {
		const found = [...faults].filter(([what]) => what.startsWith(begin));
		check(`${claim}, on ${looked} pages`, found.length === 0, found.map(([what, where]) =>
			`${what}\n    ${where.length} times: ${where.slice(0, 4).join("; ")}`).join("\n"));
	}
	const missed = pages_of_program().filter(p => ![...reached].some(where => p.matches.test(where)));
	check("every page of the program was looked at", missed.length === 0, missed.map(p => p.pattern).join("\n"));
	console.log(`The largest page: ${largest.where}, ${largest.n} bytes.`);
	console.log(`Pictures: ${shots}`);
}

const house = await house_open(option.kintsugi, option.store);
const browser = await browser_open();
try {
	await look_at_all(browser, house);
} finally {
	await browser.close();
	await house.end();
	house.stop();
}
tell();
process.exit(total());
