/* Chapters about the house: sessions, who may open what, colleagues, many at once, the end of a walk, less than a desk. */
import { sign_in } from "./house.mjs";
import { choose, fill, follow, main, pick, press, tick } from "./hand.mjs";
import {
	answer_step, arrive, at, consent, first_choice, first_step_of_assessment, here,
	holds, in_days, look, says, shot, window_of, write_note, write_words,
} from "./telling.mjs";
import { press_next } from "./walk_care.mjs";

export async function expired(id) {
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
	await page.fill("#f-passphrase", here.house.users.caseworker);
	await press(page, "Sign in");
	await says(page, "after signing in the text waits", "Your text is still here");
	await look(page, "kept");
	await press(page, "Save what I wrote");
	await at(page, `/people/${id}`);
	await says(page, "and is saved as it was written", ["She wants to learn to drive.", "القيادة"]);
	await page.context().close();
}

export async function pause_and_share() {
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
	await sign_in(page, here.house, "shelter");
	holds("a colleague signs in on the same computer", (await page.innerText("header")).includes("shelter"));
	await at(page, "/change-user");
	await press(page, "Back to caseworker");
	await page.fill("#f-pin", "2468");
	await press(page, "Open again");
	holds("and the first comes back with her number", (await page.innerText("header")).includes("caseworker"));
	await page.context().close();
}

export async function leaving_and_emergency(lead, caseworker, id) {
	const shelter = await window_of("shelter");
	const reason = "She called at two at night and was in danger.";

	holds("on call, one sees whom one walks with", await at(shelter, `/people/${id}`) === 200);
	await says(shelter, "but not what was said in the case", "Closed to you.", "comes on Friday");
	await at(lead, `/people/${id}/companions`);
	await press(lead, /^Stops walking along\s*: shelter$/);
	const after = await at(shelter, `/people/${id}`);
	holds("whoever stops walking along is out at once", after === 401 || after === 403, String(after));
	await sign_in(shelter, here.house, "shelter");
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

export async function kept_away(lead, id) {
	const second = await window_of("caseworker.two");

	await at(lead, `/people/${id}/companions`);
	await press(lead, /^Keep from this record\s*: caseworker\.two$/);
	await says(lead, "somebody is kept from a record", "Kept from this record");
	holds("whoever is kept away is out at once", await at(second, `/people/${id}`) !== 200);
	await sign_in(second, here.house, "caseworker.two");
	holds("for her the record is not there", await at(second, `/people/${id}`) === 404);
	await at(second, "/people?q=Amira");
	holds("nor in the list", await second.locator(`main a[href*="${id}"]`).count() === 0);
	await at(lead, `/people/${id}/companions`);
	await press(lead, /^Undo: walks along again\s*: caseworker\.two$/);
	await sign_in(second, here.house, "caseworker.two");
	holds("it can be undone", await at(second, `/people/${id}`) === 200);
	await second.context().close();
}

export async function evaluation(caseworker, id) {
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

export async function a_new_colleague() {
	const page = await window_of("manager");

	await at(page, "/team/staff/new");
	await fill(page, "user_name", "amina");
	await choose(page, "roles", "caseworker");
	await page.locator("input[name^=team-] + label").first().click();
	await page.fill("#f-passphrase", "short");
	await press(page, "Add this colleague");
	await says(page, "a short passphrase comes back with words", "another look");
	here.house.users.amina = "four words that belong nowhere";
	await page.fill("#f-passphrase", here.house.users.amina);
	await press(page, "Add this colleague");
	await says(page, "a manager adds a colleague", "amina");
	await page.context().close();
	const amina = await window_of("amina");
	await says(amina, "who can sign in", "My day");
	await amina.context().close();
}

export async function ending(caseworker, id) {
	await at(caseworker, `/people/${id}/closure`);
	await choose(caseworker, "reason", "plan_completed");
	await fill(caseworker, "view", "I can do it now.");
	await tick(caseworker, "told_back");
	await choose(caseworker, "wish", "yes");
	await choose(caseworker, "given", "signature");
	await tick(caseworker, "rule_right");
	await press(caseworker, "Save");
	await at(caseworker, `/people/${id}/closure`);
	await says(caseworker, "the walk together ends in her words", ["The walk together has ended", "I can do it now."]);
	await at(caseworker, `/people/${id}/follow-up`);
	await choose(caseworker, "outcome", "not_found");
	await press(caseworker, "Save");
	await at(caseworker, `/people/${id}/follow-up`);
	await says(caseworker, "whoever is not found is counted as not found", "Looked for and not found");
	await at(caseworker, `/people/${id}/closure`);
	await follow(caseworker, "Begin again");
	await press(caseworker, "Begin again");
	await at(caseworker, `/people/${id}`);
	await says(caseworker, "the walk goes on, and nothing has to be told again",
		["A bed of my own.", "Walking together since"]);
}

export async function thirty(caseworker) {
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
	holds("thirty people are here after one save", ["Bus 1", "Bus 17", "Bus 30"].every(n => html.includes(n)),
		html.slice(0, 300));
}

export async function without_script() {
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
	await says(page, "no script: from arrival to a measured seam",
		["Teo Vant", "To work.", "in his own words", "stable", "Text message"]);
	await shot(page, "no-script");
	await write_note(page, id, "Found work at the harbour.");
	await at(page, `/people/${id}`);
	await says(page, "no script: his note", "Found work at the harbour.");
	await page.context().close();
}

export async function on_a_phone(id) {
	const page = await window_of("caseworker", "", { width: 320, height: 640 });
	for (const where of ["/", `/people/${id}`, "/people/new"]) {
		await at(page, where);
		const wide = await page.evaluate(() => document.documentElement.scrollWidth);
		holds(`${where.replace(id, "ID")} fits a phone of 320 pixels`, wide <= 320, `${wide} pixels`);
	}
	await page.context().close();
}
