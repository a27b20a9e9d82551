import fs from "node:fs";
import { HtmlValidate } from "html-validate";
import { chromium } from "playwright-core";
const v = new HtmlValidate({extends:["html-validate:standard","html-validate:document"],rules:{"void-style":"off","no-trailing-whitespace":"off","no-inline-style":"error","long-title":"off","no-implicit-button-type":"off","doctype-style":"off","no-raw-characters":"off","require-sri":"off"}});
const rows = fs.readFileSync("/tmp/demo-fill4/sign-ins.tsv","utf8").trim().split("\n").map(l=>l.split("\t"));
const cw = rows.find(r=>r[1]==="caseworker"); const base="http://127.0.0.1:8942";
const b = await chromium.launch({executablePath:"/usr/bin/chromium",args:["--no-sandbox"]});
const p = await (await b.newContext({javaScriptEnabled:false})).newPage();
await p.goto(base+"/sign-in"); await p.fill("#f-user_name",cw[0]); await p.fill("#f-passphrase",cw[2]); await p.click("main button.btn");
await p.goto(base+"/people");
let who; for(const a of await p.locator("main a[href^='/people/']").all()){const h=await a.getAttribute("href"); if(/^\/people\/[0-9a-f]{32}$/.test(h)){who=h;break;}}
for (const u of ["/questions","/questions/everyday","/questions/everyday?page=3","/questions/everyday?page=4","/questions/looking-back","/questions/everyday?paper=1"]) {
 const r = await p.goto(base+who+u); const t = await r.text(); const rep = await v.validateString(t);
 console.log(u, r.status(), t.length, rep.results.flatMap(x=>x.messages.map(m=>m.ruleId+": "+m.message+" @"+m.line)).slice(0,6));
}
await b.close();
