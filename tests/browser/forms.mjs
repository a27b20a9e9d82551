/* Forms beside the volunteer's path, on a phone without script: a form in several pages with a round added and taken away
 * and a mistake in the middle that loses nothing; a painful fact that is told once across two forms, and told again with
 * a reason; parts of a form that nothing uses; a form taken out of use and back; words of a house, of a language and of
 * a person.
 * node forms.mjs --kintsugi PATH --store sqlite|postgres --shots DIR; --brief: no pictures */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { axe_faults, browser_open, check, folder, house_open, options, sign_in, total } from "./house.mjs";
import { follow, main, press, write } from "./hand.mjs";

const option = options({ kintsugi: process.env.KINTSUGI || "kintsugi", store: "sqlite", shots: "", brief: false });
const shots = option.shots || folder("shots");
fs.mkdirSync(shots, { recursive: true });

let taken = 0;
async function picture(page, name) {
	if (!option.brief)
		await page.screenshot({ path: path.join(shots, `${++taken}-${name}.png`), fullPage: true });
}

/* Fewer than elsewhere: the walk is with one of them. */
const PEOPLE = 12;
const PHONE = { width: 390, height: 800, script: false };
const SHEETS = {
	survey: [
		["type", "name", "label::English (en)", "label::Español (es)", "relevant", "calculation", "told_once",
			"why::English (en)", "why::Español (es)"],
		["select_one yn", "owed", "Does somebody say that you owe money?", "¿Dice alguien que usted debe dinero?", "", "",
			"debt", "So that a lawyer can answer.", "Para que un abogado pueda responder."],
		["text", "asked", "What would help with it?", "¿Qué ayudaría con eso?", "", "", "", "To find it.", "Para buscarlo."],
		["text", "nobody", "Is this ever asked?", "¿Se pregunta esto alguna vez?", "1 = 2", "", "", "To see.", "Para ver."],
		["calculate", "idle", "", "", "", "1 + 1", "", "", ""],
	],
	choices: [
		["list_name", "name", "label::English (en)", "label::Español (es)"],
		["yn", "yes", "Yes", "Sí"], ["yn", "no", "No", "No"], ["colours", "red", "Red", "Rojo"],
	],
	settings: [["form_title::English (en)", "form_title::Español (es)", "form_id", "version", "about"],
		["Money that is asked for", "Dinero que se reclama", "money-asked", "1", "person"]],
};

/* The sheets in a workbook, as the program itself writes one. */
function workbook() {
	const folder_of = path.join(shots, "money-asked");
	const file = path.join(shots, "money-asked.xlsx");
	fs.rmSync(file, { force: true });
	fs.mkdirSync(folder_of, { recursive: true });
	for (const [name, rows] of Object.entries(SHEETS))
		fs.writeFileSync(path.join(folder_of, `${name}.csv`), rows.map(r => r.map(c => `"${c}"`).join(",")).join("\n"));
	execFileSync(option.kintsugi, ["pack", "export", folder_of, file], { stdio: "ignore" });
	return file;
}

async function window_of(browser, house, user, more = {}) {
	const page = await (await browser.window(house, more)).newPage();
	await sign_in(page, house, user);
	return page;
}

const link = (page, words) => page.locator("main").getByRole("link", { name: words }).first();
const pick = (page, name, value) => page.check(`input[name='${name}'][value='${value}']`);
const fits = async page =>
	await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth) <= 0;

/* What is folded, by its summary. */
const unfold = (page, words) => page.locator("main summary", { hasText: words }).first().click();

/* --- a form comes in, and what it carries for nothing is said --- */

async function bring(page) {
	await page.goto("/team/forms/new");
	await page.setInputFiles("#f-file", workbook());
	await press(page, "Read it");
	await unfold(page, "parts that nothing uses");
	await picture(page, "unused");
	const words = await main(page);
	check("what is never asked is named", /nobody: This is never asked/.test(words), words);
	check("a calculation that nothing uses is named", /idle: /.test(words));
	check("a list that nothing uses is named", /colours: /.test(words));
	await follow(page, "What would be different");
	await press(page, "Put it into use");
	await picture(page, "published");
	await page.goto("/team/forms");
	await link(page, "Money that is asked for").click();
	await picture(page, "in-use");
	return page.url().replace(/\?.*/, "");
}

/* --- the first person of the list who can be asked both --- */

async function somebody(page) {
	await page.goto("/people");
	const all = await page.$$eval("main a[href^='/people/']", a => a.map(x => x.getAttribute("href")));
	for (const href of new Set(all.filter(h => /^\/people\/[0-9a-f]{32}$/.test(h)))) {
		const reply = await page.goto(`${href}/questions/money-asked`);
		if (reply.status() === 200 && !/Already told/.test(await main(page)))
			return href;
	}
	throw new Error("nobody can be asked");
}

/* --- one painful fact, two forms --- */

async function told_first(page, who) {
	await page.goto(`${who}/questions/money-asked`);
	await pick(page, "owed", "yes");
	await page.fill("[name='asked']", "Somebody who writes to them.");
	await picture(page, "told-first");
	check("it is told", await press(page, "Save the form") === 200);
	return page.url();
}

async function told_again(page, who) {
	await page.goto(`${who}/questions/money-asked`);
	check("the same form says that it was told", /Already told on/.test(await main(page)));
	check("and does not show what was told", !await page.locator("input[name='owed']:checked").count());
	await unfold(page, "Ask it again, with a reason");
	await pick(page, "owed", "no");
	await press(page, "Save the form");
	await picture(page, "told-again-why");
	check("asking again needs a reason", /Please say why it is asked again/.test(await main(page)));
	check("and what was picked stays", await page.isChecked("input[name='owed'][value='no']"));
	await page.selectOption("[name='owed?']", { index: 2 });
	check("with a reason it is kept", await press(page, "Save the form") === 200, await main(page));
	await picture(page, "told-again");
	await page.goto(`${who}/story`);
	await picture(page, "told-list");
}

/* --- several pages --- */

async function next(page, number) {
	await press(page, "Next page");
	const here = await page.locator(".steps [aria-current='step']").innerText();
	return check(`page ${number} is next`, new URL(page.url()).searchParams.get("page") === String(number), here);
}

async function rounds(page) {
	await press(page, /^Add: /);
	await page.fill("[name='family/child[1]/called']", "Lina");
	await press(page, /^Add: /);
	check("what was written stays when a round is added",
		await page.inputValue("[name='family/child[1]/called']") === "Lina");
	await page.fill("[name='family/child[2]/called']", "Written by mistake");
	await press(page, /^Add: /);
	await page.fill("[name='family/child[3]/called']", "Omar");
	await page.fill("[name='family/child[3]/age']", "7");
	await picture(page, "rounds");
	const [second] = await page.$$("button[value='remove:family/child[2]']");
	await Promise.all([page.waitForNavigation(), second.click()]);
	check("a round is taken away and the others stay",
		await page.inputValue("[name='family/child[1]/called']") === "Lina" &&
		await page.inputValue("[name='family/child[2]/called']") === "Omar" &&
		!await page.locator("[name='family/child[3]/called']").count());
	await page.fill("[name='family/child[1]/age']", "200");
	await picture(page, "rounds-after");
}

async function pages(page, who) {
	await page.goto(`${who}/questions/everyday`);
	await page.check("[name='days/rest:light']");
	await pick(page, "days/food_avoid", "yes");
	await page.fill("[name='days/days_of_rest']", "Fridays are quiet.");
	await picture(page, "page-1");
	await next(page, 2);
	await page.fill("[name='body/medicine_days']", "3");
	await picture(page, "page-2");
	await next(page, 3);
	await rounds(page);
	await next(page, 4);
	check("a fact of the other form need not be told", /Already told on/.test(await main(page)));
	check("every page fits a phone", await fits(page));
	await picture(page, "page-4");
	await press(page, "Save the form");
	await picture(page, "mistake");
	check("a mistake on a page before leads there", /page=3/.test(page.url()), page.url());
	check("and says what is wrong", /An age in years, from 0 to 119/.test(await main(page)));
	check("what was written stands there as it was", await page.inputValue("[name='family/child[1]/age']") === "200" &&
		await page.inputValue("[name='family/child[2]/called']") === "Omar");
	await page.fill("[name='family/child[1]/age']", "2");
	await press(page, "Page before");
	check("the page before kept its answers", await page.inputValue("[name='body/medicine_days']") === "3");
	await next(page, 3);
	check("a mended answer is kept on the way", await page.inputValue("[name='family/child[1]/age']") === "2");
	check("it is saved from any page", await press(page, "Save the form") === 200, await main(page));
	await picture(page, "pages-saved");
	const words = await main(page);
	for (const said of ["Fridays are quiet.", "Lina", "Omar", "3"])
		check(`it holds ${said}`, words.includes(said), words);
	check("and nothing of the round that was taken away", !words.includes("Written by mistake"));
}

/* --- out of use --- */

const fill_in = page => page.locator("main a[href$='/questions/money-asked']");

async function retired(manager, page, form, who, answer) {
	await manager.goto(form);
	await unfold(manager, "Take it out of use");
	await picture(manager, "retire");
	await press(manager, "Take it out of use");
	await picture(manager, "retired");
	check("it says that it is not asked any more", /Not asked any more/.test(await main(manager)));
	await page.goto(`${who}/questions`);
	await picture(page, "list-after");
	check("it is offered no more", !await fill_in(page).count());
	check("what was answered stands in the list", await link(page, "Money that is asked for").count() > 0);
	check("its page is gone", (await page.goto(`${who}/questions/money-asked`)).status() === 404);
	await page.goto(answer);
	check("an answer still reads as it was asked", /Does somebody say that you owe money\?\s+Yes/.test(await main(page)));
	await manager.goto(form);
	await press(manager, "Put this version into use again");
	await page.goto(`${who}/questions`);
	check("and it is offered again", await fill_in(page).count() > 0, await page.innerHTML("main ul.next"));
	await manager.goto("/team/forms");
	await picture(manager, "forms");
}

/* --- words --- */

async function words_of_house(manager, page) {
	await write(manager, "/settings/words", { language: "en", said: "shelter", instead: "residence" },
		"Save, and see what it changes");
	await picture(manager, "words");
	check("a word of the house shows each text it changes", /residence/.test(await main(manager)));
	const term = manager.url();
	await manager.goto("/team/staff/new");
	check("it stands on the pages", /residence/.test(await main(manager)));
	await manager.goto("/language?to=es&back=/team/staff/new");
	check("in its own language alone", /albergue/.test(await main(manager)));
	await manager.goto("/language?to=en&back=/team/staff/new");
	await page.goto("/settings/words");
	check("only who leads the house changes words", !/Say a word in another way/.test(await main(page)));
	await manager.goto(term);
	await press(manager, "Take this word back");
	await manager.goto("/team/staff/new");
	check("and it can be taken back", /shelter/.test(await main(manager)));
}

async function words_of_person(page, who) {
	await page.goto(`${who}/words`);
	const folded = page.locator("details:not([open]):has(#f-term_other) > summary");
	if (await folded.count())
		await folded.first().click();
	await pick(page, "term", "other");
	await page.fill("#f-term_other", "Sister of Omar");
	await press(page, "Save");
	await page.goto(who);
	await picture(page, "person");
	check("a person's own word stands on their page", /says “Sister of Omar”/.test(await main(page)), await main(page));
}

const house = await house_open(option.kintsugi, option.store, PEOPLE);
const browser = await browser_open();
try {
	const manager = await window_of(browser, house, "manager");
	const page = await window_of(browser, house, "caseworker", PHONE);
	const form = await bring(manager);
	const who = await somebody(page);
	const answer = await told_first(page, who);
	await pages(page, who);
	await told_again(page, who);
	await retired(manager, page, form, who, answer);
	await words_of_house(manager, page);
	await words_of_person(page, who);
	if (!option.brief)
		check("axe finds nothing on the form", !(await manager.goto(form).then(() => axe_faults(manager))).length);
} finally {
	await browser.close();
	await house.end();
	house.stop();
}
process.exitCode = total();
