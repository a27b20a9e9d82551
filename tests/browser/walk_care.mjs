/* Chapters with a person: from the arrival to her page, and what must not be possible on the way. */
import { choose, Cost, fill, follow, Keyboard, main, person_of, pick, press } from "./hand.mjs";
import {
	answer_step, at, budget, consent, first_choice, first_step_of_assessment,
	holds, look, says, shot, write_note, write_words,
} from "./telling.mjs";

export async function my_day(caseworker) {
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

export async function arrival_by_keyboard(caseworker) {
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

export async function name_alike(caseworker) {
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

export async function welcome(caseworker, id) {
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

export async function words_before_scores(caseworker, id) {
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
export async function own_words(caseworker, id) {
	const heads = {
		she: "In her own words", he: "In his own words", they: "In their own words", none: "In their own words",
	};
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

export async function consents(caseworker, id) {
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

export async function sharing(caseworker, id) {
	await at(caseworker, `/people/${id}/consents`);
	await follow(caseworker, /^Give information/);
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
	await follow(caseworker, /^Print/);
	await choose(caseworker, "carry", "discreet");
	await press(caseworker, "Show the paper");
	const paper = await caseworker.innerText("body");
	holds("the discreet paper names no house, no name and no matter",
		!/Kintsugi|Demonstration|Amira|referral|consent/i.test(paper), paper);
	await look(caseworker, "discreet");
}

export async function withdrawing(caseworker, id) {
	await at(caseworker, `/people/${id}/consents`);
	await follow(caseworker, /^Give information/);
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

export async function without_consent(caseworker, lead, id) {
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
	await follow(lead, /^Look at it/);
	await press(lead, "I have looked at it");
	await at(lead, `/people/${id}/disclosures`);
	await says(lead, "a second person has looked at it", "lead has looked at it");
}

export async function safe_contact(caseworker, id) {
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

export async function assessment(caseworker, id) {
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
	await follow(caseworker, /^Open the answers/);
	await says(caseworker, "its answers show sentence, reason and what was seen",
		["Checks the door at night.", "Prefers not to say"]);
}

/* To the next of the six; false on the last. */
export async function press_next(page) {
	const next = page.locator("main button", { hasText: /^Next/ });
	if (await next.count() === 0)
		return false;
	await next.click();
	await page.waitForLoadState("domcontentloaded");
	return true;
}

export async function her_own_view(caseworker, id) {
	await at(caseworker, `/people/${id}/own-view/new`);
	await says(caseworker, "her own view shows nothing of what the team thinks", "How I see it",
		["Seen last time", "growing"]);
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

export async function the_page(caseworker, id) {
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

/* P7: pointed out beside the field while one writes; silent for what is quoted, and when nobody answers. */
export async function words_that_hurt(page, id) {
	const beside = page.locator("#f-words + .words-seen");
	const becomes = said => page.waitForFunction(want => document.querySelector("#f-words + .words-seen").textContent.includes(want) &&
		(want || !document.querySelector("#f-words + .words-seen").textContent), said, { timeout: 10000 }).then(() => true, () => false);

	await at(page, `/people/${id}/notes/new`);
	await page.fill("#f-words", "She was non-compliant today.");
	holds("a word that may hurt is pointed out while one writes", await becomes("non-compliant"), await beside.innerText());
	await page.fill("#f-words", "She said “I was non-compliant” and laughed.");
	holds("what is quoted is left alone", await becomes(""), await beside.innerText());
	await page.route("**/words/look", route => route.abort());
	await page.fill("#f-words", "She was non-compliant today.");
	await page.waitForTimeout(3000);
	holds("a weak link is silent", await beside.innerText() === "" && await page.inputValue("#f-words") === "She was non-compliant today.");
	await page.unroute("**/words/look");
	await page.fill("#f-words", "");
	await at(page, `/people/${id}/words`);
	holds("the fields for their own words are not looked at", await page.locator(".words-seen").count() === 0);
}

export async function correction(caseworker, id) {
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

export async function two_at_once(caseworker, second, id) {
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

export async function who_opened(caseworker, id) {
	await at(caseworker, `/people/${id}/opened`);
	await says(caseworker, "who opened this: who, in which role, what, and why",
		["Who opened this", "caseworker.two (Caseworker)", "lead (Lead)", "She may see this list"]);
	await shot(caseworker, "opened");
}
