// Focuses every claim of every frame's page: its source must show, inside the window, beside the number and not on it;
// with scripts, Escape closes it and coming back opens it again.
window.addEventListener("load", async function () {
  var findings = [], claims = 0;
  // The browser places what is tied to another element anew once a frame.
  var drawn = function (view) { return new Promise(function (done) { view.setTimeout(done, 50); }); };
  for (const frame of document.querySelectorAll("iframe")) {
    var page = frame.contentDocument, view = frame.contentWindow;
    var scripted = !frame.hasAttribute("sandbox");
    frame.scrollIntoView();
    for (const claim of page.querySelectorAll(".claim")) {
      claims += 1;
      var link = claim.querySelector("a, [tabindex]"), source = claim.querySelector("[role=tooltip]");
      var tell = function (text) {
        findings.push(frame.dataset.page + " at " + frame.width + ": " + link.textContent + " " + text);
      };
      var shows = function () { return view.getComputedStyle(source).display !== "none"; };
      if (shows()) tell("shows its source unasked");
      link.scrollIntoView({ block: "center", behavior: "instant" });
      link.focus({ preventScroll: true });
      await drawn(window);
      if (!shows()) { tell("does not show its source on focus"); continue; }
      var box = source.getBoundingClientRect(), number = link.getBoundingClientRect();
      if (box.left < 0 || box.right > view.innerWidth || box.top < -1 || box.bottom > view.innerHeight + 1) {
        tell("has its source cut off: " + [box.left, box.top, box.right, box.bottom].map(Math.round) + " of " + view.innerHeight);
      }
      if (box.top < number.bottom - 1 && number.top < box.bottom - 1 && box.left < number.right && number.left < box.right) {
        tell("is covered by its source");
      }
      if (page.documentElement.scrollWidth > view.innerWidth) tell("makes the page scroll sideways");
      if (box.width < 150 || source.textContent.trim().length < 20) tell("says too little");
      if (scripted) {
        page.dispatchEvent(new view.KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
        if (shows()) tell("does not close with Escape");
        link.blur();
        link.focus();
        if (!shows()) tell("does not open again");
      }
      link.blur();
    }
  }
  var out = document.createElement("pre");
  out.id = "findings";
  out.textContent = JSON.stringify({ claims: claims, findings: findings });
  document.body.appendChild(out);
});
