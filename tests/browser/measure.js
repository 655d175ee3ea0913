// Measures the pages in this document's frames and writes what it finds into #findings, as JSON.
// The frames may not run scripts of their own: what is measured is what readers without JavaScript see.
"use strict";

const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
canvas.canvas.width = canvas.canvas.height = 1;
const known = new Map();

/** A CSS colour as [red, green, blue, alpha], alpha from 0 to 1. */
function colour(css) {
  if (!known.has(css)) {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = "#000";
    canvas.fillStyle = css;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    known.set(css, [red, green, blue, alpha / 255]);
  }
  return known.get(css);
}

/** `over` painted on the opaque `under`. */
function painted(over, under, opacity = 1) {
  const alpha = over[3] * opacity;
  return [0, 1, 2].map((at) => over[at] * alpha + under[at] * (1 - alpha)).concat(1);
}

function luminance(rgb) {
  const [red, green, blue] = rgb.slice(0, 3).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of WCAG 2. */
function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** Whether readers see the element at all: it is drawn, and not clipped away for screen readers only. */
function isSeen(element) {
  const box = element.getBoundingClientRect();
  if (element.getClientRects().length === 0 || box.width <= 1 || box.height <= 1) return false;
  return element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
}

function isHiddenAside(element) {
  for (let at = element; at; at = at.parentElement) {
    const style = getComputedStyle(at);
    if (style.position === "absolute" && (at.offsetWidth <= 1 || style.clipPath !== "none")) return true;
    if (style.position === "absolute" && at.getBoundingClientRect().bottom <= 0) return true;
  }
  return false;
}

/** What lies behind an element's text, or null where it is a picture or a pattern. */
function ground(element, view) {
  const layers = [];
  const shape = element.closest("svg") && shapeBehind(element);
  if (shape) {
    const fill = view.getComputedStyle(shape).fill;
    if (fill.startsWith("url")) return null;
    layers.push(colour(fill));
  }
  for (let at = element; at; at = at.parentElement) {
    const style = view.getComputedStyle(at);
    if (style.backgroundImage !== "none") return null;
    layers.push(colour(style.backgroundColor));
    if (layers.at(-1)[3] === 1) break;
  }
  const canvasColour = colour(view.matchMedia("(prefers-color-scheme: dark)").matches ? "#121212" : "#ffffff");
  return layers.reverse().reduce((under, over) => painted(over, under), canvasColour);
}

/** The last rectangle painted before the text under its middle. */
function shapeBehind(text) {
  const box = text.getBoundingClientRect();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const holds = (shape) => {
    const own = shape.getBoundingClientRect();
    return own.left <= x && x <= own.right && own.top <= y && y <= own.bottom;
  };
  const isBefore = (shape) => text.compareDocumentPosition(shape) & Node.DOCUMENT_POSITION_PRECEDING;
  const shapes = [...text.closest("svg").querySelectorAll("rect")];
  return shapes.filter((shape) => isBefore(shape) && holds(shape) && getComputedStyle(shape).fill !== "none").at(-1);
}

/** CSS pixels on screen for one unit of the element's own font size. */
function scale(element) {
  const svg = element.closest("svg");
  if (!svg || !svg.viewBox.baseVal.width) return 1;
  return svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
}

function named(element) {
  const kind = element.getAttribute("class");
  const text = element.textContent.trim().replace(/\s+/g, " ").slice(0, 40);
  return `<${element.localName}${element.id ? "#" + element.id : ""}${kind ? "." + kind.split(" ").join(".") : ""}> ${text}`;
}

function measure(frame) {
  const page = frame.contentDocument;
  const view = frame.contentWindow;
  const width = Number(frame.width);
  frame.height = page.documentElement.scrollHeight;
  const findings = [];
  const tell = (text) => findings.push(`${frame.dataset.page} at ${width}: ${text}`);
  if (page.documentElement.scrollWidth > width) tell(`scrolls sideways to ${page.documentElement.scrollWidth}`);
  fits(page, view, width, tell);
  const texts = letters(page, view, tell);
  figures(page, tell);
  const focused = focus(page, view, tell);
  // Files from disk are not listed, whatever is asked of a network is.
  for (const entry of view.performance.getEntriesByType("resource")) {
    if (!entry.name.startsWith("file://")) tell(`asks for ${entry.name}`);
  }
  return { findings, texts, focused, ground: view.getComputedStyle(page.body).backgroundColor };
}

/** Nothing stands out of the page, but in regions that scroll on their own. */
function fits(page, view, width, tell) {
  for (const element of page.body.querySelectorAll("*")) {
    const box = element.getBoundingClientRect();
    if (!isSeen(element) || (box.right <= width + 0.5 && box.left >= -0.5)) continue;
    let scrolls = element.ownerSVGElement !== undefined && element.localName !== "svg";
    for (let at = element.parentElement; at && !scrolls; at = at.parentElement) {
      scrolls = ["auto", "scroll", "hidden"].includes(view.getComputedStyle(at).overflowX) && at !== page.body;
    }
    if (!scrolls && !isHiddenAside(element)) tell(`${named(element)} reaches from ${box.left} to ${box.right}`);
  }
}

/** Every text that is seen is large enough and stands out from what is behind it. */
function letters(page, view, tell) {
  let count = 0;
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !isSeen(element) || isHiddenAside(element)) continue;
    count += 1;
    const style = view.getComputedStyle(element);
    const size = parseFloat(style.fontSize) * scale(element);
    // Marks above the line are smaller, and so is a picture drawn for 360 on a screen of 320.
    const least = element.closest("sup") || (element.closest("svg") && view.innerWidth < 360) ? 10 : 11.95;
    if (size < least) tell(`${named(element)} is ${size} px high`);
    if (element.matches(".body > p, .body > ul > li, .body > ol > li") && size < 16) tell(`${named(element)}: body text of ${size} px`);
    const behind = ground(element, view);
    if (!behind) continue;
    const isSvg = element.closest("svg");
    const ink = painted(colour(isSvg ? style.fill : style.color), behind, opacity(element, view));
    const ratio = contrast(ink, behind);
    if (ratio < 4.5) tell(`${named(element)} has a contrast of ${ratio.toFixed(2)}: ${ink.map(Math.round)} on ${behind.map(Math.round)}`);
  }
  return count;
}

function opacity(element, view) {
  let all = 1;
  for (let at = element; at; at = at.parentElement) all *= parseFloat(view.getComputedStyle(at).opacity);
  return all;
}

/** A figure shows its wide or its narrow picture. */
function figures(page, tell) {
  for (const picture of page.querySelectorAll(".figure-picture")) {
    const drawn = [...picture.querySelectorAll(":scope > svg")];
    const seen = drawn.filter(isSeen);
    if (drawn.length > 0 && seen.length !== 1) tell(`${named(picture.parentElement)} shows ${seen.length} pictures of ${drawn.length}`);
  }
}

/** What the keyboard reaches shows that it is reached. */
function focus(page, view, tell) {
  let count = 0;
  for (const element of page.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")) {
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    element.focus({ focusVisible: true });
    if (page.activeElement !== element) continue;
    count += 1;
    const style = view.getComputedStyle(element);
    const isOutlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    if (!isOutlined && style.boxShadow === "none") tell(`${named(element)} does not show the focus`);
    element.blur();
  }
  return count;
}

addEventListener("load", () => {
  const measured = [...document.querySelectorAll("iframe")].map((frame) => {
    try {
      return measure(frame);
    } catch (error) {
      return { findings: [`${frame.dataset.page}: ${error.stack}`], texts: 0, focused: 0, ground: "" };
    }
  });
  const result = {
    findings: measured.flatMap((one) => one.findings),
    least_texts: Math.min(...measured.map((one) => one.texts)),
    least_focused: Math.min(...measured.map((one) => one.focused)),
    grounds: [...new Set(measured.map((one) => one.ground))],
    frames: measured.length,
  };
  // Letters that HTML would write as references are written as JSON escapes.
  const safe = JSON.stringify(result).replace(/[<>&\u00a0]/g, (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));
  document.body.textContent = "";
  const out = document.createElement("pre");
  out.id = "findings";
  out.textContent = safe;
  document.body.append(out);
});
