/* What outcomes.py asks of DuckDB: node outcomes.mjs FOLDER TIMES */
import { DuckDBInstance } from "@duckdb/node-api";
import fs from "node:fs";
import path from "node:path";

const [folder, times] = process.argv.slice(2);
const file = path.join(folder, "people.duckdb");
fs.rmSync(file, { force: true });
const db = await (await DuckDBInstance.create(file)).connect();
await db.run("CREATE TABLE episode (id INTEGER, entry INTEGER, year INTEGER, age INTEGER, closed INTEGER)");
await db.run("CREATE TABLE score (episode INTEGER, day INTEGER, planned INTEGER, stable INTEGER, scored INTEGER, "
	+ "d0 INTEGER, d1 INTEGER, d2 INTEGER, d3 INTEGER, d4 INTEGER, d5 INTEGER)");
for (const table of ["episode", "score"])
	await db.run(`COPY ${table} FROM '${path.join(folder, table)}.csv' (FORMAT csv, HEADER false)`);
const query = fs.readFileSync(new URL("outcomes.sql", import.meta.url), "utf8");
for (let n = 0; n < Number(times); n++) {
	const began = performance.now();
	const reply = await db.runAndReadAll(query);
	console.log(`took ${(performance.now() - began) / 1000}`);
	for (const row of reply.getRows())
		console.log(row.map(String).join(","));
}
