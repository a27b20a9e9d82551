/* What both programs stand on: an invented house on SQLite or PostgreSQL, its server, a browser, and counting. */
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";

/* --- options --- */

/* --name VALUE and --name alone, over what stands in defaults. */
export function options(defaults) {
	const given = { ...defaults };
	const args = process.argv.slice(2);
	while (args.length) {
		const name = args.shift().replace(/^--/, "");
		if (!(name in defaults)) {
			console.error(`There is no --${name}. There are: ${Object.keys(defaults).map(o => "--" + o).join(" ")}`);
			process.exit(2);
		}
		given[name] = typeof defaults[name] === "boolean" ? true : args.shift();
	}
	return given;
}

export function folder(name) {
	return fs.mkdtempSync(path.join(os.tmpdir(), `kintsugi-${name}-`));
}

/* --- counting --- */

let passed = 0;
let failed = 0;

export function check(words, holds, more = "") {
	if (holds) {
		passed++;
		console.log(`ok    ${words}`);
	} else {
		failed++;
		console.log(`FAIL  ${words}${more ? "\n      " + String(more).replaceAll("\n", "\n      ") : ""}`);
	}
	return Boolean(holds);
}

export function total() {
	console.log(`${passed} passed, ${failed} failed`);
	return failed === 0 && passed > 0 ? 0 : 1;
}

/* --- PostgreSQL: a server of our own, or the one that KINTSUGI_TEST_PG names ("host=DIR user=NAME") --- */

function pg_bin() {
	const versions = fs.readdirSync("/usr/lib/postgresql").map(Number).filter(v => v >= 15).sort((a, b) => b - a);
	return `/usr/lib/postgresql/${versions[0]}/bin`;
}

/* As root, the programs run as the user that Debian made for them. */
function pg_run(program, args) {
	const argv = [path.join(pg_bin(), program), ...args];
	if (process.getuid() === 0)
		argv.unshift("runuser", "-u", "postgres", "--");
	execFileSync(argv[0], argv.slice(1), { cwd: "/", stdio: "ignore" });
}

function pg_own() {
	const at = fs.mkdtempSync("/tmp/kintsugi-pg-");
	const data = path.join(at, "data");
	if (process.getuid() === 0)
		execFileSync("chown", ["postgres", at]);
	pg_run("initdb", ["-D", data, "-A", "trust", "-U", "postgres", "--locale=C.UTF-8", "-E", "UTF8", "--no-sync"]);
	pg_run("pg_ctl", ["-D", data, "-l", path.join(at, "log"), "-w", "-o",
		`-k ${at} -c listen_addresses= -c fsync=off`, "start"]);
	return {
		prefix: `host=${at} user=postgres`,
		stop() {
			pg_run("pg_ctl", ["-D", data, "-m", "immediate", "-w", "stop"]);
			fs.rmSync(at, { recursive: true });
		},
	};
}

/* Two empty databases: records and keyring. */
function pg_databases() {
	const shared = process.env.KINTSUGI_TEST_PG;
	const server = shared ? { prefix: shared, stop() {} } : pg_own();
	const names = ["records", "keyring"].map(name => `kintsugi_walk_${name}_${process.pid}`);
	const client = (program, ...args) =>
		execFileSync(path.join(pg_bin(), program), ["--maintenance-db", `${server.prefix} dbname=postgres`, ...args]);
	for (const name of names)
		client("createdb", "--template=template0", name);
	return {
		conn: names.map(name => `${server.prefix} dbname=${name}`),
		stop() {
			if (shared)
				names.forEach(name => client("dropdb", "--force", name));
			server.stop();
		},
	};
}

/* --- a house --- */

function free_port() {
	return new Promise(done => {
		const probe = net.createServer().listen(0, "127.0.0.1", () => {
			const { port } = probe.address();
			probe.close(() => done(port));
		});
	});
}

async function serve(kintsugi, data, port) {
	const log = fs.openSync(path.join(data, "..", "serve.log"), "a");
	const server = spawn(kintsugi, ["serve", "--data", data, "--listen", `127.0.0.1:${port}`], {
		stdio: ["ignore", "pipe", log],
	});
	await new Promise((done, fail) => {
		server.stdout.once("data", done);
		server.once("exit", status => fail(new Error(`serve ended with ${status}`)));
	});
	return server;
}

/* Makes a house of so many people and opens it. base: its address; users: passphrases by name. */
export async function house_open(kintsugi, store, people = 34) {
	const at = folder("walk");
	const data = path.join(at, "house");
	const pg = store === "postgres" ? pg_databases() : null;
	const more = pg ? ["--postgres", pg.conn[0], "--postgres-keyring", pg.conn[1]] : [];
	const leave = () => {
		pg?.stop();
		fs.rmSync(at, { recursive: true });
	};
	try {
		execFileSync(kintsugi, ["demo", "--data", data, "--people", String(people), "--no-serve", ...more], { stdio: "ignore" });
	} catch (error) {
		leave();
		throw error;
	}
	/* What is closed to whom must not be left to chance. */
	const config = path.join(data, "config");
	fs.writeFileSync(config, fs.readFileSync(config, "utf8").replace(/^scored_twice = .*$/m, "scored_twice = 0"));
	const lines = fs.readFileSync(path.join(data, "sign-ins.tsv"), "utf8").trim().split("\n");
	const users = Object.fromEntries(lines.map(line => line.split("\t")).map(([user, , words]) => [user, words]));
	const port = await free_port();
	const server = await serve(kintsugi, data, port);
	const ended = new Promise(done => server.once("exit", done));
	return {
		base: `http://127.0.0.1:${port}`,
		users,
		log: () => fs.readFileSync(path.join(at, "serve.log"), "utf8"),
		/* After the server has ended: what the program itself says of what it holds. */
		verify: () => execFileSync(kintsugi, ["verify", "--data", data], { encoding: "utf8" }),
		/* Asks the server to stop; its status. */
		end() {
			server.kill("SIGTERM");
			return ended;
		},
		stop: leave,
	};
}

/* --- a browser --- */

export async function browser_open() {
	const profile = folder("profile");
	const browser = await chromium.launch({
		executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
		args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
			"--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"],
		env: { ...process.env, HOME: profile, XDG_CONFIG_HOME: profile, XDG_CACHE_HOME: profile },
	});
	return {
		/* A window of its own: cookies, size, language, script or none. */
		async window(house, { script = true, width = 1280, height = 900, locale = "en" } = {}) {
			const context = await browser.newContext({
				baseURL: house.base, javaScriptEnabled: script, viewport: { width, height }, locale,
			});
			context.setDefaultTimeout(10000);
			return context;
		},
		async close() {
			await browser.close();
			fs.rmSync(profile, { recursive: true, force: true });
		},
	};
}

const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const AXE = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };

/* What axe-core finds on the page as it stands: a line for each rule, with the first element. */
export async function axe_faults(page) {
	await page.evaluate(axe);
	const found = await page.evaluate(o => window.axe.run(document, o), AXE);
	return found.violations.map(v => `${v.id}: ${v.help}: ${v.nodes[0].html.slice(0, 160)}`);
}

export async function sign_in(page, house, user, pin = "") {
	await page.goto("/sign-in");
	await page.fill("#f-user_name", user);
	await page.fill("#f-passphrase", house.users[user]);
	if (pin)
		await page.fill("#f-pin", pin);
	await page.click("main button");
	await page.waitForURL(url => !url.pathname.startsWith("/sign-in"));
}
