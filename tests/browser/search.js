// Asks each query of the search page in a frame, one after the other, and writes down what it shows.
window.addEventListener("load", function () {
  var asked = JSON.parse(document.getElementById("asked").textContent);
  var frame = document.createElement("iframe");
  frame.width = 360;
  frame.height = 900;
  document.body.appendChild(frame);
  var answers = [];

  function texts(shown, selector) {
    return Array.prototype.map.call(shown.querySelectorAll(selector), function (one) { return one.textContent; });
  }

  function answer(query) {
    var shown = frame.contentDocument;
    var scripts = performanceOf(frame);
    return {
      query: query,
      status: shown.getElementById("search.status").textContent,
      titles: texts(shown, "#search\\.list .item-title"),
      marks: texts(shown, "#search\\.list mark"),
      more: !shown.getElementById("search.more").hidden,
      plain: !shown.getElementById("search.plain").hidden,
      scripts: scripts,
      wide: shown.documentElement.scrollWidth > shown.documentElement.clientWidth,
    };
  }

  function performanceOf(frame) {
    return Array.prototype.map.call(frame.contentDocument.querySelectorAll("script[src]"), function (script) {
      return script.getAttribute("src");
    });
  }

  function keys() {
    var shown = frame.contentDocument, input = shown.getElementById("search.q");
    function press(key) {
      shown.activeElement.dispatchEvent(new frame.contentWindow.KeyboardEvent("keydown", { key: key, bubbles: true }));
      return shown.activeElement.tagName + " " + shown.activeElement.textContent;
    }
    input.focus();
    return [press("ArrowDown"), press("ArrowDown"), press("ArrowUp"), press("Escape")];
  }

  function next() {
    var query = asked.shift();
    if (query === undefined) {
      var out = document.createElement("pre");
      out.id = "answers";
      out.textContent = JSON.stringify(answers);
      document.body.appendChild(out);
      return;
    }
    frame.onload = function () {
      var tries = 0;
      (function look() {
        var status = frame.contentDocument.getElementById("search.status");
        if (status.textContent === "" && tries++ < 500) return setTimeout(look, 10);
        var found = answer(query);
        if (answers.length === 0) found.keys = keys();
        answers.push(found);
        next();
      })();
    };
    frame.src = "output/tim-kiem/index.html?q=" + encodeURIComponent(query);
  }
  next();
});
