/* The short form, as ./check runs it: the walks on both databases, a look at every page, a form that
 * is changed and a spreadsheet that comes in, side by side.
 * node all.mjs: KINTSUGI names the program. Each says its own total; what it says is not mixed with the others. */
import { spawn } from "node:child_process";

const PARTS = [
	["walk.mjs", "--brief", "--store", "sqlite"],
	["walk.mjs", "--brief", "--store", "postgres"],
	["pages.mjs", "--brief"],
	["volunteer.mjs", "--brief"],
	["evaluator.mjs", "--brief"],
	["forms.mjs", "--brief"],
];

function run(part) {
	const began = Date.now();
	const child = spawn(process.execPath, part, { cwd: new URL(".", import.meta.url), stdio: ["ignore", "pipe", "pipe"] });
	const said = [];
	child.stdout.on("data", words => said.push(words));
	child.stderr.on("data", words => said.push(words));
	return new Promise(done => child.on("exit", (status, signal) => {
		console.log(`== ${part.join(" ")} (${Math.round((Date.now() - began) / 1000)} s)`);
		console.log(Buffer.concat(said).toString());
		if (status !== 0)
			console.log(`${part.join(" ")} ended with ${status ?? signal}`);
		done(status === 0);
	}));
}

const ended = await Promise.all(PARTS.map(run));
process.exit(ended.every(Boolean) ? 0 : 1);
