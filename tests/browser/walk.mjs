/* The first walk in a real browser: what people do from an arrival to a measured seam, and what must not be possible.
 * node walk.mjs --kintsugi PATH --store sqlite|postgres|both --part first|lives|all --shots DIR --pictures DIR --brief
 * --brief: pictures only of what broke. */
import { browser_open, house_open, total } from "./house.mjs";
import { lives } from "./lives.mjs";
import { chapter, costs, here, holds, option, says, shots, window_of } from "./telling.mjs";
import * as care from "./walk_care.mjs";
import * as house_walk from "./walk_house.mjs";

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
	await take("my day", () => care.my_day(caseworker));
	await take("arrival", async () => { id = await care.arrival_by_keyboard(caseworker); });
	await take("a name alike", () => care.name_alike(caseworker));
	await take("welcome", () => care.welcome(caseworker, id));
	await take("words before scores", () => care.words_before_scores(caseworker, id));
	await take("own words", () => care.own_words(caseworker, id));
	await take("consents", () => care.consents(caseworker, id));
	await take("sharing", () => care.sharing(caseworker, id));
	await take("withdrawing", () => care.withdrawing(caseworker, id));
	await take("without consent", () => care.without_consent(caseworker, lead, id));
	await take("safe contact", () => care.safe_contact(caseworker, id));
	await take("assessment", () => care.assessment(caseworker, id));
	await take("her own view", () => care.her_own_view(caseworker, id));
	await take("her page", () => care.the_page(caseworker, id));
	await take("words that may hurt", () => care.words_that_hurt(caseworker, id));
	await take("correction", () => care.correction(caseworker, id));
	await take("two at once", () => care.two_at_once(caseworker, second, id));
	await take("who opened this", () => care.who_opened(caseworker, id));
	await take("an expired session", () => house_walk.expired(id));
	await take("pause and change of user", () => house_walk.pause_and_share());
	await take("leaving and emergency", () => house_walk.leaving_and_emergency(lead, caseworker, id));
	await take("kept away", () => house_walk.kept_away(lead, id));
	caseworker = await window_of("caseworker");
	await take("evaluation", () => house_walk.evaluation(caseworker, id));
	await take("a new colleague", () => house_walk.a_new_colleague());
	await take("ending and beginning again", () => house_walk.ending(caseworker, id));
	await take("thirty at once", () => house_walk.thirty(caseworker));
	await take("without script", () => house_walk.without_script());
	await take("on a phone", () => house_walk.on_a_phone(id));
}

async function on(which) {
	here.store = which;
	here.house = await house_open(option.kintsugi, which);
	const { house } = here;
	try {
		if (option.part !== "lives")
			await walk();
		if (option.part !== "first")
			await lives();
		const status = await house.end();
		holds("the server stops when it is asked to", status === 0, String(status));
		holds("verify finds nothing wrong after the walk", house.verify().includes("whole"));
		holds("the server wrote no error", !/event=error|bug/i.test(house.log()), house.log().slice(-600));
	} finally {
		await house.end().catch(() => {});
		house.stop();
	}
}

here.browser = await browser_open();
try {
	for (const which of option.store === "both" ? ["sqlite", "postgres"] : [option.store])
		await on(which);
} finally {
	await here.browser.close();
}
costs.forEach(line => console.log(line));
console.log(`Pictures: ${shots}`);
process.exit(total());
