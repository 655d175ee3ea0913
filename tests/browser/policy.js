// Loads each of #asked in a frame, focuses its claims and what can be clicked, and writes down what is there.
"use strict";

function loaded(frame, address) {
  return new Promise((done) => {
    frame.onload = () => setTimeout(done, 300);
    frame.src = address;
  });
}

addEventListener("load", async () => {
  const asked = JSON.parse(document.getElementById("asked").textContent);
  const frame = document.createElement("iframe");
  frame.width = 1280;
  frame.height = 900;
  document.body.append(frame);
  const shown = [];
  for (const address of asked) {
    await loaded(frame, address);
    const page = frame.contentDocument;
    for (const link of page.querySelectorAll(".claim > :first-child, summary")) link.focus();
    shown.push({
      address,
      title: page.title,
      styled: page.styleSheets.length > 0 && frame.contentWindow.getComputedStyle(page.body).marginTop === "0px",
      found: page.querySelectorAll("#search\\.list li").length,
    });
  }
  const out = document.createElement("pre");
  out.id = "shown";
  out.textContent = JSON.stringify(shown);
  document.body.append(out);
});
