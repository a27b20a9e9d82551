/* The first walk in a real browser: what people do from an arrival to a measured seam, and what must not be possible.
 * node walk.mjs --kintsugi PATH --store sqlite|postgres|both --shots DIR */
import fs from "node:fs";
import path from "node:path";
import { axe_faults, browser_open, check, folder, house_open, options, sign_in, total } from "./house.mjs";
import { choose, Cost, fill, follow, Keyboard, main, person_of, pick, press, tick } from "./hand.mjs";

const option = options({ kintsugi: process.env.KINTSUGI || "kintsugi", store: "both", shots: "" });
const shots = option.shots || folder("shots");
fs.mkdirSync(shots, { recursive: true });

let house, browser, store;
const costs = [];

/* --- telling --- */

/* One chapter: what breaks in it is one failure with a picture, and the walk goes on. */
async function chapter(words, pages, run) {
	const began = Date.now();
	try {
		await run();
	} catch (error) {
		check(`${store}: ${words}: goes to its end`, false, error.message.split("\n").slice(0, 6).join("\n"));
		for (const [i, page] of pages().filter(Boolean).entries())
			await shot(page, `broken-${words}-${i}`).catch(() => {});
	}
	console.log(`      ${store}: ${words} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
}

async function shot(page, name) {
	const file = `${store}-${name.replace(/\W+/g, "-")}.png`;
	await page.screenshot({ path: path.join(shots, file), fullPage: true });
}

/* A state that pages.mjs cannot reach by its address: a picture, and what axe-core says. */
async function look(page, name) {
	await shot(page, name);
	const faults = await axe_faults(page);
	holds(`axe-core finds nothing: ${name}`, faults.length === 0, faults.join("\n"));
}

/* The page says all of these and none of those. */
async function says(page, claim, words, never = []) {
	const text = (await main(page)).replace(/\s+/g, " ");
	const missing = [words].flat().filter(w => !text.includes(w));
	const wrong = [never].flat().filter(w => text.includes(w));
	const more = [...missing.map(w => `missing: ${w}`), ...wrong.map(w => `there: ${w}`)];
	check(`${store}: ${claim}`, more.length === 0, `${more.join("\n")}\nat ${page.url()}\n${text.slice(0, 700)}`);
}

function holds(claim, truth, more) {
	check(`${store}: ${claim}`, truth, more);
}

function budget(claim, cost, seconds) {
	costs.push(`${store}: ${claim}: ${cost}, of ${seconds} s`);
	holds(`${claim} within ${seconds} s (${cost})`, cost.seconds <= seconds);
}

async function window_of(user, pin, look) {
	const context = await browser.window(house, look);
	const page = await context.newPage();
	page.on("dialog", dialog => dialog.accept());
	await sign_in(page, house, user, pin);
	return page;
}

async function at(page, where) {
	return (await page.goto(where)).status();
}

/* --- steps that several chapters take --- */

async function arrive(page, label) {
	await at(page, "/people/new");
	await fill(page, "label", label);
	await press(page, "Save");
	return person_of(page);
}

async function write_words(page, id, said) {
	await at(page, `/people/${id}/words`);
	await fill(page, "concerns", said.concerns ?? "");
	await fill(page, "wishes", said.wishes ?? "");
	if (said.pronoun)
		await choose(page, "pronoun", said.pronoun);
	await press(page, "Save and go on");
}

async function write_note(page, id, words) {
	await at(page, `/people/${id}/notes/new`);
	await choose(page, "how", await first_choice(page, "how"));
	await fill(page, "words", words);
	return press(page, "Save");
}

function first_choice(page, name) {
	return page.locator(`input[name="${name}"]`).first().getAttribute("value");
}

async function consent(page, id, purpose, how, more = {}) {
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

function in_days(n) {
	return new Date(Date.now() + n * 86400e3).toISOString().slice(0, 10);
}

/* One step of the six: the first question with a sentence and what was seen, the next with a reason, the rest open. */
async function answer_step(page, sentence, evidence) {
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

async function first_step_of_assessment(page) {
	await page.selectOption("#f-wave", "intake");
	const place = await page.locator("input[name=setting]").first().getAttribute("value");
	await choose(page, "setting", place);
}

/* --- chapters --- */

async function my_day(caseworker) {
	const cost = new Cost();
	const words = "Slept well. Wants to see the doctor on Friday.";

	await at(caseworker, "/");
	await says(caseworker, "my day shows what is due and whom she walks with",
		["My day", "What is due", "People I walk with", "Lately"]);
	const who = await caseworker.locator("#f-person option").nth(1).getAttribute("value");
	await pick(caseworker, "person", who, cost);
	await fill(caseworker, "words", words, cost);
	await caseworker.locator("#f-how").selectOption({ index: 1 });
	cost.fields++;
	cost.points += 2;
	await press(caseworker, "Save the note", cost);
	await says(caseworker, "a contact note is saved from my day", "Saved.");
	budget("a contact note from my day", cost, 30);
	await at(caseworker, `/people/${who}`);
	await says(caseworker, "the note stands on the person's page", words);
	await at(caseworker, "/");
	await press(caseworker, "Save the note");
	await says(caseworker, "an empty note comes back with words, not with a loss", "need another look");
	await look(caseworker, "problems");
}

async function arrival_by_keyboard(caseworker) {
	const cost = new Cost();
	const keys = new Keyboard(caseworker, cost);

	await at(caseworker, "/people/new");
	holds("the first field is reached with Tab", await keys.to("#f-label"));
	await keys.type("Amira");
	holds("what is urgent is reached with Tab", await keys.to("#f-urgent-injury"));
	await keys.press("Space");
	await keys.to("#f-urgent-child");
	await keys.press("Space");
	await keys.to("#f-urgent_words");
	await keys.type("cut on the hand, baby");
	await keys.to("#f-language");
	await keys.press("ArrowDown");
	await keys.to("#f-channel");
	await keys.type("Ph");
	await keys.to("#f-contact");
	await keys.type("mornings, only herself");
	await keys.to("#f-place");
	await keys.type("R1");
	await keys.to("#f-birth_year");
	await keys.type("1999");
	await keys.to("main form button");
	await keys.press("Enter");
	await caseworker.waitForURL(/\/welcome/);
	budget("the arrival card by keyboard alone", cost, 90);
	const id = person_of(caseworker);
	await at(caseworker, `/people/${id}`);
	await says(caseworker, "her page has her name and says that contact was not asked more than once",
		["Amira", "Contact"]);
	await shot(caseworker, "arrived");
	return id;
}

async function name_alike(caseworker) {
	await at(caseworker, "/people/new");
	await fill(caseworker, "label", "Amirah");
	await fill(caseworker, "birth_year", "1999");
	await press(caseworker, "Save");
	await says(caseworker, "a name like one that is here shows the person who is here",
		["name like this", "Amira", "The same person: open"]);
	holds("what was written is kept", await caseworker.inputValue("#f-label") === "Amirah");
	await look(caseworker, "alike");
	await press(caseworker, "Somebody else: save");
	holds("somebody else is saved at the second press", Boolean(person_of(caseworker)));
}

async function welcome(caseworker, id) {
	await at(caseworker, `/people/${id}/welcome`);
	await says(caseworker, "the welcome tells rights, and what cannot be kept secret",
		["Your rights here", "secret"]);
	await at(caseworker, `/people/${id}/welcome?in=ar`);
	holds("the welcome can be shown in Arabic, right to left",
		await caseworker.locator('main [lang="ar"][dir="rtl"]').count() > 0);
	await choose(caseworker, "interpreter", "phone");
	await fill(caseworker, "left", "Who may see what: she was tired.");
	await press(caseworker, "Save and go on");
	await at(caseworker, `/people/${id}/welcome`);
	await says(caseworker, "what was left for later is there when one comes back", "she was tired");
	await at(caseworker, `/people/${id}`);
	await says(caseworker, "and it is next on her page", "she was tired");
}

async function words_before_scores(caseworker, id) {
	await at(caseworker, `/people/${id}/assessments/new`);
	await says(caseworker, "scores wait for her own words", "own words come first");
	holds("no sentence can be chosen yet", await caseworker.locator("main input[type=radio]").count() === 0);
	for (const care of ["notes/new", "contact", "consents", "casework"])
		holds(`care does not wait: ${care}`, await at(caseworker, `/people/${id}/${care}`) === 200);
	await at(caseworker, `/people/${id}/words`);
	await choose(caseworker, "state", "not_yet");
	await fill(caseworker, "why", "asleep");
	await press(caseworker, "Save and go on");
	await at(caseworker, `/people/${id}/assessments/new`);
	await says(caseworker, "'not yet possible' still keeps scores closed", "own words come first");
}

/* Each heading as it reads for each pronoun. */
async function own_words(caseworker, id) {
	const heads = { she: "In her own words", he: "In his own words", they: "In their own words", none: "In their own words" };
	const wishes = "A bed of my own.\nTo see my mother.";

	for (const [pronoun, head] of Object.entries(heads)) {
		await write_words(caseworker, id, { concerns: "That he finds us.", wishes, pronoun });
		await at(caseworker, `/people/${id}/words`);
		holds(`the heading reads well for ${pronoun}`, (await caseworker.innerText("main h1")) === head,
			await caseworker.innerText("main h1"));
	}
	await write_words(caseworker, id, { concerns: "That he finds us.", wishes, pronoun: "she" });
	await at(caseworker, `/people/${id}`);
	await says(caseworker, "her page says her own words, as she said them",
		["A bed of my own. To see my mother.", "in her own words", "she / her"]);
}

async function consents(caseworker, id) {
	const ways = { signature: "recording", mark: "statistics", thumbprint: "follow_up" };

	for (const [how, purpose] of Object.entries(ways)) {
		await consent(caseworker, id, purpose, how);
		await says(caseworker, `a consent is written down: ${how}`, "Holds until");
	}
	await consent(caseworker, id, "referral", "spoken",
		{ groups: ["name", "case"], withheld: "That there is a child: not to anybody." });
	await says(caseworker, "a consent is written down: spoken before a second person",
		["Sister Mari", "Clinic of the port", "Kept back"]);
	await consent(caseworker, id, "research", "", { answer: "refused", groups: [], recipient: "The university" });
	await says(caseworker, "a no is written down without penalty", ["No", "Nothing was lost by it"]);
	await shot(caseworker, "consents");
	await at(caseworker, `/people/${id}/consents/new?purpose=referral`);
	await press(caseworker, "Save");
	await says(caseworker, "an empty consent comes back with words", "need");
}

async function sharing(caseworker, id) {
	await at(caseworker, `/people/${id}/consents`);
	await follow(caseworker, "Give information");
	await says(caseworker, "before anything leaves one line says to whom, what, and under which consent",
		["Clinic of the port may receive", "Kept back: That there is a child"]);
	holds("only what was consented to can be ticked",
		await caseworker.locator("input[name^=groups-]").count() === 2);
	await choose(caseworker, "groups", "name");
	await fill(caseworker, "words", "Please see the hand on Friday.");
	await choose(caseworker, "carry", "open");
	await press(caseworker, "Write it down, then show the paper");
	await says(caseworker, "the paper is shown", ["Clinic of the port", "Please see the hand on Friday."],
		"there is a child");
	await look(caseworker, "paper");
	await at(caseworker, `/people/${id}/disclosures`);
	await says(caseworker, "what was given is written down", ["Clinic of the port", "With consent"]);
	await at(caseworker, `/people/${id}/consents`);
	await follow(caseworker, "Print");
	await choose(caseworker, "carry", "discreet");
	await press(caseworker, "Show the paper");
	const paper = await caseworker.innerText("body");
	holds("the discreet paper names no house, no name and no matter",
		!/Kintsugi|Demonstration|Amira|referral|consent/i.test(paper), paper);
	await look(caseworker, "discreet");
}

async function withdrawing(caseworker, id) {
	await at(caseworker, `/people/${id}/consents`);
	await follow(caseworker, "Give information");
	const share = caseworker.url();
	await at(caseworker, `/people/${id}/consents`);
	const before = (await main(caseworker)).split("Holds until").length;
	const card = caseworker.locator("section.card", { hasText: "Clinic of the port" }).first();
	await card.getByRole("button", { name: "Take back now" }).click();
	await caseworker.waitForLoadState("domcontentloaded");
	holds("a consent is taken back with one press", (await main(caseworker)).split("Holds until").length === before - 1);
	await says(caseworker, "and it is shown as taken back", "Taken back");
	await caseworker.goto(share);
	await says(caseworker, "nothing can be given any more", "does not hold any more", "Write it down");
}

async function without_consent(caseworker, lead, id) {
	await at(caseworker, `/people/${id}/disclosures/new`);
	await choose(caseworker, "ground", "danger");
	await fill(caseworker, "recipient", "The ambulance");
	await choose(caseworker, "groups", "name");
	await fill(caseworker, "words", "Her name and where she was.");
	await choose(caseworker, "told", "yes");
	await fill(caseworker, "protect", "Went along.");
	await press(caseworker, "Save");
	await says(caseworker, "what had to be given without consent waits for a second person",
		["A life is in danger", "Wants a second pair of eyes"]);
	holds("whoever wrote it cannot look at it herself",
		await caseworker.getByRole("link", { name: "Look at it" }).count() === 0);
	await at(lead, `/people/${id}/disclosures`);
	await follow(lead, "Look at it");
	await press(lead, "I have looked at it");
	await at(lead, `/people/${id}/disclosures`);
	await says(lead, "a second person has looked at it", "lead has looked at it");
}

async function safe_contact(caseworker, id) {
	await at(caseworker, `/people/${id}/contact`);
	await choose(caseworker, "phone_answer", "yes");
	await fill(caseworker, "phone_hours", "Tuesdays after four");
	await fill(caseworker, "phone_who", "only herself");
	await fill(caseworker, "phone_words", "This is Ana from the sewing class.");
	await choose(caseworker, "letter_answer", "no");
	await press(caseworker, "Save the rules");
	await at(caseworker, `/people/${id}`);
	await says(caseworker, "her page says how contact is safe, in the exact words",
		["Tuesdays after four", "This is Ana from the sewing class.", "What is not named: do not use"]);
}

async function assessment(caseworker, id) {
	await at(caseworker, `/people/${id}/assessments/new`);
	await first_step_of_assessment(caseworker);
	holds("the first domain has questions", await answer_step(caseworker, 2, "Checks the door at night.") > 1);
	await caseworker.waitForFunction(() => /\w/.test(document.querySelector(".draft")?.textContent ?? ""), null,
		{ timeout: 8000 }).catch(() => {});
	await says(caseworker, "what is written is saved as a draft by itself", "Saved as draft", "Not saved yet");
	await at(caseworker, "/");
	await at(caseworker, `/people/${id}/assessments/new`);
	holds("and is there when one comes back",
		(await caseworker.locator("textarea").first().inputValue()) === "Checks the door at night.");
	await shot(caseworker, "assessment");
	await press_next(caseworker);
	await answer_step(caseworker, 3, "Has her papers.");
	await press(caseworker, "Keep as draft");
	await at(caseworker, `/people/${id}/assessments/new`);
	await says(caseworker, "a draft goes on at the step where it was left", "Legal protection");
	while (await press_next(caseworker))
		await answer_step(caseworker, 3, "Seen this week.");
	await press(caseworker, "Save");
	await at(caseworker, `/people/${id}/assessments`);
	await says(caseworker, "the assessment stands beside the others", ["At the beginning", "As the team sees it"]);
	await follow(caseworker, "Open");
	await says(caseworker, "its answers show sentence, reason and what was seen",
		["Checks the door at night.", "Prefers not to say"]);
}

/* To the next of the six; false on the last. */
async function press_next(page) {
	const next = page.locator("main button", { hasText: /^Next/ });
	if (await next.count() === 0)
		return false;
	await next.click();
	await page.waitForLoadState("domcontentloaded");
	return true;
}

async function her_own_view(caseworker, id) {
	await at(caseworker, `/people/${id}/own-view/new`);
	await says(caseworker, "her own view shows nothing of what the team thinks", "How I see it", ["Seen last time", "growing"]);
	const names = await caseworker.$$eval("fieldset .choices.scale input", all => [...new Set(all.map(i => i.name))]);
	holds("she is asked about six domains", names.length === 6, names.join());
	for (const name of names)
		await choose(caseworker, name, name === names[5] ? "skip" : await first_choice(caseworker, name));
	await choose(caseworker, "how", await first_choice(caseworker, "how"));
	await press(caseworker, "Save");
	await at(caseworker, `/people/${id}/assessments`);
	await says(caseworker, "both views stand side by side, never averaged", ["Side by side", "In their own view,"]);
	await shot(caseworker, "side-by-side");
}

async function the_page(caseworker, id) {
	await at(caseworker, `/people/${id}`);
	await says(caseworker, "her page: what she asked for, how contact is safe, what is next, the seams",
		["A bed of my own.", "Tuesdays after four", "What is next", "How the seams are"]);
	holds("her bowl is drawn", await caseworker.locator("svg.bowl").count() > 0);
	holds("the bowl never shows a number", !/\d/.test(await caseworker.locator("svg.bowl").first().textContent()));
	await shot(caseworker, "person");
	await at(caseworker, `/people/${id}/timeline`);
	await says(caseworker, "the timeline holds everything", ["A consent", "Arrived", "The six domains"]);
	await at(caseworker, `/people/${id}/timeline?kind=note`);
	await says(caseworker, "and can be filtered", "Timeline", "Arrived");
}

async function correction(caseworker, id) {
	await write_note(caseworker, id, "The doctor comes on Thursday.");
	await at(caseworker, `/people/${id}`);
	await caseworker.locator("main a[href*='/notes/']", { hasText: "Correct" }).first().click();
	await fill(caseworker, "words", "The doctor comes on Friday.");
	await press(caseworker, "Save");
	await at(caseworker, `/people/${id}`);
	await says(caseworker, "a correction replaces what was wrong", "comes on Friday", "comes on Thursday");
	await at(caseworker, `/people/${id}/timeline`);
	await caseworker.$$eval("details", all => all.forEach(d => { d.open = true; }));
	await says(caseworker, "and what was written before can still be read", ["comes on Friday", "comes on Thursday"]);
}

async function two_at_once(caseworker, second, id) {
	await at(caseworker, `/people/${id}`);
	const where = await caseworker.locator("main a[href*='/notes/']", { hasText: "Correct" }).first().getAttribute("href");
	await at(caseworker, where);
	await at(second, where);
	await fill(caseworker, "words", "The doctor comes on Friday at nine.");
	await press(caseworker, "Save");
	await fill(second, "words", "The doctor comes on Friday, Amira wants a woman.");
	holds("the second who saves the same record is told", await press(second, "Save") === 409);
	await says(second, "she sees what changed", ["caseworker saved this meanwhile", "Friday at nine"]);
	holds("and her own text is still there",
		(await second.inputValue("#f-words")) === "The doctor comes on Friday, Amira wants a woman.");
	await look(second, "two-at-once");
	await press(second, "Save");
	await at(second, `/people/${id}`);
	await says(second, "joined and saved again, it stands", "Amira wants a woman");
}

async function who_opened(caseworker, id) {
	await at(caseworker, `/people/${id}/opened`);
	await says(caseworker, "who opened this: who, in which role, what, and why",
		["Who opened this", "caseworker.two (Caseworker)", "lead (Lead)", "She may see this list"]);
	await shot(caseworker, "opened");
}

async function expired(id) {
	const words = "A long talk.\nShe wants to learn to drive.\nالقيادة";
	const page = await window_of("caseworker");
	const other = await page.context().newPage();

	await at(page, `/people/${id}/notes/new`);
	await choose(page, "how", await first_choice(page, "how"));
	await fill(page, "words", words);
	await fill(page, "next", in_days(3));
	await other.goto("/");
	await other.getByRole("button", { name: "Sign out" }).click();
	await other.waitForURL(/sign-in/);
	await press(page, "Save");
	await says(page, "a session that ended meanwhile loses nothing", "Nothing is lost");
	await look(page, "expired");
	await fill(page, "user_name", "caseworker");
	await page.fill("#f-passphrase", "wrong words once");
	await press(page, "Sign in");
	await says(page, "also not after a wrong passphrase", "Nothing is lost");
	await fill(page, "user_name", "caseworker");
	await page.fill("#f-passphrase", house.users.caseworker);
	await press(page, "Sign in");
	await says(page, "after signing in the text waits", "Your text is still here");
	await look(page, "kept");
	await press(page, "Save what I wrote");
	await at(page, `/people/${id}`);
	await says(page, "and is saved as it was written", ["She wants to learn to drive.", "القيادة"]);
	await page.context().close();
}

async function pause_and_share() {
	const page = await window_of("caseworker", "2468");

	await at(page, "/reopen");
	await says(page, "a pause hides the page", "The short number opens it again");
	await look(page, "pause");
	holds("while it is hidden nothing opens", await at(page, "/people") === 401);
	await at(page, "/reopen");
	await page.fill("#f-pin", "1111");
	await press(page, "Open again");
	await says(page, "a wrong number does not open it", "not the number");
	await page.fill("#f-pin", "2468");
	await press(page, "Open again");
	await says(page, "the right number does", "My day");
	await at(page, "/change-user");
	await press(page, "Hide my page and let somebody else sign in");
	await sign_in(page, house, "shelter");
	holds("a colleague signs in on the same computer", (await page.innerText("header")).includes("shelter"));
	await at(page, "/change-user");
	await press(page, "Back to caseworker");
	await page.fill("#f-pin", "2468");
	await press(page, "Open again");
	holds("and the first comes back with her number", (await page.innerText("header")).includes("caseworker"));
	await page.context().close();
}

async function leaving_and_emergency(lead, caseworker, id) {
	const shelter = await window_of("shelter");
	const reason = "She called at two at night and was in danger.";

	holds("on call, one sees whom one walks with", await at(shelter, `/people/${id}`) === 200);
	await says(shelter, "but not what was said in the case", "closed to you", "comes on Friday");
	await at(lead, `/people/${id}/companions`);
	await press(lead, /^Stops walking along\s*: shelter$/);
	const after = await at(shelter, `/people/${id}`);
	holds("whoever stops walking along is out at once", after === 401 || after === 403, String(after));
	await sign_in(shelter, house, "shelter");
	holds("and does not come in again", await at(shelter, `/people/${id}`) === 403);
	await follow(shelter, "Open in an emergency");
	await fill(shelter, "reason", reason);
	await press(shelter, "Open for eight hours");
	holds("an emergency opens it with one line of reason", await at(shelter, `/people/${id}`) === 200);
	await says(shelter, "and shows how contact is safe", "Tuesdays after four");
	await look(shelter, "emergency");
	await at(lead, "/companions/review");
	await says(lead, "the lead finds it waiting", [reason, "shelter"]);
	await press(lead, /^I have looked at it\s*: shelter, Amira$/);
	await says(lead, "and has looked at it", "", reason);
	await at(caseworker, `/people/${id}/opened`);
	await says(caseworker, "she can see that it was opened, and why", reason);
	await shelter.context().close();
}

async function kept_away(lead, id) {
	const second = await window_of("caseworker.two");

	await at(lead, `/people/${id}/companions`);
	await press(lead, /^Keep from this record\s*: caseworker\.two$/);
	await says(lead, "somebody is kept from a record", "Kept from this record");
	holds("whoever is kept away is out at once", await at(second, `/people/${id}`) !== 200);
	await sign_in(second, house, "caseworker.two");
	holds("for her the record is not there", await at(second, `/people/${id}`) === 404);
	await at(second, "/people?q=Amira");
	holds("nor in the list", await second.locator(`main a[href*="${id}"]`).count() === 0);
	await at(lead, `/people/${id}/companions`);
	await press(lead, /^Undo: walks along again\s*: caseworker\.two$/);
	await sign_in(second, house, "caseworker.two");
	holds("it can be undone", await at(second, `/people/${id}`) === 200);
	await second.context().close();
}

async function evaluation(caseworker, id) {
	const page = await window_of("evaluation");

	await at(caseworker, "/people");
	const names = await caseworker.$$eval("ul.people strong", all => all.map(n => n.textContent.trim()));
	await follow(page, "Do people recover?");
	await says(page, "evaluation sees outcomes", ["people counted", "Share stable", "not yet validated"]);
	const html = await page.content();
	const told = names.filter(n => n.length > 3 && html.includes(n));
	holds(`no person is named there (${names.length} names)`, names.length > 10 && told.length === 0, told.join());
	holds("its chart stands beside a table of the same numbers",
		await page.locator("svg.chart").count() > 0 && await page.locator("table").count() > 0);
	await shot(page, "outcomes");
	for (const closed of ["/people", `/people/${id}`, `/people/${id}/timeline`])
		holds(`evaluation cannot open ${closed.replace(id, "ID")}`, await at(page, closed) === 403);
	await page.context().close();
}

async function a_new_colleague() {
	const page = await window_of("manager");

	await at(page, "/team/staff/new");
	await fill(page, "user_name", "amina");
	await choose(page, "roles", "caseworker");
	await page.locator("input[name^=team-] + label").first().click();
	await page.fill("#f-passphrase", "short");
	await press(page, "Add this colleague");
	await says(page, "a short passphrase comes back with words", "another look");
	house.users.amina = "four words that belong nowhere";
	await page.fill("#f-passphrase", house.users.amina);
	await press(page, "Add this colleague");
	await says(page, "a manager adds a colleague", "amina");
	await page.context().close();
	const amina = await window_of("amina");
	await says(amina, "who can sign in", "My day");
	await amina.context().close();
}

async function ending(caseworker, id) {
	await at(caseworker, `/people/${id}/closure`);
	await choose(caseworker, "reason", "plan_completed");
	await fill(caseworker, "view", "I can do it now.");
	await choose(caseworker, "after", "yes");
	await tick(caseworker, "told_back");
	await press(caseworker, "Save");
	await at(caseworker, `/people/${id}/closure`);
	await says(caseworker, "the walk together ends in her words", ["The walk together has ended", "I can do it now."]);
	await choose(caseworker, "outcome", "not_found");
	await press(caseworker, "Save");
	await at(caseworker, `/people/${id}/closure`);
	await says(caseworker, "whoever is not found is counted as not found", "Looked for and not found");
	await follow(caseworker, "Begin again");
	await press(caseworker, "Begin again");
	await at(caseworker, `/people/${id}`);
	await says(caseworker, "the walk goes on, and nothing has to be told again", ["A bed of my own.", "Walking together since"]);
}

async function thirty(caseworker) {
	await at(caseworker, "/people/new/many");
	const rows = caseworker.locator("main tbody tr");
	holds("there is a line for each of thirty people", await rows.count() >= 30, String(await rows.count()));
	for (let n = 0; n < 30; n++)
		await rows.nth(n).locator("input:not([type=checkbox])").first().fill(`Bus ${n + 1}`);
	await rows.nth(4).locator("input[type=checkbox]").first().check();
	await shot(caseworker, "thirty");
	await press(caseworker, "Save all");
	await at(caseworker, "/people?q=Bus");
	const html = await main(caseworker);
	holds("thirty people are here after one save", ["Bus 1", "Bus 17", "Bus 30"].every(n => html.includes(n)), html.slice(0, 300));
}

async function without_script() {
	const page = await window_of("caseworker", "", { script: false });

	const who = await page.locator("#f-person option").nth(2).getAttribute("value");
	await pick(page, "person", who);
	await fill(page, "words", "Came by for tea.");
	await page.locator("#f-how").selectOption({ index: 1 });
	await press(page, "Save the note");
	await says(page, "no script: a note from my day", "Saved.");
	const id = await arrive(page, "Teo Vant");
	await at(page, `/people/${id}/welcome`);
	await choose(page, "interpreter", "none");
	await press(page, "Save and go on");
	await write_words(page, id, { concerns: "My papers.", wishes: "To work.", pronoun: "he" });
	await consent(page, id, "statistics", "signature", { groups: ["totals"] });
	await says(page, "no script: a consent", "Holds until");
	await at(page, `/people/${id}/contact`);
	await choose(page, "text_answer", "yes");
	await press(page, "Save the rules");
	await at(page, `/people/${id}/assessments/new`);
	await first_step_of_assessment(page);
	do
		await answer_step(page, 4, "Seen.");
	while (await press_next(page));
	await press(page, "Save");
	await at(page, `/people/${id}`);
	await says(page, "no script: from arrival to a measured seam", ["Teo Vant", "To work.", "in his own words", "stable", "Text message"]);
	await shot(page, "no-script");
	await write_note(page, id, "Found work at the harbour.");
	await at(page, `/people/${id}`);
	await says(page, "no script: his note", "Found work at the harbour.");
	await page.context().close();
}

async function on_a_phone(id) {
	const page = await window_of("caseworker", "", { width: 320, height: 640 });
	for (const where of ["/", `/people/${id}`, "/people/new"]) {
		await at(page, where);
		const wide = await page.evaluate(() => document.documentElement.scrollWidth);
		holds(`${where.replace(id, "ID")} fits a phone of 320 pixels`, wide <= 320, `${wide} pixels`);
	}
	await page.context().close();
}

/* --- the walk --- */

async function walk() {
	let caseworker, lead, second, id;
	const pages = () => [caseworker, lead, second];
	const take = (words, run) => chapter(words, pages, run);

	await take("signing in", async () => {
		caseworker = await window_of("caseworker");
		lead = await window_of("lead");
		second = await window_of("caseworker.two");
		await says(caseworker, "a caseworker signs in", "My day");
	});
	await take("my day", () => my_day(caseworker));
	await take("arrival", async () => { id = await arrival_by_keyboard(caseworker); });
	await take("a name alike", () => name_alike(caseworker));
	await take("welcome", () => welcome(caseworker, id));
	await take("words before scores", () => words_before_scores(caseworker, id));
	await take("own words", () => own_words(caseworker, id));
	await take("consents", () => consents(caseworker, id));
	await take("sharing", () => sharing(caseworker, id));
	await take("withdrawing", () => withdrawing(caseworker, id));
	await take("without consent", () => without_consent(caseworker, lead, id));
	await take("safe contact", () => safe_contact(caseworker, id));
	await take("assessment", () => assessment(caseworker, id));
	await take("her own view", () => her_own_view(caseworker, id));
	await take("her page", () => the_page(caseworker, id));
	await take("correction", () => correction(caseworker, id));
	await take("two at once", () => two_at_once(caseworker, second, id));
	await take("who opened this", () => who_opened(caseworker, id));
	await take("an expired session", () => expired(id));
	await take("pause and change of user", () => pause_and_share());
	await take("leaving and emergency", () => leaving_and_emergency(lead, caseworker, id));
	await take("kept away", () => kept_away(lead, id));
	caseworker = await window_of("caseworker");
	await take("evaluation", () => evaluation(caseworker, id));
	await take("a new colleague", () => a_new_colleague());
	await take("ending and beginning again", () => ending(caseworker, id));
	await take("thirty at once", () => thirty(caseworker));
	await take("without script", () => without_script());
	await take("on a phone", () => on_a_phone(id));
}

async function on(which) {
	store = which;
	house = await house_open(option.kintsugi, store);
	try {
		await walk();
		const status = await house.end();
		holds("the server stops when it is asked to", status === 0, String(status));
		holds("verify finds nothing wrong after the walk", house.verify().includes("whole"));
		holds("the server wrote no error", !/event=error|bug/i.test(house.log()), house.log().slice(-600));
	} finally {
		await house.end().catch(() => {});
		house.stop();
	}
}

browser = await browser_open();
try {
	for (const which of option.store === "both" ? ["sqlite", "postgres"] : [option.store])
		await on(which);
} finally {
	await browser.close();
}
costs.forEach(line => console.log(line));
console.log(`Pictures: ${shots}`);
process.exit(total());
