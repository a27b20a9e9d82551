/* A life: a young man, exploited for labour, who claims his wages, works, and goes home because he wants to. */
import { arrive, at, consent, holds, in_days, pictures, says, unfold, walks_along } from "./telling.mjs";
import { choose, follow, main, press, write } from "./hand.mjs";

export async function law(people) {
	const { caseworker, legal } = people;

	const id = people.young = await arrive(caseworker, "Bashir");
	await write(caseworker, `/people/${id}/words`, { concerns: "My wages.", wishes: "To go home with my head up.", pronoun: "he" }, "Save and go on");
	await write(caseworker, `/people/${id}/legal/status`,
		{ code: "reflection", reflection: in_days(-20), reflection_end: in_days(10) });
	await at(caseworker, `/people/${id}/legal`);
	await says(caseworker, "his status and the period to reflect", ["Reflection period from", "in 10 days"]);
	await at(caseworker, `/people/${id}`);
	await says(caseworker, "two weeks before it ends it is next", "A protection ends soon");
	await walks_along(caseworker, id, "tomas");
	await write(legal, `/people/${id}/legal/proceedings/new`,
		{ kind: "labour", court: "Labour court 12", words: "Two years of wages" });
	await write(legal, `/people/${id}/legal/justice`, { justice: "My wages, and an apology." });
	await write(caseworker, `/people/${id}/legal/hearings/new`, { hearing: in_days(5), companion: "caseworker", state: "planned" });
	await at(legal, `/people/${id}/legal`);
	await says(legal, "the legal worker sees claim, hearing and what would be just",
		["Labour court 12", "Two years of wages", "My wages, and an apology.", "caseworker"]);
	await at(caseworker, `/people/${id}/legal`);
	await says(caseworker, "whoever walks along sees the day, and not the claim",
		["Closed to you.", "caseworker"], ["Labour court 12", "an apology"]);
	await pictures(caseworker, "legal");
}

export async function work(people) {
	const { caseworker, young } = people;

	await write(caseworker, `/people/${young}/services/work`, { what: "work", place: "Harbour Bakery", wage: "12 an hour" }, "Save this place");
	await at(caseworker, `/people/${young}/services/work`);
	await says(caseworker, "a place at which nobody has looked says so", ["Harbour Bakery", "Nobody has looked at this place yet."]);
	await write(caseworker, `/people/${young}/services/work`, {
		what: "work", place: "Mill Garage", checked_by: "caseworker.two", contract: "yes", free: "yes", papers: "yes", safe: "yes",
	}, "Save this place");
	await at(caseworker, `/people/${young}/services/work`);
	await says(caseworker, "a place that was looked at says by whom", ["Mill Garage", "caseworker.two"]);
	await write(caseworker, `/people/${young}/services/savings`,
		{ put_aside: "40 euro", in_all: "240 euro", goal: "A sewing machine for my sister", holder: "self" }, "Save this line");
	await at(caseworker, `/people/${young}/services/savings`);
	await says(caseworker, "his savings are his", ["240 euro", "A sewing machine for my sister"]);
}

export async function going_home(people) {
	const { caseworker, young } = people;

	await write(caseworker, `/people/${young}/services/return`, { choice: "I want to see my mother", decided: "goes" }, "Save the choice");
	await at(caseworker, `/people/${young}/services/return`);
	await says(caseworker, "a risk at which nobody has looked says so", "Nobody has looked at the risk yet.");
	await write(caseworker, `/people/${young}/services/return`, {
		choice: "I go, with the bus in spring", knows: "The uncle has left", decided: "goes", checked_by: "lead", result: "plan",
		wrong: "Debt: call the partner", partner: "House of the Well", next: in_days(2),
	}, "Save the choice");
	await at(caseworker, `/people/${young}/services/return`);
	await says(caseworker, "his choice stands with what is known and the check",
		["I go, with the bus in spring", "Only with a plan", "House of the Well"]);
	await pictures(caseworker, "going home");
	await at(caseworker, `/people/${young}`);
	await says(caseworker, "somebody asks afterwards how it is there", "After going home: how is it there?");
	await at(caseworker, "/");
	await unfold(caseworker);
	const further = caseworker.locator('main a[href^="/due?from="]');
	while (!(await main(caseworker)).includes("After going home") && await further.count())
		await at(caseworker, await further.first().getAttribute("href"));
	await says(caseworker, "also on my day, or behind it", "After going home: how is it there?");
}

/* The house there hears of him only what he says yes to. */
export async function partner(people) {
	const { caseworker, young } = people;

	await at(caseworker, `/people/${young}/consents`);
	holds("without a consent nothing can be given",
		await caseworker.getByRole("link", { name: /^Give information/ }).count() === 0);
	await consent(caseworker, young, "referral", "signature", { recipient: "House of the Well", groups: ["name"] });
	await at(caseworker, `/people/${young}/consents`);
	await follow(caseworker, /^Give information/);
	await says(caseworker, "what may be told stands there first", "House of the Well may receive");
	await choose(caseworker, "groups", "name");
	await write(caseworker, "", { words: "Comes with the bus.", carry: "open" }, "Write it down, then show the paper");
	await at(caseworker, `/people/${young}/disclosures`);
	await says(caseworker, "what was given is written down", ["House of the Well", "With consent"]);
}

export async function his_end(people) {
	const { caseworker, young } = people;

	await write(caseworker, `/people/${young}/services/after`, { reached: "through", how: "mixed", words: "The work is slow" }, "Save how it is");
	await at(caseworker, `/people/${young}/services/after`);
	await says(caseworker, "how it is there is written down", ["Some of it is hard", "The work is slow"]);
	await write(caseworker, `/people/${young}/closure`, { reason: "own_wish", view: "I am home.", told_back: true, wish: "no" });
	await at(caseworker, `/people/${young}/closure`);
	await says(caseworker, "the walk ends because he wishes it", ["Wanted to end it", "I am home."]);
}
