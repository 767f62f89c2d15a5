// `plancheck report -o x.html` in a real browser: nothing is fetched, nothing overlaps, everything can be reached.
//
//     cargo build && cd tests/browser && npm ci && npm test
//
// CHROMIUM names the browser; without it Debian's is taken.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

import { cutInPictures, disproportionate, offScreen, overlaps, shownRows, sideways } from "./look.mjs";
import { AS_OF, HOSTILE, hostilePlan, largePlan, page as written, plancheck, plans } from "./pages.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WIDTHS = [1440, 768, 390];
const SCREENSHOTS = process.env.SCREENSHOTS;

const hostile = hostilePlan();
const large = largePlan();
const pages = {
  "one-en": written("one-en", "hangzhou-2024", ...AS_OF, "--lang", "en"),
  "one-zh": written("one-zh", "zhejiang-145", ...AS_OF, "--lang", "zh", "--from", "2025-03-01"),
  "all-en": written("all-en", ...plans, ...AS_OF, "--lang", "en"),
  "all-zh": written("all-zh", ...plans, ...AS_OF, "--lang", "zh"),
  "hostile-en": written("hostile-en", ...hostile, "--lang", "en"),
  "large-zh": written("large-zh", ...large, "--lang", "zh"),
};

let browser;
before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
});
after(() => browser?.close());

/** Opens a page without a network, hands it over, and lets no error or request pass. */
async function open(name, options, look) {
  const context = await browser.newContext({ offline: true, viewport: { width: 1440, height: 900 }, ...options });
  const tab = await context.newPage();
  const wrong = [];
  const own = pathToFileURL(pages[name]).href;
  tab.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) wrong.push(`console: ${message.text()}`);
  });
  tab.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
  tab.on("request", (request) => {
    const url = request.url().split("#")[0];
    if (url !== own && !url.startsWith("data:")) wrong.push(`request: ${url}`);
  });
  tab.on("dialog", (dialog) => {
    wrong.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  try {
    await tab.goto(own, { waitUntil: "load" });
    await look(tab);
    assert.deepEqual(wrong, []);
  } finally {
    await context.close();
  }
}

/** Opens everything that can be opened. */
const openAll = (tab) =>
  tab.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));

for (const name of Object.keys(pages)) {
  for (const width of WIDTHS.filter((width) => width !== 768 || !name.startsWith("large"))) {
    test(`${name}: at ${width} px nothing scrolls sideways, overlaps or is cut off`, async () => {
      await open(name, { viewport: { width, height: 900 } }, async (tab) => {
        for (const state of ["closed", "opened"]) {
          // Of the large page the rows as they come are enough: opened it is a hundred thousand boxes of the same kind.
          if (state === "opened" && name.startsWith("large")) continue;
          if (state === "opened") await openAll(tab);
          const { scrolls, wide } = await tab.evaluate(sideways);
          assert.equal(scrolls, false, `${state}: wider than the window: ${wide.join(", ")}`);
          assert.deepEqual(await tab.evaluate(overlaps), [], state);
          assert.deepEqual(await tab.evaluate(cutInPictures), [], state);
          assert.deepEqual(await tab.evaluate(disproportionate), [], state);
          if (width === 390) assert.deepEqual(await tab.evaluate(offScreen), [], state);
        }
        if (SCREENSHOTS) {
          mkdirSync(SCREENSHOTS, { recursive: true });
          await tab.evaluate(() => document.querySelectorAll("details").forEach((it) => (it.open = false)));
          await tab.screenshot({ path: join(SCREENSHOTS, `${name}-${width}.png`), fullPage: !name.startsWith("large") });
        }
      });
    });
  }

  test(`${name}: axe finds no violation of level A or AA, light or dark`, async () => {
    for (const colorScheme of ["light", "dark"]) {
      await open(name, { colorScheme, bypassCSP: true }, async (tab) => {
        // What is inside the rows is the same on the pages of one plan.
        if (!/^(large|all)/.test(name)) await openAll(tab);
        await tab.evaluate(axe);
        // Of the large page the first rows are enough: the others are of the same kind, and take minutes.
        if (name.startsWith("large")) {
          await tab.evaluate(() => {
            for (const parent of document.querySelectorAll("table, tbody, ul, ol, div, section")) {
              while (parent.children.length > 40) parent.lastElementChild.remove();
            }
          });
        }
        const { violations } = await tab.evaluate((dark) =>
          globalThis.axe.run(document, {
            runOnly: dark ? ["color-contrast"] : ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
            resultTypes: ["violations"],
          }),
          // Only colours differ in the dark.
          colorScheme === "dark",
        );
        const told = violations.map(({ id, nodes }) => `${id} × ${nodes.length}: ${nodes[0].html.slice(0, 200)} — ${nodes[0].failureSummary}`);
        assert.deepEqual(told, [], colorScheme);
        if (SCREENSHOTS && colorScheme === "dark" && !name.startsWith("large")) {
          await tab.screenshot({ path: join(SCREENSHOTS, `${name}-dark.png`), fullPage: true });
        }
      });
    }
  });
}

/** The rows of `status` for the same input. */
const status = (...args) =>
  plancheck("status", ...args, "--format", "jsonl")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

test("a click on a row opens its derivation, and so does the keyboard", async () => {
  await open("one-en", {}, async (tab) => {
    const details = tab.locator("[data-indicator] details, [data-indicator] + * details").first();
    assert.equal(await details.evaluate((it) => it.open), false);
    await tab.locator("[data-indicator]").first().locator("summary, button").first().click();
    assert.equal(await details.evaluate((it) => it.open), true);
    assert.ok(await details.locator("svg").first().isVisible());
    await tab.locator("[data-indicator]").first().locator("summary, button").first().focus();
    await tab.keyboard.press("Enter");
    assert.equal(await details.evaluate((it) => it.open), false);
  });
});

test("the filter leaves the rows of its verdict, and the search those with its words", async () => {
  const rows = status("hangzhou-2024", ...AS_OF);
  await open("one-en", {}, async (tab) => {
    const all = await tab.evaluate(shownRows);
    // What has no data is folded into one list.
    const known = rows.filter((row) => row.verdict !== "no-data");
    assert.ok(known.length < rows.length);
    assert.equal(all.length, known.length);
    assert.equal(await tab.locator("details.pc-lacking li[data-indicator]").count(), rows.length - known.length);
    for (const verdict of new Set(rows.map((row) => row.verdict))) {
      const button = tab.locator(`button[data-filter="${verdict}"]`).first();
      await button.click();
      const shown = await tab.evaluate(shownRows);
      const wanted = rows.filter((row) => row.verdict === verdict).map((row) => row.indicator);
      assert.deepEqual(shown.map((row) => row.id).sort(), wanted.sort(), verdict);
      assert.equal(await button.getAttribute("aria-pressed"), "true");
      await button.click();
    }
    assert.equal((await tab.evaluate(shownRows)).length, known.length);
    const words = rows[0].name_en;
    await tab.locator("input[type=search]").fill(words);
    const found = await tab.evaluate(shownRows);
    assert.ok(found.some((row) => row.id === rows[0].indicator));
    assert.ok(found.every((row) => row.text.toLowerCase().includes(words.toLowerCase())));
    await tab.locator("input[type=search]").fill("nothing is called this");
    assert.deepEqual(await tab.evaluate(shownRows), []);
  });
});

test("a head sorts the rows by its numbers, both ways", async () => {
  const rows = status("hangzhou-2024", ...AS_OF);
  const ratio = new Map(rows.map((row) => [row.indicator, row.ratio]));
  await open("one-en", {}, async (tab) => {
    const head = tab.locator("th[data-sort=ratio] button, th button[data-sort=ratio]").first();
    for (const expected of ["ascending", "descending"]) {
      await head.click();
      const sorted = await tab.locator(`th[aria-sort=${expected}]`).count();
      assert.equal(sorted, 1);
      const shown = (await tab.evaluate(shownRows)).map((row) => ratio.get(row.id));
      assert.ok(shown.length > 1);
      const known = shown.filter((value) => value !== null);
      const order = [...known].sort((one, other) => (expected === "ascending" ? one - other : other - one));
      assert.deepEqual(known, order);
      // What has no ratio comes last, whichever way.
      assert.deepEqual(shown.slice(known.length).filter((value) => value !== null), []);
    }
  });
});

test("without scripts every number is still there, and every row opens", async () => {
  const rows = status(...plans, ...AS_OF);
  await open("all-zh", { javaScriptEnabled: false }, async (tab) => {
    const values = new Set(await tab.locator("data[value]").evaluateAll((all) => all.map((it) => it.value)).catch(() => []));
    // Without scripts nothing can be evaluated inside the page: read its text instead.
    const html = values.size ? "" : readFileSync(pages["all-zh"], "utf8");
    // Compared as numbers: a sum may have more digits than JavaScript keeps.
    const written = [...values, ...[...html.matchAll(/value="(-?[\d.]+)"/g)].map((it) => it[1])];
    const numbers = new Set(written.map(Number));
    for (const row of rows) {
      for (const key of ["target", "actual", "gap", "ratio", "progress", "expected"]) {
        if (row[key] === null) continue;
        assert.ok(numbers.has(Number(row[key])), `${row.plan} ${row.indicator} ${key} ${row[key]}`);
      }
    }
    const summary = tab.locator("[data-indicator] summary, [data-indicator] + * summary").first();
    await summary.click();
    assert.ok(await tab.locator("details[open] svg").first().isVisible());
  });
});

test("hostile names are text", async () => {
  await open("hostile-en", {}, async (tab) => {
    const text = await tab.evaluate(() => document.body.textContent);
    for (const name of HOSTILE.slice(0, 2)) assert.ok(text.includes(name), name);
    for (const name of HOSTILE.slice(3)) assert.ok(text.includes(name), name);
    assert.notEqual(await tab.title(), "broken");
    assert.equal(await tab.locator("img").count(), 0);
    assert.equal((await tab.evaluate(shownRows)).length, HOSTILE.length);
  });
});

/** Milliseconds until a page is loaded, the least of three loads. */
async function loading(name) {
  const taken = [];
  for (let load = 0; load < 3; load += 1) {
    await open(name, {}, async (tab) => {
      taken.push(await tab.evaluate(() => performance.getEntriesByType("navigation")[0].loadEventEnd));
    });
  }
  return Math.min(...taken);
}

test("300 indicators of 31 regions are a small file, and open as quickly for their size as one plan", async () => {
  const bytes = (name) => statSync(pages[name]).size;
  assert.ok(bytes("large-zh") < 5_000_000, `${bytes("large-zh")} bytes`);
  await open("large-zh", {}, async (tab) => assert.equal(await tab.locator("[data-indicator]").count(), 300));
  // Both on this machine, in this run: a cost that grew faster than the page would show as a larger ratio.
  const [large, one] = [await loading("large-zh"), await loading("one-zh")];
  const ratio = large / bytes("large-zh") / (one / bytes("one-zh"));
  assert.ok(ratio < 2, `${large} ms against ${one} ms: ${ratio}`);
});

test("it prints on A4 with whole pictures", async () => {
  for (const name of ["one-en", "all-zh", "hostile-en"]) {
    await open(name, { viewport: { width: 718, height: 1000 } }, async (tab) => {
      await tab.emulateMedia({ media: "print" });
      // 718 px are what A4 has between margins of 10 mm.
      const { scrolls, wide } = await tab.evaluate(sideways);
      assert.equal(scrolls, false, `${name}: wider than the paper: ${wide.join(", ")}`);
      assert.deepEqual(await tab.evaluate(cutInPictures), []);
      assert.deepEqual(await tab.evaluate(disproportionate), []);
      // On paper the folded list is run on as text.
      const lists = await tab.locator("details.pc-lacking ul").all();
      assert.ok(lists.length > 0 || name.startsWith("hostile"));
      for (const list of lists) assert.ok(await list.isVisible(), name);
      const path = SCREENSHOTS ? join(SCREENSHOTS, `${name}.pdf`) : undefined;
      const pdf = await tab.pdf({ format: "A4", path, preferCSSPageSize: true });
      assert.ok(pdf.length > 10_000);
    });
  }
});
