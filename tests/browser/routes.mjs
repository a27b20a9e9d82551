/* Which pages the program has: read from its sources, so that a new page which nobody looks at is noticed. */
import fs from "node:fs";
import path from "node:path";

const src = new URL("../../src/", import.meta.url).pathname;

/* Not pages that are read: a cookie that is set; a file that is downloaded or stands in a page; where a form of the story
 * leads back. A file is added to an answer on one page, whatever the form is about. */
const NO_PAGES = ["/language", "/team/forms/drafts/:row/copy", "/team/forms/versions/:hash/copy",
	"/team/forms/drafts/:row/package", "/team/forms/versions/:hash/package", "/forms/media/:hash",
	"/people/:person/stays/:stay/questions/:form/attach", "/people/:person/services/:service/questions/:form/attach",
	"/people/:person/answers/:row/correct/attach", "/about/:subject/questions/:form/attach",
	"/about/:subject/answers/:row/correct/attach", "/about/:subject/files/:row/copy",
	"/settings/words/copy", "/people/import/:row/mend", "/reports/releases/:row/table.csv", "/reports/releases/:row/table.xlsx",
	"/api/v1/releases", "/api/v1/releases/:row", "/api/v1/definitions",
	"/reports/services/sheet.csv", "/reports/outcomes/file", "/reports/stability/file", "/reports/path/file", "/reports/care/file",
	"/people/:person/files/:row/copy", "/people/:person/disclosures/:row/file", "/people/:person/story/read", "/people/:person/story/readers"];

/* A macro that makes pages (its first parameter is a piece of the address) is written out where it is used. */
function written_out(source) {
	const text = source.replaceAll("\\\n", " ");
	const made = [...text.matchAll(/^#define (\w+)\((\w+)[^)]*\)(.*\bPAGE\(.*)$/gm)];
	return made.reduce((all, [whole, name, first, body]) => {
		const rest = all.replace(whole, "");
		return rest.replace(new RegExp(`\\b${name}\\(\\s*("[^"]*")`, "g"),
			(_, words) => `${body.replace(new RegExp(`\\b${first}\\b`, "g"), words)} (`);
	}, text);
}

/* Of PAGE(ONE "/print", ...): ONE is defined in the same file. */
function patterns_in(file) {
	const text = written_out(fs.readFileSync(file, "utf8"));
	const defined = Object.fromEntries([...text.matchAll(/^#define (\w+) ((?:\w+ )?"[^"]*")$/gm)].map(m => [m[1], m[2]]));
	/* Pieces in quotes stand for themselves, names for what they are defined as. */
	const resolve = words => (words.match(/"[^"]*"|\w+/g) ?? [])
		.map(piece => piece.startsWith('"') ? piece.slice(1, -1) : resolve(defined[piece] ?? "")).join("");
	return [...text.matchAll(/\bPAGE\(\s*([^,]*?),/g)].map(m => resolve(m[1]));
}

/* [{ pattern, matches }]: every address that answers a GET with a page. */
export function pages_of_program() {
	const files = fs.readdirSync(src, { recursive: true }).filter(f => f.endsWith("_web.c"));
	const patterns = files.flatMap(f => patterns_in(path.join(src, f))).filter(p => p && !NO_PAGES.includes(p));
	return patterns.map(pattern => ({
		pattern,
		matches: new RegExp(`^${pattern.replace(/:hash/g, "[0-9a-f]{64}").replace(/:form/g, "[\\w-]+").replace(/:subject/g, "(me|house|[0-9a-f]{32})").replace(/:(\w+)/g, "[0-9a-f]{32}")}$`),
	}));
}
