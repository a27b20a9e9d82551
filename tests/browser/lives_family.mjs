/* Two lives: a mother with two children, one of whom must not meet a relative; a child of two with a caregiver. */
import { follow, write } from "./hand.mjs";
import { arrive, at, holds, in_days, pictures, says, window_of } from "./telling.mjs";

const young = year => String(new Date().getFullYear() - year);

async function arrives(page, label, years) {
	const id = await arrive(page, label);
	await write(page, `/people/${id}/age`, { how: "known", year: young(years), said_by: "papers" });
	return id;
}

async function link(page, from, other, kind, more = {}) {
	await write(page, `/people/${from}/circle/new${other ? `?other=${other}` : ""}`, { ...more, kind });
}

export async function three_records(people) {
	const { caseworker } = people;

	people.mother = await arrives(caseworker, "Hawa", 31);
	people.girl = await arrives(caseworker, "Leyla", 12);
	people.boy = await arrives(caseworker, "Idris", 5);
	await link(caseworker, people.mother, people.girl, "child");
	await link(caseworker, people.mother, people.boy, "child");
	await link(caseworker, people.girl, people.mother, "mother");
	await link(caseworker, people.boy, people.mother, "mother");
	await link(caseworker, people.girl, people.boy, "sibling");
	await link(caseworker, people.girl, "", "not_met", { name: "Uncle Karim", words: "Waits at the school gate." });
	await at(caseworker, `/people/${people.girl}`);
	const rule = (await caseworker.locator("header.person .rule").innerText()).replace(/\s+/g, " ");
	holds("whom she must not meet stands beside the contact rule",
		/Must not meet:? Uncle Karim/.test(rule) && rule.includes("Waits at the school gate."), rule);
	await at(caseworker, `/people/${people.boy}`);
	await says(caseworker, "and does not flow along the link to her brother", "Idris", "Karim");
	await at(caseworker, `/people/${people.mother}/circle`);
	await says(caseworker, "the circle names both children", ["Leyla", "Idris", "Child"], "Karim");
	await at(caseworker, `/people/${people.girl}/circle`);
	await pictures(caseworker, "circle");
}

export async function family_page(people) {
	const { caseworker } = people;

	await write(caseworker, `/people/${people.girl}/notes/new`,
		{ how: "visit", words: "Leyla says she dreams of the sea.", next: in_days(3) });
	await at(caseworker, `/people/${people.mother}/family`);
	await says(caseworker, "the family page has names and next days",
		["Leyla", "Idris", "Next:"], ["dreams of the sea", "Karim"]);
	await pictures(caseworker, "family");
}

export async function guardian(people) {
	const { caseworker, girl } = people;
	const asked = `/people/${girl}/consents/new?purpose=recording`;

	await write(caseworker, asked, {
		answer: "given", assent: "yes", by: "guardian", standing: "parent", ground: "Hawa, mother; the paper was seen",
		"groups-name": true, until: in_days(90), how: "signature",
	});
	await says(caseworker, "a guardian who was not asked about harm does not count", "Without this the answer does not count");
	await write(caseworker, "", { unsuspected: true });
	await says(caseworker, "the mother consents, and the child says yes", ["Holds until", "The child says yes"]);
	await write(caseworker, `/people/${girl}/consents/new?purpose=research`, {
		answer: "given", recipient: "The university", assent: "no", talked: "No, not my story.", by: "guardian",
		standing: "parent", ground: "Hawa", unsuspected: true, until: in_days(90), how: "signature",
	});
	await says(caseworker, "a child's no to research cannot be outvoted", "The child says no. For this, that is the answer");
	await pictures(caseworker, "a child says no");
}

/* The mother has a worker of her own, whom the girl keeps away from her record. */
export async function the_child_alone(people) {
	const { lead, mother, girl } = people;

	await write(people.caseworker, `/people/${girl}/words`, { concerns: "Mama must not know that I am afraid.", wishes: "A door." }, "Save and go on");
	await at(lead, `/people/${girl}/companions`);
	await lead.getByRole("button", { name: /^Stops walking along\s*: caseworker\.two$/ }).click();
	await lead.waitForLoadState("domcontentloaded");
	const hers = people.second = await window_of("caseworker.two");
	holds("the mother's worker opens the mother's record", await at(hers, `/people/${mother}`) === 200);
	for (const page of ["", "/words", "/timeline", "/consents", "/plan", "/story", "/circle", "/check-ins"])
		holds(`and not what the child said: ${page || "/"}`, await at(hers, `/people/${girl}${page}`) === 403);
	await at(hers, `/people/${mother}/family`);
	await says(hers, "the family page says that it is closed", ["Leyla closed to you", "Idris Next:"], "afraid");
	await at(hers, `/people/${mother}/timeline`);
	await says(hers, "nor does it flow into the mother's", "Timeline", ["afraid", "dreams of the sea"]);
}

export async function small_child(people) {
	const { caseworker } = people;

	people.small = await arrive(caseworker, "Little Sol");
	await write(caseworker, `/people/${people.small}/age`, { how: "estimated", age: "2", said_by: "health" });
	await at(caseworker, `/people/${people.small}`);
	await says(caseworker, "an estimated age says who said so", "about 2, a health worker says");
	await at(caseworker, `/people/${people.small}/age`);
	await pictures(caseworker, "age");
}

export async function best_interests(people) {
	const { caseworker, small } = people;
	const decided = {
		answer: "given", assent: "young", by: "best", nobody: "Nobody of the family was found.",
		weighed: "To be fed, to be seen by a doctor.", review: in_days(30), until: in_days(60), how: "signature",
	};

	await write(caseworker, `/people/${small}/consents/new?purpose=recording`, decided);
	await says(caseworker, "nobody decides for a child alone", "Please write who decided");
	await write(caseworker, "", { deciders: "The lead and the child protection officer" });
	await says(caseworker, "with nobody safe, two decide what is best, for a time", ["Holds until"]);
	await pictures(caseworker, "best interests");
	await at(caseworker, `/people/${small}`);
	await says(caseworker, "and look at it again on a day", "Look again at what was decided for a child");
	await write(caseworker, `/people/${small}/safety/plan`, { helps: "The blue blanket; a song", how: "caregiver" }, "Save the plan");
}

export async function caregiver(people) {
	const { caseworker, small } = people;

	await link(caseworker, small, "", "caregiver", { name: "Aunt Rosa", reach: "at the market" });
	await at(caseworker, `/people/${small}/circle`);
	await follow(caseworker, /^Begin a record for this caregiver/);
	const rosa = await arrive(caseworker, "Rosa");
	await link(caseworker, small, rosa, "caregiver");
	await link(caseworker, rosa, small, "cared_for");
	await write(caseworker, `/people/${rosa}/services`, { type: "talk", minutes: "30", note: "How she sleeps" }, "Save the service");
	await at(caseworker, `/people/${rosa}/services`);
	await says(caseworker, "a caregiver has a record and help of her own", "How she sleeps");
	await at(caseworker, `/people/${rosa}/family`);
	await says(caseworker, "and sees the child beside her", "Little Sol", "blue blanket");
	await at(caseworker, `/people/${small}/services`);
	await says(caseworker, "her help does not stand in the child's record", "Services", "How she sleeps");
}
