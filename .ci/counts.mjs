// Adds up what the test runners reported. Arguments: the report of xunit (CTRF) and that of vitest (JSON); a missing one counts nothing.
// Prints "passed failed skipped" and, with --table, the rows of a Markdown table per suite.
import { existsSync, readFileSync } from "node:fs";

const [ctrf, vitest, form] = process.argv.slice(2);
const read = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null);
const suites = new Map();

function count(suite, outcome, milliseconds) {
  const row = suites.get(suite) ?? { passed: 0, failed: 0, skipped: 0, milliseconds: 0 };
  row[outcome] += 1;
  row.milliseconds += milliseconds ?? 0;
  suites.set(suite, row);
}

for (const test of read(ctrf)?.results.tests ?? []) {
  const feature = (test.extra?.type ?? test.name).replace(/^Watchfloor\.Tests\./, "").split(/[.+]/)[0];
  const outcome = { passed: "passed", failed: "failed", other: "failed" }[test.status] ?? "skipped";
  count(feature, outcome, test.duration);
}

for (const file of read(vitest)?.testResults ?? []) {
  if (file.status === "failed" && file.assertionResults.length === 0) count("web", "failed", 0); // a file that did not load
  for (const test of file.assertionResults) {
    const outcome = { passed: "passed", failed: "failed" }[test.status] ?? "skipped";
    count("web", outcome, test.duration);
  }
}

const rows = [...suites].sort(([a], [b]) => a.localeCompare(b));
if (form === "--table") {
  for (const [suite, row] of rows) {
    console.log(`| ${suite} | ${row.passed} | ${row.failed} | ${row.skipped} | ${(row.milliseconds / 1000).toFixed(1)} s |`);
  }
} else {
  const sum = (outcome) => rows.reduce((total, [, row]) => total + row[outcome], 0);
  console.log(sum("passed"), sum("failed"), sum("skipped"));
}
