/* Rows that a small house may lack, so that every page has something to show: made through the pages themselves. */
import { follow, write } from "./hand.mjs";

const day = n => new Date(Date.now() + n * 86400e3).toISOString().slice(0, 10);

async function arrive(page, label) {
	await write(page, "/people/new", { label });
	return page.url().match(/people\/(\w{32})/)[1];
}

async function given_out(page, id) {
	await write(page, `/people/${id}/consents/new?purpose=referral`,
		{ answer: "given", recipient: "Clinic of the port", "groups-name": true, how: "signature" });
	await page.goto(`/people/${id}/consents`);
	await page.locator("main a", { hasText: "Give information" }).first().click();
	await page.locator("main label[for^=f-groups]").first().click();
	await page.click('label[for="f-carry-open"]');
	await page.click("main form button.btn");
	await page.goto(`/people/${id}/disclosures/new`);
	await page.locator("main label[for^=f-groups]").first().click();
	await write(page, "", { ground: "danger", recipient: "The ambulance", told: "later", wait: "He was unconscious." });
}

async function safety_and_circle(page, id) {
	await write(page, `/people/${id}/safety/needs/new`, { kind: "phone", what: "A charger" }, "Save what is needed");
	for (const helps of ["Tea", "Tea, and a walk"])
		await write(page, `/people/${id}/safety/plan`, { helps, how: "together" }, "Save the plan");
	await write(page, `/people/${id}/events/new`, { kind: "threat", words: "A call", done: "Changed the number", plan: "yes" });
	await write(page, `/people/${id}/circle/new`, { name: "Aunt Rosa", kind: "caregiver", words: "Sundays" });
	await write(page, `/people/${id}/stays`, { kind: "shelter" }, "Save the stay");
	await write(page, `/people/${id}/check-ins/new`, { level: "3", words: "Tired", how: "visit" });
}

async function plan(page, id) {
	await write(page, `/people/${id}/plan/goals/new?from=own`, { words: "To learn to swim" });
	await page.goto(`/people/${id}/plan`);
	await follow(page, "Offer a way");
	await write(page, "", { words: "A course", state: "offered" });
	await page.goto(`/people/${id}/plan`);
	await follow(page, "Add a step");
	await write(page, "", { words: "Ask at the pool" });
	await write(page, `/people/${id}/plan/agree`, { state: "word" });
	await write(page, `/people/${id}/story/new`, { words: "A debt was made up.", "concepts-debt": true, to: "us", form: "spoken" });
}

async function services(page, id) {
	await write(page, `/people/${id}/services`, { type: "talk", minutes: "30" }, "Save the service");
	await write(page, `/people/${id}/services/work`, { what: "work", place: "A bakery" }, "Save this place");
	await page.goto(`/people/${id}/services/unmet`);
	await page.locator("#f-asked").selectOption({ index: 1 });
	await page.locator("#f-why").selectOption({ index: 1 });
	await write(page, "", {}, "Save what was not possible");
	await write(page, `/people/${id}/legal/status`, { code: "reflection" });
	await write(page, `/people/${id}/legal/hearings/new`, { hearing: day(9), state: "planned" });
}

async function ended(page) {
	const id = await arrive(page, "Zarqa");
	await write(page, `/people/${id}/closure`, { reason: "moved", wish: "yes", given: "signature", rule_right: true });
	await write(page, `/people/${id}/exit-interview`, { asked_by: "other", helped: "Time" });
	await write(page, `/people/${id}/follow-up`, { outcome: "seen", words: "Well" });
	return id;
}

async function answers(page, id) {
	await page.goto(`/people/${id}/questions/looking-back`);
	await page.fill('main [name="here/better"]', "More bread");
	await page.click("main button.btn[value=save]");
	await page.waitForURL(url => !url.pathname.endsWith("/looking-back"));
}

/* The same step for every sentence. */
async function rated(page, where) {
	await page.goto(where);
	for (const one of await page.locator('main input[type=radio][value="3"]').all())
		await one.check({ force: true });
	await write(page, "", {}, "Save the answers");
}

/* About one's own work; returns where it is read, below /about. */
async function own_work(page) {
	await page.goto("/about/me/questions/our-work");
	await page.fill('main [name="heavy"]', "The nights");
	await page.click("main button.btn[value=save]");
	await page.waitForURL(url => url.pathname.includes("/answers/"));
	return new URL(page.url()).pathname.slice("/about/".length);
}

const FILES = new URL("../files/", import.meta.url).pathname;

async function paper(page, id) {
	await page.goto(`/people/${id}/files/new`);
	await page.setInputFiles("#f-file", `${FILES}signed.jpg`);
	await write(page, "", { of: "care", words: "The signed page" });
}

/* Adds NEW, who has just arrived, and CLOSED, whose walk has ended, to who; ID gets a row of every kind. */
export async function make_rows(page, who) {
	who.NEW = await arrive(page, "Noor");
	who.TWICE = await arrive(page, "Tamar");
	await write(page, `/people/${who.TWICE}/words`, { state: "chose_not" }, "Save and go on");
	await given_out(page, who.ID);
	await safety_and_circle(page, who.ID);
	await plan(page, who.ID);
	await services(page, who.ID);
	await paper(page, who.ID);
	await answers(page, who.ID);
	await rated(page, `/people/${who.ID}/questionnaires/new/who-5`);
	await rated(page, `/people/${who.ID}/own-view/new`);
	who.WORK = await own_work(page);
	who.CLOSED = await ended(page);
}

/* What only a legal worker writes. */
export async function make_law(page, who) {
	await write(page, `/people/${who.ID}/legal/proceedings/new`, { kind: "labour", words: "Wages" });
	await write(page, `/people/${who.ID}/legal/notes/new`, { words: "The lawyer calls on Monday." });
}

/* Scores all six by the sentence of one level; page is at the first step. */
async function score(page, level) {
	for (;;) {
		for (const one of await page.locator(`main input[type=radio][value="${level}"]`).all())
			await one.check({ force: true });
		const next = page.locator("main button", { hasText: /^Next/ });
		if (await next.count() === 0)
			break;
		await next.click();
		await page.waitForLoadState("domcontentloaded");
	}
	await page.locator("main button[value=save]").click();
	await page.waitForURL(url => !/score|new/.test(url.pathname));
}

/* Of a lead: PAIR, both of whom are in, of ID; and ALONE, which waits for her, of TWICE. Two others have scored before. */
export async function make_pair(lead, caseworker, who) {
	for (const [id, level] of [[who.ID, 3], [who.TWICE, 2]]) {
		await caseworker.goto(`/people/${id}/assessments/new`);
		await score(caseworker, level);
		await write(lead, `/people/${id}/second`, {}, "Begin to score independently");
		const rating = lead.url().match(/second\/(\w{32})/)[1];
		if (id === who.TWICE)
			who.ALONE = rating;
		else
			who.PAIR = rating;
		if (id === who.ID)
			await score(lead, 2);
	}
	await write(lead, `/people/${who.ID}/second/${who.PAIR}`, { words: "We look at the door together." }, "Save what you agreed");
}

/* Somebody who was turned away, without a name. */
export async function make_turned_away(page) {
	await page.goto("/services/unmet");
	await page.locator("#f-asked").selectOption({ index: 1 });
	await page.locator("#f-why").selectOption({ index: 1 });
	await write(page, "", {}, "Save without a name");
}
