// Loads each page in a frame, touches what can be touched, and writes down what runs or could.
window.addEventListener("load", function () {
  var pages = JSON.parse(document.getElementById("pages").textContent);
  var findings = [], looked = 0;
  var unsafe = /^(javascript|vbscript|data|file|blob):/i;
  var addresses = ["href", "src", "xlink:href", "action", "formaction", "data", "poster", "srcset", "background", "cite"];
  var forbidden = ["style", "iframe", "object", "embed", "frame", "applet", "marquee", "portal", "math", "link[href^='data']"];

  function inspect(page, shown) {
    function tell(what, element) {
      findings.push(page + ": " + what + " " + element.outerHTML.slice(0, 160));
    }
    forbidden.forEach(function (name) {
      shown.querySelectorAll(name).forEach(function (element) { tell("has", element); });
    });
    shown.querySelectorAll("script").forEach(function (script) {
      var source = script.getAttribute("src");
      if (script.type === "application/ld+json") {
        try { JSON.parse(script.textContent); } catch (error) { tell("is no JSON:", script); }
      } else if (!source || !/^(\.\.\/)*_baocao\/[^:]+\.js$|^(\.\.\/)*_baocao\/search\//.test(source)) {
        tell("runs", script);
      }
    });
    shown.querySelectorAll("*").forEach(function (element) {
      Array.prototype.forEach.call(element.attributes, function (attribute) {
        var value = attribute.value.replace(/[\u0000-\u0020]/g, "");
        if (/^on/i.test(attribute.name)) tell("handles", element);
        if (/^style$/i.test(attribute.name)) tell("is styled", element);
        if (addresses.indexOf(attribute.name.toLowerCase()) >= 0 && unsafe.test(value)) tell("leads to", element);
      });
    });
    shown.querySelectorAll("main *").forEach(function (element) {
      ["mouseover", "focus", "toggle"].forEach(function (name) { element.dispatchEvent(new Event(name)); });
    });
    if (window.hits) findings.push(page + ": something ran");
    window.hits = undefined;
    looked += 1;
  }

  function next() {
    var page = pages.shift();
    if (page === undefined) {
      var out = document.createElement("pre");
      out.id = "findings";
      out.textContent = JSON.stringify({ findings: findings, looked: looked });
      document.body.textContent = "";
      document.body.appendChild(out);
      return;
    }
    var frame = document.createElement("iframe");
    frame.onload = function () {
      var tries = 0;
      (function look() {
        var status = frame.contentDocument.getElementById("search.status");
        if (page.indexOf("?q=") > 0 && status && status.textContent === "" && tries++ < 200) return setTimeout(look, 10);
        setTimeout(function () {
          inspect(page, frame.contentDocument);
          frame.remove();
          next();
        }, 20);
      })();
    };
    frame.src = page;
    document.body.appendChild(frame);
  }
  next();
});
