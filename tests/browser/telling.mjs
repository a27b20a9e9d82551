/* What the chapters of the walk share: where they are, how they tell what holds, and steps that several of them take. */
import fs from "node:fs";
import path from "node:path";
import { axe_faults, check, folder, options, sign_in } from "./house.mjs";
import { choose, fill, main, person_of, press } from "./hand.mjs";

export const option = options({ kintsugi: process.env.KINTSUGI || "kintsugi", store: "both", shots: "", part: "all", pictures: "", brief: false });
export const shots = option.shots || folder("shots");
fs.mkdirSync(shots, { recursive: true });

/* The house of now, its store, the browser; set by walk.mjs. */
export const here = { house: null, store: "", browser: null };
export const costs = [];

/* --- telling --- */

/* One chapter: what breaks in it is one failure with a picture, and the walk goes on. */
export async function chapter(words, pages, run) {
	const began = Date.now();
	try {
		await run();
	} catch (error) {
		check(`${here.store}: ${words}: goes to its end`, false, error.message.split("\n").slice(0, 6).join("\n"));
		for (const [i, page] of pages().filter(Boolean).entries())
			await shot(page, `broken-${words}-${i}`).catch(() => {});
	}
	console.log(`      ${here.store}: ${words} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
}

/* The short form keeps only the pictures of what broke. */
export async function shot(page, name) {
	if (option.brief && !option.shots && !name.startsWith("broken"))
		return;
	const file = `${here.store}-${name.replace(/\W+/g, "-")}.png`;
	await page.screenshot({ path: path.join(shots, file), fullPage: true });
}

/* A state that pages.mjs cannot reach by its address: a picture, and what axe-core says. */
export async function look(page, name) {
	await shot(page, name);
	const faults = await axe_faults(page);
	holds(`axe-core finds nothing: ${name}`, faults.length === 0, faults.join("\n"));
}

/* The page says all of these and none of those. */
export async function says(page, claim, words, never = []) {
	const text = (await main(page)).replace(/\s+/g, " ");
	const missing = [words].flat().filter(w => !text.includes(w));
	const wrong = [never].flat().filter(w => text.includes(w));
	const more = [...missing.map(w => `missing: ${w}`), ...wrong.map(w => `there: ${w}`)];
	check(`${here.store}: ${claim}`, more.length === 0, `${more.join("\n")}\nat ${page.url()}\n${text.slice(0, 700)}`);
}

export function holds(claim, truth, more) {
	check(`${here.store}: ${claim}`, truth, more);
}

export function budget(claim, cost, seconds) {
	costs.push(`${here.store}: ${claim}: ${cost}, of ${seconds} s`);
	holds(`${claim} within ${seconds} s (${cost})`, cost.seconds <= seconds);
}

export async function window_of(user, pin, look) {
	const context = await here.browser.window(here.house, look);
	const page = await context.newPage();
	page.on("dialog", dialog => dialog.accept());
	await sign_in(page, here.house, user, pin);
	return page;
}

export async function at(page, where) {
	return (await page.goto(where)).status();
}

/* --- steps that several chapters take --- */

export async function arrive(page, label) {
	await at(page, "/people/new");
	await fill(page, "label", label);
	await press(page, "Save");
	return person_of(page);
}

export async function write_words(page, id, said) {
	await at(page, `/people/${id}/words`);
	await fill(page, "concerns", said.concerns ?? "");
	await fill(page, "wishes", said.wishes ?? "");
	if (said.pronoun)
		await choose(page, "pronoun", said.pronoun);
	await press(page, "Save and go on");
}

export async function write_note(page, id, words) {
	await at(page, `/people/${id}/notes/new`);
	await choose(page, "how", await first_choice(page, "how"));
	await fill(page, "words", words);
	return press(page, "Save");
}

/* A colleague is asked to walk along, by somebody who does. */
export async function walks_along(page, id, user) {
	await at(page, `/people/${id}/companions`);
	const who = page.locator("#f-staff option", { hasText: new RegExp(`^${user} `) });
	await page.selectOption("#f-staff", await who.getAttribute("value"));
	await press(page, "Walks along");
}

export async function unfold(page) {
	await page.$$eval("main details", all => all.forEach(d => { d.open = true; }));
}

export function first_choice(page, name) {
	return page.locator(`input[name="${name}"]`).first().getAttribute("value");
}

export async function consent(page, id, purpose, how, more = {}) {
	await at(page, `/people/${id}/consents/new?purpose=${purpose}`);
	await choose(page, "answer", more.answer ?? "given");
	if (await page.locator("#f-recipient").count())
		await fill(page, "recipient", more.recipient ?? "Clinic of the port");
	const groups = more.groups ?? ["name"];
	for (const box of await page.locator("input[name^=groups-]").all())
		if (await box.isChecked() !== groups.includes((await box.getAttribute("name")).slice(7)))
			await page.click(`label[for="${await box.getAttribute("id")}"]`);
	if (more.withheld)
		await fill(page, "withheld", more.withheld);
	await fill(page, "until", in_days(90));
	if (how)
		await choose(page, "how", how);
	if (how === "spoken")
		await fill(page, "witness", "Sister Mari");
	return press(page, "Save");
}

export function in_days(n) {
	return new Date(Date.now() + n * 86400e3).toISOString().slice(0, 10);
}

/* One step of the six: the first question with a sentence and what was seen, the next with a reason, the rest open. */
export async function answer_step(page, sentence, evidence) {
	const sets = page.locator("section.card:has(select)");
	const items = [];
	for (const set of await sets.all()) {
		const name = await set.locator("input[type=radio]").first().getAttribute("name").catch(() => null);
		if (name && name !== "setting")
			items.push({ set, name });
	}
	for (const [i, item] of items.entries()) {
		if (i === 1 && items.length > 2) {
			await item.set.locator("select").selectOption("prefer_not");
			continue;
		}
		await item.set.locator(`label[for="f-${item.name}-${sentence}"]`).click();
		if (i === 0)
			await item.set.locator("textarea").fill(evidence);
	}
	return items.length;
}

export async function first_step_of_assessment(page) {
	await page.selectOption("#f-wave", "intake");
	const place = await page.locator("input[name=setting]").first().getAttribute("value");
	await choose(page, "setting", place);
}

/* Which of them stand in the documents for people who use the house, and how: what one sees without scrolling. */
const IN_DOCUMENTS = {
	1200: ["night card", "her page", "safety", "plan", "consents", "circle", "family", "story", "going home", "hand-over"],
	320: ["her page"], ar: ["her page"],
};

/* --pictures DIR --store sqlite writes them again. */
async function for_documents(page, name, view) {
	if (option.pictures && here.store === "sqlite" && IN_DOCUMENTS[view].includes(name))
		await page.screenshot({
			path: path.join(option.pictures, `${name.replace(/\W+/g, "-")}-${view}.png`),
			clip: { x: 0, y: 0, width: view === 1200 ? 1200 : 320, height: 640 }, /* so that it stays under 120 KB */
		});
}

/* The main pages of a life as people see them: on a desk, on a phone, in Arabic. */
export async function pictures(page, name) {
	await page.setViewportSize({ width: 1200, height: 900 });
	await for_documents(page, name, 1200);
	await shot(page, `${name}-1200`);
	await page.setViewportSize({ width: 320, height: 640 });
	await for_documents(page, name, 320);
	await shot(page, `${name}-320`);
	const wide = await page.evaluate(() => document.documentElement.scrollWidth);
	holds(`${name} fits 320 pixels`, wide <= 320, `${wide} pixels`);
	await in_arabic(page, name);
	await page.setViewportSize({ width: 1280, height: 900 });
}

async function in_arabic(page, name) {
	await page.context().addCookies([{ name: "lang", value: "ar", url: here.house.base }]);
	await page.reload();
	holds(`${name} in Arabic runs from right to left`, await page.locator('html[lang="ar"][dir="rtl"]').count() === 1);
	await for_documents(page, name, "ar");
	await shot(page, `${name}-ar`);
	await page.context().addCookies([{ name: "lang", value: "en", url: here.house.base }]);
	await page.reload();
}
