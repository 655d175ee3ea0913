// Opens each of #asked (address, width, height) in a frame, runs axe in it, and writes what it finds into #findings, as JSON.
// Built pages hold no script of ours: axe is put into each frame once it has loaded.
"use strict";

/** What WCAG 2.2 AA asks and what axe advises beyond it. */
const options = { resultTypes: ["violations"], iframes: false };

function loaded(frame, address) {
  return new Promise((done) => {
    frame.onload = () => setTimeout(done, address.includes("?q=") ? 500 : 0);
    frame.src = address;
  });
}

/** What scrolls within the page must take the focus, itself or by what is in it, and have a name where it does itself. */
function unreachable(document) {
  const view = document.defaultView;
  const found = [];
  for (const element of document.body.querySelectorAll("*")) {
    const style = view.getComputedStyle(element);
    const scrolls = (overflow, inner, outer) => ["auto", "scroll"].includes(overflow) && inner > outer + 1;
    const is = scrolls(style.overflowX, element.scrollWidth, element.clientWidth) ||
      scrolls(style.overflowY, element.scrollHeight, element.clientHeight);
    if (!is) continue;
    const name = element.id ? "#" + element.id : element.tagName.toLowerCase() + "." + element.className;
    if (element.tabIndex < 0 && !element.querySelector("a[href], button, input, [tabindex='0']")) {
      found.push(`${name} scrolls and can't be reached by keys`);
    } else if (element.tabIndex >= 0 && !(element.getAttribute("role") && (element.getAttribute("aria-label") || element.getAttribute("aria-labelledby")))) {
      found.push(`${name} scrolls and has no role or name`);
    }
  }
  return found;
}

async function examined(frame, place, axe) {
  const document = frame.contentDocument;
  const found = unreachable(document).map((told) => `${place}: ${told}`);
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) found.push(`${place}: scrolls sideways: ${scrollWidth} in ${clientWidth}`);
  // What axe looks at is the same as in a higher window of this width.
  if (frame.clientHeight < 300) return { found, passes: Infinity };
  const script = document.createElement("script");
  script.textContent = axe;
  document.head.append(script);
  const { violations, passes } = await frame.contentWindow.axe.run(document, options);
  for (const { id, nodes } of violations) {
    for (const node of nodes) {
      found.push(`${place}: ${id}: ${node.target.join(" ")}: ${node.failureSummary.replace(/\s+/g, " ")}`);
    }
  }
  return { found, passes: passes.length };
}

addEventListener("load", async () => {
  const axe = document.getElementById("axe").textContent;
  const asked = JSON.parse(document.getElementById("asked").textContent);
  const result = { frames: 0, least_passes: Infinity, findings: [] };
  const frame = document.createElement("iframe");
  document.body.append(frame);
  try {
    for (const [address, width, height] of asked) {
      frame.width = width;
      frame.height = height;
      await loaded(frame, address);
      const { found, passes } = await examined(frame, `${address} at ${width}x${height}`, axe);
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
