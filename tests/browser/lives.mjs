/* The whole lives of five people, in the order in which they happen to whoever works at night and by day. */
import { Cost, fill, pick, press, choose } from "./hand.mjs";
import { at, budget, chapter, here, holds, says, shot, window_of } from "./telling.mjs";
import * as family from "./lives_family.mjs";
import * as home from "./lives_home.mjs";
import * as night from "./lives_night.mjs";
import * as back from "./lives_return.mjs";

/* Who joins the house for these lives: name and role. */
const JOIN = { mira: "health", tomas: "legal", joana: "caseworker" };

async function join() {
	const manager = await window_of("manager");
	for (const [name, role] of Object.entries(JOIN)) {
		await at(manager, "/team/staff/new");
		await fill(manager, "user_name", name);
		await choose(manager, "roles", role);
		await manager.locator("input[name^=team-] + label").first().click();
		here.house.users[name] = `four words that ${name} knows`;
		await manager.fill("#f-passphrase", here.house.users[name]);
		await press(manager, "Add this colleague");
		await says(manager, `a colleague joins: ${role}`, name);
	}
	await manager.context().close();
}

/* Twelve people cooked together: one form, one line in each record. */
async function group() {
	const cost = new Cost();
	const caseworker = await window_of("caseworker"); /* whose key to one record has just ended, and with it her session */

	await at(caseworker, "/services/group");
	const boxes = caseworker.locator("#f-who input[type=checkbox]");
	for (let n = 0; n < 12; n++) {
		await caseworker.click(`label[for="${await boxes.nth(n).getAttribute("id")}"]`);
		cost.fields++;
		cost.points++;
	}
	const who = (await boxes.first().getAttribute("name")).slice(4);
	await pick(caseworker, "type", "leisure", cost);
	await fill(caseworker, "minutes", "90", cost);
	await pick(caseworker, "title", "cooking", cost);
	await shot(caseworker, "group");
	await press(caseworker, "Save for everybody ticked", cost);
	budget("a group session of twelve people", cost, 120);
	await at(caseworker, `/people/${who}/services`);
	await says(caseworker, "each record has a line of its own", "90");
	await caseworker.context().close();
}

const LIVES = {
	"at night": [night.night, night.night_card, night.first_days, night.stay_and_health, night.agreeing, night.end_and_after],
	"a mother": [family.three_records, family.family_page, family.guardian, family.the_child_alone],
	"a small child": [family.small_child, family.best_interests, family.caregiver],
	"going home": [home.law, home.work, home.going_home, home.partner, home.his_end],
	"coming back": [back.told_once, back.leaves, back.comes_back, back.a_sign, back.hand_over],
};

export async function lives() {
	const people = {};
	const pages = () => ["caseworker", "shelter", "second", "legal", "health", "lead"].map(who => people[who]);

	await chapter("colleagues for five lives", pages, async () => {
		await join();
		people.caseworker = await window_of("caseworker");
		people.shelter = await window_of("shelter");
		people.second = await window_of("caseworker.two");
		people.lead = await window_of("lead");
		people.health = await window_of("mira");
		people.legal = await window_of("tomas");
	});
	for (const [life, parts] of Object.entries(LIVES))
		for (const part of parts)
			await chapter(`${life}: ${part.name.replaceAll("_", " ")}`, pages, () => part(people));
	await chapter("a group of twelve", pages, group);
	holds("five lives were walked", ["samira", "mother", "small", "young", "robin"].every(who => people[who]));
}
