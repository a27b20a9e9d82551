/* A hand at a page: finds things as a person does, and can count what it costs her. */

/* Keystroke-level model (Card, Moran and Newell 1980): a key 0.28 s for somebody who does not type for a living, a
 * point with mouse or finger 1.1 s, and 1.2 s to turn to a field and think. */
const KEY = 0.28;
const POINT = 1.1;
const FIELD = 1.2;

export class Cost {
	keys = 0;
	points = 0;
	fields = 0;

	get seconds() {
		return this.keys * KEY + this.points * POINT + this.fields * FIELD;
	}

	toString() {
		return `${this.fields} fields, ${this.keys} keys, ${this.points} points: about ${Math.round(this.seconds)} s`;
	}
}

export const main = page => page.locator("main").innerText();

/* Of a person's page, or of any page below it. */
export const person_of = page => new URL(page.url()).pathname.match(/^\/people\/([0-9a-f]{32})/)?.[1];

export async function fill(page, name, words, cost) {
	await open_around(page, name);
	await page.fill(`#f-${name}`, words);
	if (cost) {
		cost.fields++;
		cost.points++;
		cost.keys += words.length;
	}
}

export async function pick(page, name, value, cost) {
	await open_around(page, name);
	await page.selectOption(`#f-${name}`, value);
	if (cost) {
		cost.fields++;
		cost.points += 2;
	}
}

/* A round or square box, by its words as anybody would. */
export async function choose(page, name, value, cost) {
	await open_around(page, name);
	if (!await page.isChecked(`#f-${name}-${value}`))
		await page.click(`label[for="f-${name}-${value}"]`);
	if (cost) {
		cost.fields++;
		cost.points++;
	}
}

export async function tick(page, name) {
	await page.click(`label[for="f-${name}"]`);
}

/* What is folded is opened first. */
async function open_around(page, name) {
	const folded = page.locator(`details:not([open]):has(#f-${name}) > summary`);
	for (let n = await folded.count(); n > 0; n--)
		await folded.first().click();
}

/* Presses a button by its words and waits for the next page; "Save" is the button that saves, whatever it names. Answers
 * its status. */
export async function press(page, button, cost) {
	const words = button === "Save" ? /^Save / : button;
	if (cost)
		cost.points++;
	const [reply] = await Promise.all([
		page.waitForResponse(r => r.request().isNavigationRequest() && ![301, 302, 303].includes(r.status())),
		page.locator("main").getByRole("button", { name: words, exact: typeof words === "string" }).first().click(),
	]);
	await page.waitForLoadState("domcontentloaded");
	return reply.status();
}

export async function follow(page, words) {
	await page.locator("main").getByRole("link", { name: words, exact: true }).first().click();
	await page.waitForLoadState("domcontentloaded");
}

/* One form, filled as it is asked and saved: { field: words or a choice, box: true }. Its kind follows from the page.
 * Answers the status of what comes next. */
export async function write(page, where, answers, button = "Save", cost = null) {
	if (where)
		await page.goto(where);
	for (const [name, value] of Object.entries(answers))
		await answer(page, name, value, cost);
	return press(page, button, cost);
}

async function answer(page, name, value, cost) {
	const field = page.locator(`#f-${name}`);
	const select = await field.count() && await field.evaluate(e => e.tagName === "SELECT");
	if (value === true) {
		await open_around(page, name);
		if (!await page.isChecked(`#f-${name}`))
			await tick(page, name);
		if (cost)
			cost.points++;
	} else if (select) {
		await pick(page, name, value, cost);
	} else if (await page.locator(`[type=radio][name="${name}"]`).count()) {
		await choose(page, name, value, cost);
	} else {
		await fill(page, name, value, cost);
	}
}

/* --- with the keyboard alone --- */

export class Keyboard {
	constructor(page, cost) {
		this.page = page;
		this.cost = cost;
	}

	async press(key) {
		this.cost.keys++;
		await this.page.keyboard.press(key);
	}

	async type(words) {
		this.cost.keys += words.length;
		await this.page.keyboard.type(words);
	}

	/* Tab by tab to the first of what the selector names; false when it is not reached. */
	async to(selector, most = 120) {
		for (let n = 0; n < most; n++) {
			if (await this.page.evaluate(s => document.activeElement?.matches(s), selector)) {
				this.cost.fields++;
				return true;
			}
			await this.press("Tab");
		}
		return false;
	}
}
