/* A life: somebody leaves early, is harmed again, and comes back; nobody asks why, and nothing has to be told twice. */
import { choose, follow, press, write } from "./hand.mjs";
import { arrive, at, holds, pictures, says, unfold, window_of } from "./telling.mjs";

const STORY = "They kept my papers in a blue box.";

export async function told_once(people) {
	const { caseworker, second } = people;

	const id = people.robin = await arrive(caseworker, "Robin");
	await write(caseworker, `/people/${id}/words`, { concerns: "The debt.", wishes: "My own key.", pronoun: "they" }, "Save and go on");
	await write(caseworker, `/people/${id}/story/new`, { words: STORY, "concepts-debt": true, to: "us", form: "spoken" });
	await at(caseworker, `/people/${id}/story`);
	await says(caseworker, "that it was told is shown without the words",
		["Told already: no need to ask", "Told on", "One entry is kept here, closed."], "blue box");
	await pictures(caseworker, "story");
	await press(caseworker, "Open the words");
	await says(caseworker, "whoever needs the words opens them", STORY);
	await at(caseworker, `/people/${id}/story`);
	await says(caseworker, "and who has read it stands there", ["Who has read it", "caseworker"], "blue box");
	await at(second, `/people/${id}/story/new`);
	await says(second, "a colleague who would ask sees that it was told", "Some of it was told before", "blue box");
	await at(second, `/people/${id}/timeline`);
	await says(second, "and no list has the words", "Timeline", "blue box");
}

export async function leaves(people) {
	const { caseworker, robin } = people;

	await write(caseworker, `/people/${robin}/events/new`, {
		kind: "lost", words: "Did not come back on Monday.", done: "Called twice, as the rule says.", plan: "yes",
	});
	await at(caseworker, `/people/${robin}/events`);
	await says(caseworker, "that contact is lost is no fault",
		["Contact is lost", "Called twice, as the rule says.", "never their fault", "the door stays open"]);
	await write(caseworker, `/people/${robin}/closure`, { reason: "lost", words: "The bag is in the cellar.", wish: "no" });
	await at(caseworker, `/people/${robin}/follow-up`);
	await says(caseworker, "a no to being asked is a full answer", "We were asked not to get in touch. That is a full answer.");
	await at(caseworker, `/people/${robin}`);
	await says(caseworker, "and nobody is told to ask afterwards", "Robin", "How is it going, some time after?");
	await at(caseworker, "/");
	await unfold(caseworker);
	const due = await caseworker.locator("section", { has: caseworker.locator("#due-heading") }).innerText();
	holds("nor does it stand on my day", !(due.includes("Robin") && due.includes("some time after")), due);
}

export async function comes_back(people) {
	const { caseworker, robin } = people;

	await at(caseworker, `/people/${robin}/closure`);
	await says(caseworker, "where things stood is there for whoever opens", "The bag is in the cellar.");
	await follow(caseworker, "Begin again");
	await says(caseworker, "coming back is no step backwards", "Coming back is no step backwards.");
	await press(caseworker, "Begin again");
	await at(caseworker, `/people/${robin}`);
	await says(caseworker, "a new walk begins, and what was said is still there", ["Walking together since", "My own key."]);
	await write(caseworker, `/people/${robin}/events/new`, {
		kind: "crime", words: "Held in a flat for two weeks.", done: "Doctor, new lock.", plan: "not_yet", next: "The plan, together",
	});
	await at(caseworker, `/people/${robin}`);
	await says(caseworker, "new harm asks for the plan anew", "The plan, together");
	await at(caseworker, `/people/${robin}/events`);
	await pictures(caseworker, "something happened");
}

/* Before the person, and over a shoulder, nothing shows; it waits for whoever is on call and for whoever walks along. */
export async function a_sign(people) {
	const { caseworker, shelter, robin } = people;

	await write(caseworker, `/people/${robin}/check-ins/new`, { level: "1", words: "A hard night.", worried: true });
	await says(caseworker, "before the person nothing alarming stands", "Saved.", ["elf-harm", "worried", "be with this person now"]);
	for (const page of [caseworker, shelter]) {
		await at(page, "/");
		await says(page, "the sign waits first of all on my day", ["First of all", "Robin", "Please be with this person now"]);
	}
	await pictures(shelter, "first of all");
	await at(shelter, "/tonight");
	await says(shelter, "and on the night card", ["Please be with them now", "Robin"]);
	await shelter.locator("main section.card a.btn", { hasText: "Robin" }).first().click();
	await shelter.waitForLoadState("domcontentloaded");
	holds("it cannot be closed without a word", await press(shelter, "Save") === 422);
	await at(caseworker, "/");
	await says(caseworker, "so it still waits", "First of all");
	await write(shelter, `/people/${robin}/beside`, { with: "shelter", done: "Sat in the kitchen until three.", safe: "unsure" });
	await at(shelter, "/");
	await says(shelter, "whoever is not sure is asked to look again within the hour", "First of all");
	await write(shelter, `/people/${robin}/beside`, { done: "Asleep, door ajar.", safe: "yes" });
	await at(shelter, "/");
	await says(shelter, "what was done ends it", "My day", "First of all");
	await at(caseworker, `/people/${robin}/beside`);
	await says(caseworker, "and is there for the next colleague", ["Sat in the kitchen until three.", "Asleep, door ajar."]);
}

export async function hand_over(people) {
	const { caseworker, robin } = people;
	const propose = async to => {
		await at(caseworker, `/people/${robin}/hand-over`);
		await caseworker.locator("#f-from").selectOption({ label: await named(caseworker, "from", /^caseworker( |$)/) });
		await caseworker.locator("#f-to").selectOption({ label: await named(caseworker, "to", to) });
		await write(caseworker, "", { why: "I move to another town.", note: "Do not ask about the flat again." }, "Save, then tell them first");
		await at(caseworker, `/people/${robin}/hand-over`);
	};

	await propose(/^caseworker\.two/);
	await says(caseworker, "they are told before", ["Waits to be told", "I move to another town."]);
	await write(caseworker, "", { answer: "no", words: "I want to think." }, "Save the answer");
	await at(caseworker, `/people/${robin}/hand-over`);
	await says(caseworker, "a no leaves it as it is", "It stays as it is");
	await propose(/^caseworker\.two/);
	await pictures(caseworker, "hand-over");
	await choose(caseworker, "answer", "other");
	await caseworker.locator("#f-chosen").selectOption({ label: await named(caseworker, "chosen", /^joana/) });
	await press(caseworker, "Save the answer");
	const joana = await window_of("joana");
	await at(joana, "/");
	await unfold(joana);
	await says(joana, "whom they chose is asked on her day", "A walk is handed over to you");
	await at(joana, `/people/${robin}/hand-over`);
	await says(joana, "and reads what must not be asked again", "Do not ask about the flat again.");
	await press(joana, "I take the walk on");
	holds("she now walks along", await at(joana, `/people/${robin}`) === 200);
	const gone = await at(caseworker, `/people/${robin}`);
	holds("whoever handed over has no key any more", gone === 403 || gone === 401, String(gone));
	await at(joana, `/people/${robin}/story`);
	await says(joana, "and the story need not be told again", "Told already: no need to ask", "blue box");
	await joana.context().close();
}

async function named(page, field, pattern) {
	const labels = await page.$$eval(`#f-${field} option`, all => all.map(o => o.textContent));
	const found = labels.find(l => pattern.test(l.trim()));
	if (!found)
		throw new Error(`no ${pattern} in ${field}: ${labels.join()}`);
	return found;
}
