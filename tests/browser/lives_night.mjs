/* A life: somebody arrives at night, hurt, without a language that anybody here speaks; and walks until a year after. */
import { Cost, fill, follow, pick, press, person_of, choose, write } from "./hand.mjs";
import { at, budget, consent, holds, in_days, pictures, says, walks_along } from "./telling.mjs";

export async function night(people) {
	const cost = new Cost();
	const { shelter } = people;

	await at(shelter, "/people/new");
	await fill(shelter, "label", "Samira", cost);
	await choose(shelter, "urgent", "injury", cost);
	await fill(shelter, "urgent_words", "cut on the arm, speaks no language we know", cost);
	await fill(shelter, "birth_year", "1996", cost);
	await press(shelter, "Save", cost);
	people.samira = person_of(shelter);
	holds("shelter staff take somebody in at night", Boolean(people.samira));
	budget("an arrival card at night", cost, 90);
	people.evening = cost;
	await write(shelter, `/people/${people.samira}/safety/needs/new`,
		{ kind: "interpreter", what: "by phone, perhaps Dari", hours: "4" }, "Save what is needed", cost);
	await at(shelter, `/people/${people.samira}/safety`);
	await says(shelter, "what is needed stands with its hour",
		["Needed now", "An injury or illness", "An interpreter", "perhaps Dari"]);
	await write(shelter, `/people/${people.samira}/safety/plan`, {
		medicines: "Penicillin: never", night: "Light on, door ajar", barred: "A man with a grey car", how: "ours",
	}, "Save the plan", cost);
}

export async function night_card(people) {
	const { shelter, samira } = people;

	await at(shelter, "/tonight");
	const card = shelter.locator(`article[aria-labelledby="c-${samira}"]`);
	const words = (await card.innerText()).replace(/\s+/g, " ");
	for (const part of ["Samira", "An interpreter", "Penicillin: never", "Light on, door ajar", "A man with a grey car",
		"Do not contact, and say to nobody that this person is here."])
		holds(`the night card says: ${part}`, words.includes(part), words);
	await pictures(shelter, "night card");
	await card.getByRole("link", { name: /^Say what was done\s*: An injury/ }).click();
	await write(shelter, "", { end: "met", done: "Cleaned and bandaged; the clinic at nine." }, "Save", people.evening);
	await at(shelter, "/tonight");
	holds("what was looked after leaves the card",
		!(await shelter.locator(`article[aria-labelledby="c-${samira}"]`).innerText()).includes("An injury"));
}

export async function first_days(people) {
	const { caseworker, samira, evening } = people;

	await write(caseworker, `/people/${samira}/welcome`,
		{ language: "fa", interpreter: "phone", left: "She was tired." }, "Save and go on", evening);
	await write(caseworker, `/people/${samira}/words`, {
		state: "not_yet", why: "no interpreter tonight",
	}, "Save and go on", evening);
	await at(caseworker, `/people/${samira}/timeline`);
	await says(caseworker, "her words wait, and nobody presses her", ["no interpreter tonight"]);
	await write(caseworker, `/people/${samira}/contact`, {
		phone_answer: "yes", phone_hours: "after four", phone_who: "only herself", phone_words: "This is the sewing class.",
	}, "Save the rules", evening);
	budget("a first evening: arrival, needs, plan, welcome, contact", evening, 15 * 60);
	await write(caseworker, `/people/${samira}/words`, {
		concerns: "That he finds me.", wishes: "To sleep without fear.", state: "written", language: "fa",
		interpreter: "phone", spoken: "می‌خواهم بدون ترس بخوابم", pronoun: "she",
	}, "Save and go on");
	await at(caseworker, `/people/${samira}`);
	await says(caseworker, "later her own words stand on her page",
		["To sleep without fear.", "That he finds me.", "she / her", "This is the sewing class."], ["no interpreter tonight"]);
	await pictures(caseworker, "her page");
}

export async function stay_and_health(people) {
	const { caseworker, health, samira } = people;

	await write(caseworker, `/people/${samira}/stays`, {
		kind: "shelter", site: "RIV", place: "Room 4", address: "Through the garden gate", until: in_days(60),
	}, "Save the stay");
	await at(caseworker, `/people/${samira}/stays`);
	await says(caseworker, "where she stays is known", ["Our own shelter", "agreed until"], "Through the garden gate");
	holds("whoever does not walk along has no key", await at(health, `/people/${samira}/services`) === 403);
	await walks_along(caseworker, samira, "mira");
	await write(health, `/people/${samira}/services`, {
		type: "health", minutes: "40", note: "Five stitches, taken out in ten days",
	}, "Save the service");
	await at(health, `/people/${samira}/services`);
	await says(health, "a health worker writes what was done", ["Five stitches", "40"]);
	await at(people.shelter, `/people/${samira}/services`);
	await says(people.shelter, "whoever is on call sees a service without its words", "What was done", "Five stitches");
	await write(caseworker, `/people/${samira}/safety/plan`, {
		signs: "I count the steps on the stairs", helps: "Tea, and somebody in the room", code: "lemon",
		leave: "Through the garden", how: "interpreter",
	}, "Save the plan");
	await at(caseworker, `/people/${samira}/safety`);
	await says(caseworker, "the plan is now hers, and the earlier one is kept",
		["I count the steps on the stairs", "Penicillin: never", "One earlier plan"]);
	await pictures(caseworker, "safety");
	await write(caseworker, `/people/${samira}/safety/phone`,
		{ "shared": "yes", "location": "unsure", "noticed": "unsure", "wish": "leave" });
	await at(caseworker, `/people/${samira}/safety`);
	await says(caseworker, "her phone was looked at together", "Phone");
}

export async function agreeing(people) {
	const { caseworker, samira } = people;

	await consent(caseworker, samira, "recording", "mark");
	await says(caseworker, "she agrees with a mark", ["Holds until", "mark"]);
	await pictures(caseworker, "consents");
	await write(caseworker, `/people/${samira}/plan/goals/new?from=concern`, { words: "I want to walk to the market alone." });
	await at(caseworker, `/people/${samira}/plan`);
	await says(caseworker, "her worry became a goal in her words", ["I want to walk to the market alone.", "That he finds me."]);
	await follow(caseworker, "Offer a way");
	await write(caseworker, "", {
		words: "Go together three times", length: "A month", hardships: "The bus stop", state: "chosen",
	});
	await at(caseworker, `/people/${samira}/plan`);
	await follow(caseworker, "Add a step");
	await write(caseworker, "", { words: "To the bakery on Friday", due: in_days(4) });
	await write(caseworker, `/people/${samira}/plan/agree`, { state: "mark" });
	await at(caseworker, `/people/${samira}/plan`);
	await says(caseworker, "the plan stands: offered, chosen, with steps, agreed by a mark",
		["Go together three times", "What may be hard: The bus stop", "To the bakery on Friday", "Looked at again by"]);
	await pictures(caseworker, "plan");
	await write(caseworker, `/people/${samira}/check-ins/new`,
		{ level: "4", words: "Slept four hours", helped: "The light", how: "visit", next: in_days(7) });
	await at(caseworker, `/people/${samira}/check-ins`);
	await says(caseworker, "a check-in says how she is and what helped", ["Quite well", "The light"]);
}

export async function end_and_after(people) {
	const { caseworker, samira } = people;

	await write(caseworker, `/people/${samira}/closure`, {
		reason: "plan_completed", view: "I go to the market.", "checks-plan": true, "checks-contact": true,
		told_back: true, wish: "yes", given: "mark", rule_right: true,
	});
	await at(caseworker, `/people/${samira}/closure`);
	await says(caseworker, "the walk ends with her view", ["The walk together has ended", "I go to the market."]);
	await pictures(caseworker, "closure");
	await at(caseworker, `/people/${samira}/follow-up`);
	await says(caseworker, "she may be asked, because she said so", "We may ask until");
	await at(caseworker, `/people/${samira}`);
	await says(caseworker, "being asked afterwards is next on her page", "How is it going, some time after?");
	await write(caseworker, `/people/${samira}/follow-up`, { outcome: "seen", words: "Works at the bakery" });
	await at(caseworker, `/people/${samira}/follow-up`);
	await says(caseworker, "and how it was is written down", ["Met or spoken with", "Works at the bakery"]);
	await write(caseworker, `/people/${samira}/exit-interview`, { asked_by: "other", helped: "The bandage", respected: "yes" });
}
