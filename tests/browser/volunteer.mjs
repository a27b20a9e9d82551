/* A volunteer's path: download a form, change it in a spreadsheet, bring it back, look at the difference, put it into
 * use, fill it in with the program's script and without, find the answer; what was answered before still reads as it
 * was asked, and a report counts the new ones. Then the same with a questionnaire that is scored, and what a safety question does.
 * node volunteer.mjs --kintsugi PATH --store sqlite|postgres --shots DIR; --brief: no pictures */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { browser_open, check, folder, house_open, options, sign_in, total } from "./house.mjs";
import { main, press, tick } from "./hand.mjs";

const option = options({ kintsugi: process.env.KINTSUGI || "kintsugi", store: "sqlite", shots: "", brief: false });
const shots = option.shots || folder("shots");
fs.mkdirSync(shots, { recursive: true });

const ENOUGH = 18;
let taken = 0;
async function picture(page, name) {
	if (!option.brief)
		await page.screenshot({ path: path.join(shots, `${++taken}-${name}.png`), fullPage: true });
}

const link = (page, words) => page.locator("main").getByRole("link", { name: words }).first();

async function window_of(browser, house, user, more = {}) {
	const page = await (await browser.window(house, more)).newPage();
	await sign_in(page, house, user);
	return page;
}

/* The first person of the list whom this colleague may ask something. */
async function somebody(page) {
	await page.goto("/people");
	const all = await page.$$eval("main a[href^='/people/']", a => a.map(x => x.getAttribute("href")));
	for (const href of all.filter(h => /^\/people\/[0-9a-f]{32}$/.test(h))) {
		const reply = await page.goto(`${href}/questions`);
		if (reply.status() === 200 && await link(page, "Looking back").count())
			return href;
	}
	throw new Error("nobody can be asked");
}

/* --- Forms: out, changed, in again --- */

async function download(page) {
	await page.goto("/team/forms");
	await picture(page, "forms");
	await link(page, "Looking back").click();
	await picture(page, "in-use");
	const [file] = await Promise.all([page.waitForEvent("download"), link(page, "Download it as .xlsx").click()]);
	const old = path.join(shots, "old.xlsx");
	await file.saveAs(old);
	return old;
}

async function bring(page, file) {
	await page.goto("/team/forms/new");
	await page.setInputFiles("#f-file", file);
	await press(page, "Read it");
	return page.url().replace(/\?.*/, "");
}

async function bring_torn(page, changed) {
	const torn = path.join(shots, "torn.xlsx");
	fs.writeFileSync(torn, fs.readFileSync(changed).subarray(0, 3000));
	await bring(page, torn);
	await picture(page, "torn");
	check("a torn file is refused in words", /What to change in the file/.test(await main(page)));
}

async function look(manager, phone, draft) {
	await picture(manager, "draft");
	for (const language of ["en", "es", "ar"]) {
		await manager.goto(`${draft}/preview?lang=${language}&role=volunteer`);
		await picture(manager, `preview-${language}`);
	}
	await manager.goto(`${draft}/preview?lang=es`);
	const words = await main(manager);
	check("a translation is seen", /¿Qué te ayudó a descansar\?/.test(words));
	check("a condition reads in words", /“¿Encontraste descanso aquí\?” = “Sí”/.test(words), words);
	await manager.goto(`${draft}/preview?paper=1`);
	await picture(manager, "blank");
	await phone.goto(`${draft}/compare`);
	await picture(phone, "compare-phone");
	await phone.goto("/team/forms");
	await picture(phone, "forms-phone");
	const wide = await phone.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
	check("the list fits a phone", wide <= 0, `${wide} too wide`);
}

async function put_into_use(page, draft) {
	await page.goto(`${draft}/compare`);
	await picture(page, "compare");
	const words = await main(page);
	check("the changed label is shown", /Did you feel safe in this place\?/.test(words));
	check("the new question is shown", /What helped you to rest\?/.test(words));
	await press(page, "Put it into use");
	await picture(page, "published");
	check("it is in use", /Looking back[^]*version 2026\.2/.test(await main(page)));
}

/* --- filling in --- */

const pick = (page, name, value) => page.check(`input[name='${name}'][value='${value}']`);
const shown = (page, name) => page.locator(`[name='${name}']`).first().isVisible();
const node = (page, name) => page.locator(`[data-node='${name}']`);

async function saves(page, words) {
	check(words, await press(page, /^Save/) === 200, page.url());
	return page.url();
}

async function answers_before(page, href) {
	await page.goto(`${href}/questions/looking-back`);
	await pick(page, "after/call", "yes");
	await picture(page, "filled-in-before");
	return saves(page, "a form is saved");
}

/* With script: what follows from an answer comes without another page, and is a draft meanwhile. */
async function answers_live(page, href) {
	await page.goto(`${href}/questions/looking-back`);
	await page.evaluate(() => { window.same = true; });
	check("what depends on an answer is not asked yet", !await shown(page, "found_rest"));
	await pick(page, "after/call", "yes");
	await node(page, "found_rest").waitFor({ state: "visible" });
	check("what depends on that one is still not asked", !await shown(page, "rested"));
	await pick(page, "found_rest", "yes");
	await node(page, "rested").waitFor({ state: "visible" });
	await page.fill("[name='rested']", "The garden was quiet.");
	await page.fill("[name='nights']", "15");
	await page.keyboard.press("Tab");
	await node(page, "weeks").locator("strong", { hasText: "2" }).waitFor();
	check("a calculation follows on the same page", await page.evaluate(() => window.same === true));
	await pick(page, "after/call", "no");
	await node(page, "rested").waitFor({ state: "hidden" });
	check("what is not asked any more goes", !await shown(page, "found_rest"));
	await pick(page, "after/call", "yes");
	await node(page, "rested").waitFor({ state: "visible" });
	check("and comes back with what was written", await page.inputValue("[name='rested']") === "The garden was quiet.");
	await page.goto(`${href}/questions/looking-back`);
	check("the draft is kept", await page.inputValue("[name='rested']") === "The garden was quiet.");
	await picture(page, "filled-in");
	return saves(page, "it is saved with script");
}

/* Without: what follows stands there as soon as the answer before it is kept. */
async function answers_plain(page, href) {
	await page.goto(`${href}/questions/looking-back`);
	await pick(page, "after/call", "yes");
	await page.fill("[name='nights']", "8");
	await press(page, "Keep as draft");
	await page.goto(`${href}/questions/looking-back`);
	await pick(page, "found_rest", "yes");
	check("a calculation is there after keeping", /About so many weeks: 1/.test(await main(page)));
	await picture(page, "filled-in-plain");
	return saves(page, "it is saved without script");
}

async function finds(page, who, answer, before) {
	await page.goto(answer);
	await picture(page, "answer");
	const words = await main(page);
	check("the answer is found", /The garden was quiet\./.test(words), words);
	check("the calculation is kept with it", /About so many weeks\s+2/.test(words), words);
	await page.goto(who);
	await picture(page, "person");
	check("her page tells of it", /Looking back/.test(await main(page)));
	await page.goto(`${who}/timeline`);
	check("the timeline tells of it", /Looking back/.test(await main(page)));
	await page.goto(before);
	await picture(page, "old-answer");
	check("the old answer reads as it was asked", !/Did you find rest/.test(await main(page)));
}

/* The first people of the list who can be asked and were not yet. */
async function others(page, not, most) {
	await page.goto("/people");
	const all = await page.$$eval("main a[href^='/people/']", a => a.map(x => x.getAttribute("href")));
	return [...new Set(all.filter(h => /^\/people\/[0-9a-f]{32}$/.test(h) && h !== not))].slice(0, most);
}

/* A report says a number once enough people gave an answer, and enough another: a third is not asked the new question,
 * and the others answer it in two ways. */
async function counted(browser, house, manager, worker, who) {
	for (const [i, href] of (await others(worker, who, ENOUGH)).entries()) {
		await worker.goto(`${href}/questions/looking-back`);
		await pick(worker, "after/call", i % 3 ? "yes" : "no");
		if (i % 3) {
			await node(worker, "found_rest").waitFor({ state: "visible" });
			await pick(worker, "found_rest", i % 3 === 1 ? "yes" : "little");
		}
		await press(worker, /^Save/);
	}
	await window_of(browser, house, "evaluation");
	await manager.goto("/reports/questions/looking-back");
	await picture(manager, "counted");
	const words = await main(manager);
	check("the answer is counted in a report", /Did you find rest here\?[^]*Yes\s+7\b/.test(words), words);
}

async function form_path(browser, house, manager, worker) {
	const phone = await window_of(browser, house, "manager", { width: 320, height: 640, script: false });
	const plain = await window_of(browser, house, "caseworker", { width: 320, height: 640, script: false });
	const who = await somebody(worker);
	const before = await answers_before(worker, who);
	const old = await download(manager);
	const changed = path.join(shots, "new.xlsx");
	execFileSync("python3", [path.join(import.meta.dirname, "volunteer.py"), old, changed]);
	await bring_torn(manager, changed);
	const draft = await bring(manager, changed);
	check("a draft is made", /\/team\/forms\/drafts\//.test(draft), draft);
	await look(manager, phone, draft);
	await put_into_use(manager, draft);
	const answer = await answers_live(worker, who);
	await answers_plain(plain, who);
	await finds(worker, who, answer, before);
	await counted(browser, house, manager, worker, who);
	return who;
}

/* --- a questionnaire that the house may use --- */

async function questionnaire_path(manager, worker, who) {
	const draft = await bring(manager, path.join(import.meta.dirname, "../files/evenings.xlsx"));
	await manager.goto(`${draft}/compare`);
	await press(manager, "Put it into use");
	await picture(manager, "leave");
	check("whose it is must be said", /Please say that this house may use it/.test(await main(manager)));
	await tick(manager, "leave");
	await press(manager, "Put it into use");
	await worker.goto(`${who}/questionnaires/new/evenings`);
	await pick(worker, "q_rest", "2");
	await pick(worker, "q_company", "3");
	await pick(worker, "q_alone", "1");
	await picture(worker, "questionnaire");
	await press(worker, "Save the answers");
	await worker.goto(`${who}/questionnaires`);
	await picture(worker, "questionnaires");
	check("it is scored", /7 of 9/.test(await main(worker)));
	await worker.goto(`${who}/forms`);
	await picture(worker, "paper");
	await link(worker, "PHQ-9").click();
	await picture(worker, "questionnaire-blank");
	check("it prints with whose it is", /Kroenke K/.test(await worker.locator("body").innerText()));
}

/* A form with pictures and sounds: brought as one .zip, asked with them, answered with a recording that is heard again. */
async function media_path(manager, worker, who) {
	const plays = (page, n) => page.locator("main audio").nth(n).evaluate(async one => {
		one.muted = true;
		await one.play();
		return one.duration > 0 && !one.error;
	});
	const draft = await bring(manager, path.join(import.meta.dirname, "../files/cup-and-room.zip"));
	await manager.goto(`${draft}/preview`);
	await manager.waitForLoadState("networkidle");
	await picture(manager, "media-preview");
	check("the pictures of a draft are seen", await manager.$$eval("main img", all => all.length === 3 && all.every(i => i.naturalWidth > 0)));
	await manager.goto(`${draft}/compare`);
	await press(manager, "Put it into use");
	await worker.goto(`${who}/questions/cup-and-room`);
	await pick(worker, "drink", "tea");
	check("what a form says can be heard", await plays(worker, 0));
	await press(worker, /^Add a recording/);
	await worker.setInputFiles("#f-file", path.join(import.meta.dirname, "../files/hello.wav"));
	await press(worker, "Add it to the answer");
	await picture(worker, "media-filled-in");
	await saves(worker, "a recording is an answer");
	await worker.waitForLoadState("networkidle");
	await picture(worker, "media-answered");
	check("it is heard again", await plays(worker, 0));
}

/* The ninth line of PHQ-9: nothing alarming before the person, a call within the hour, an answer that ends it. */
async function safety_path(browser, house, worker, who) {
	const night = await window_of(browser, house, "shelter");
	await worker.goto(`${who}/questionnaires/new/phq-9`);
	for (let line = 1; line <= 9; line++)
		await pick(worker, `q_mood-phq_${line}`, line === 9 ? "1" : "0");
	await press(worker, "Save the answers");
	await picture(worker, "after-safety");
	check("the page says thank you and nothing else", /^Thank you/.test(await worker.locator("h1").innerText()));
	for (const [page, name] of [[worker, "worker"], [night, "night"]]) {
		await page.goto("/");
		await picture(page, `called-${name}`);
		check(`${name} is called`, /Please be with this person now/.test(await main(page)));
	}
	await night.locator(`main a[href='${who}/beside']`).first().click();
	await picture(night, "beside");
	check("it ends only with words", await press(night, "Save") === 422);
	await picture(night, "beside-empty");
	await night.fill("#f-done", "We sat in the kitchen.");
	await pick(night, "safe", "yes");
	await press(night, "Save");
	await worker.goto("/");
	check("then it is over for both", !(await worker.locator(`main a[href='${who}/beside']`).count()));
}

const house = await house_open(option.kintsugi, option.store);
const browser = await browser_open();
try {
	const manager = await window_of(browser, house, "manager");
	const worker = await window_of(browser, house, "caseworker");
	const who = await form_path(browser, house, manager, worker);
	await questionnaire_path(manager, worker, who);
	await media_path(manager, worker, who);
	await safety_path(browser, house, worker, who);
} finally {
	await browser.close();
	await house.end();
	house.stop();
}
process.exitCode = total();
