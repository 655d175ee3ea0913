// Runs axe in each of this document's frames and writes what it finds into #findings, as JSON.
// Built pages hold no script: axe is put into each frame once it has loaded.
"use strict";

/** What WCAG 2.2 AA asks and what axe advises beyond it. */
const options = { resultTypes: ["violations"], iframes: false };

async function examined(frame, axe) {
  const document = frame.contentDocument;
  const script = document.createElement("script");
  script.textContent = axe;
  document.head.append(script);
  const { violations, passes } = await frame.contentWindow.axe.run(document, options);
  const place = `${frame.dataset.page} at ${frame.width}`;
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${place}: ${id}: ${node.target.join(" ")}: ${node.failureSummary.replace(/\s+/g, " ")}`),
  );
  return { found, passes: passes.length };
}

addEventListener("load", async () => {
  const axe = document.getElementById("axe").textContent;
  const frames = [...document.querySelectorAll("iframe")];
  const result = { frames: 0, least_passes: Infinity, findings: [] };
  try {
    for (const frame of frames) {
      const { found, passes } = await examined(frame, axe);
      result.frames += 1;
      result.least_passes = Math.min(result.least_passes, passes);
      result.findings.push(...found);
    }
  } catch (error) {
    result.findings.push(String(error));
  }
  const findings = document.createElement("pre");
  findings.id = "findings";
  findings.textContent = JSON.stringify(result);
  document.body.replaceChildren(findings);
});
