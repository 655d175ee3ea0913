// Prints the scores of a report of Lighthouse, and what is not at its best: scores.js REPORT PAGE
const report = JSON.parse(require("fs").readFileSync(process.argv[2]));
const categories = Object.values(report.categories);
console.log(process.argv[3] + ": " + categories.map((one) => one.id + " " + Math.round(one.score * 100)).join(", "));
for (const { id, weight } of categories.flatMap((one) => one.auditRefs)) {
  const audit = report.audits[id];
  if (weight > 0 && audit.score !== null && audit.score < 0.9) console.log("  " + id + " " + audit.score + " " + (audit.displayValue || ""));
}
