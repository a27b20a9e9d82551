/* A volunteer's path: download a form, change it in a spreadsheet, bring it back, look at the difference, put it into
 * use, fill it in, find the answer; and what was answered before still reads as it was asked.
 * node volunteer.mjs --kintsugi PATH --store sqlite|postgres --shots DIR */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { browser_open, check, folder, house_open, options, sign_in, total } from "./house.mjs";
import { main, press } from "./hand.mjs";

const option = options({ kintsugi: process.env.KINTSUGI || "kintsugi", store: "sqlite", shots: "" });
const shots = option.shots || folder("shots");
fs.mkdirSync(shots, { recursive: true });

let taken = 0;
async function picture(page, name) {
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

async function answer(page, href, rested) {
	await page.goto(`${href}/questions/looking-back`);
	await page.check("input[name='after/call'][value='yes']");
	if (rested) {
		/* The question stands there as soon as the answer before it is kept, with and without script. */
		await press(page, "Keep as draft");
		await page.goto(`${href}/questions/looking-back`);
		await page.fill("[name='rested']", rested);
	}
	await picture(page, rested ? "filled-in" : "filled-in-before");
	check(`the form is saved${rested ? " again" : ""}`, await press(page, /^Save/) === 200, page.url());
	return page.url();
}

/* Enough people for a figure: each is asked what may be counted, with the words that are in use now. */
async function many(page) {
	await page.goto("/people");
	const all = await page.$$eval("main a[href^='/people/']", a => a.map(x => x.getAttribute("href")));
	let asked = 0;
	for (const href of [...new Set(all)].filter(h => /^\/people\/[0-9a-f]{32}$/.test(h))) {
		const reply = await page.goto(`${href}/questions/looking-back`);
		if (asked === 12 || reply.status() !== 200)
			continue;
		await page.check(`input[name='here/safe'][value='${["yes", "mostly"][asked++ % 2]}']`);
		await press(page, /^Save/);
	}
	return asked;
}

/* From the form's own page to its figures, in the words that were put into use. */
async function counted(page) {
	await page.goto("/team/forms");
	await link(page, "Looking back").click();
	await link(page, "What was answered, in numbers").click();
	const words = await main(page);
	await picture(page, "counted");
	check("the question is counted in its new words", /Did you feel safe in this place\?/.test(words), page.url());
	check("a count is told", /Mostly\s+6|Yes\s+6/.test(words), words);
	check("few are not", /fewer than 5|too few/.test(words));
}

async function download(page, shots_name) {
	await page.goto("/team/forms");
	await picture(page, "forms");
	await link(page, "Looking back").click();
	await picture(page, shots_name);
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

async function look(manager, phone, draft) {
	await picture(manager, "draft");
	for (const language of ["en", "es", "ar"]) {
		await manager.goto(`${draft}/preview?lang=${language}&role=volunteer`);
		await picture(manager, `preview-${language}`);
	}
	check("a translation is seen", /¿Qué te ayudó a descansar\?/.test(
		await (await manager.goto(`${draft}/preview?lang=es`)).text()));
	await manager.goto(`${draft}/preview?paper=1`);
	await picture(manager, "blank");
	await phone.goto(`${draft}/compare`);
	await picture(phone, "compare-phone");
	await phone.goto("/team/forms");
	await picture(phone, "forms-phone");
	const wide = await phone.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
	check("the list fits a phone", wide <= 0, `${wide} too wide`);
}

async function walk(browser, house) {
	const manager = await window_of(browser, house, "manager");
	const phone = await window_of(browser, house, "manager", { width: 320, height: 640, script: false });
	const worker = await window_of(browser, house, "caseworker");
	const who = await somebody(worker);
	const before = await answer(worker, who, "");

	const old = await download(manager, "in-use");
	const changed = path.join(shots, "new.xlsx");
	execFileSync("python3", [path.join(import.meta.dirname, "volunteer.py"), old, changed]);
	const torn = path.join(shots, "torn.xlsx");
	fs.writeFileSync(torn, fs.readFileSync(changed).subarray(0, 3000));
	await bring(manager, torn);
	await picture(manager, "torn");
	check("a torn file is refused in words", /What to change in the file/.test(await main(manager)));

	const draft = await bring(manager, changed);
	check("a draft is made", /\/team\/forms\/drafts\//.test(draft), draft);
	await look(manager, phone, draft);
	await manager.goto(`${draft}/compare`);
	await picture(manager, "compare");
	const words = await main(manager);
	check("the changed label is shown", /Did you feel safe in this place\?/.test(words));
	check("the new question is shown", /What helped you to rest\?/.test(words));
	await press(manager, "Put it into use");
	await picture(manager, "published");

	const after = await answer(worker, who, "The garden was quiet.");
	check("the answer is found", /The garden was quiet\./.test(await main(worker)), after);
	await picture(worker, "answer");
	check("a dozen people are asked", await many(worker) === 12);
	await worker.goto(`${who}/timeline`);
	check("the timeline tells of it", /Looking back/.test(await main(worker)));
	await worker.goto(before);
	await picture(worker, "old-answer");
	check("the old answer reads as it was asked", !/What helped you to rest/.test(await main(worker)));
	await counted(manager);
}

const house = await house_open(option.kintsugi, option.store);
const browser = await browser_open();
try {
	await walk(browser, house);
} finally {
	await browser.close();
	await house.end();
	house.stop();
}
process.exitCode = total();
