// The pages that the checks look at: each written by the program itself into a folder that goes away.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** The program: PLANCHECK names it, else the one that was built last. */
export const program =
  process.env.PLANCHECK ??
  ["release", "debug"]
    .map((kind) => join(root, "target", kind, process.platform === "win32" ? "plancheck.exe" : "plancheck"))
    .find(existsSync);

if (!program) {
  throw new Error("no plancheck is built: `cargo build`, or name one in PLANCHECK");
}

export const folder = mkdtempSync(join(tmpdir(), "plancheck-pages-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

/** What the program writes to standard output; a warning on stderr is no failure here. */
export function plancheck(...args) {
  return execFileSync(program, ["-q", ...args], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** Writes a page and gives its path. */
export function page(name, ...args) {
  const path = join(folder, `${name}.html`);
  plancheck("report", ...args, "-o", path);
  return path;
}

/** The plans built into the program. */
export const plans = plancheck("list", "--format", "jsonl")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line))
  .map((plan) => plan.id ?? plan.plan);

/** The day of every page, so that they are the same on every day. */
export const AS_OF = ["--as-of", "2026-06-30"];

/** Names that a careless page would take for markup, or that would turn or break its lines. */
export const HOSTILE = [
  `<script>document.title="broken"</script>`,
  `"quoted" & 'quoted' </td></table><img src=x onerror=alert(1)>`,
  `right to left ודאי מאוד (1)`,
  "长".repeat(200),
  "W".repeat(200),
];

/** A made-up plan whose names are hostile, with figures for each; what turns the direction of text is an error in a plan,
 * so it stands in the sources of the figures. */
export function hostilePlan() {
  const quoted = (text) => JSON.stringify(text);
  const indicators = HOSTILE.map(
    (name, index) => `
[[indicator]]
id = "hostile-${index + 1}"
name = ${quoted(name)}
name_en = ${quoted(name)}
unit = "亿元"
measure = "level"
baseline = { period = "2020" }
target = { at_least = 200 }
responsible = [${quoted(name)}]
cite = { section = ${quoted(name)}, figure = "200亿元" }
`,
  );
  const plan = `# Made up
[plan]
id = "hostile"
title = ${quoted(HOSTILE[0] + HOSTILE[1])}
title_en = ${quoted(HOSTILE[0] + HOSTILE[1])}
region = "某市"
issuer = "某机关"
document = ${quoted(HOSTILE[0])}
issued = 2021-01-01
period = "2021/2025"
${indicators.join("")}`;
  const cell = (text) => `"${text.replaceAll('"', '""')}"`;
  const rows = HOSTILE.flatMap((name, index) =>
    [2020, 2022, 2023].map(
      (year) => `某市,hostile-${index + 1},${year},${100 + (year - 2020) * 20 + index},亿元,${year + 1}-03-01,${cell(`\u202e${name}\u200f\u202e`)}`,
    ),
  );
  const file = join(folder, "hostile.toml");
  const actuals = join(folder, "hostile.csv");
  writeFileSync(file, plan);
  writeFileSync(actuals, `region,indicator,period,value,unit,published,source\n${rows.join("\n")}\n`);
  return [file, "--actuals", actuals, "--as-of", "2024-06-30"];
}

/** A made-up plan of 300 indicators, and figures of 31 regions for each. */
export function largePlan() {
  const indicators = Array.from({ length: 300 }, (_, index) => index + 1);
  const regions = Array.from({ length: 31 }, (_, index) => `第${index + 1}省`);
  const plan = `# Made up
[plan]
id = "large"
title = "三百项指标的规划"
region = "${regions[0]}"
issuer = "某机关"
document = "某文"
issued = 2021-01-01
period = "2021/2025"
${indicators
  .map(
    (index) => `
[[indicator]]
id = "indicator-${index}"
name = "第${index}项指标"
unit = "亿元"
measure = "level"
baseline = { period = "2020" }
target = { at_least = ${120 + (index % 50)} }
responsible = ["第${index % 12}厅"]
cite = { section = "第${1 + (index % 9)}章", figure = "${120 + (index % 50)}亿元" }
`,
  )
  .join("")}`;
  const rows = regions.flatMap((region, place) =>
    indicators.flatMap((index) =>
      [2020, 2021, 2022, 2023, 2024].map((year) => {
        const value = 100 + (((index * 7 + place * 3) % 23) - 6) * (year - 2020) * 0.5;
        return `${region},indicator-${index},${year},${value},亿元,${year + 1}-03-01,年鉴`;
      }),
    ),
  );
  const file = join(folder, "large.toml");
  const actuals = join(folder, "large.csv");
  writeFileSync(file, plan);
  writeFileSync(actuals, `region,indicator,period,value,unit,published,source\n${rows.join("\n")}\n`);
  return [file, "--actuals", actuals, "--as-of", "2025-06-30", "--each-region"];
}
