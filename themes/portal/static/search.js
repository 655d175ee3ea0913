// Searches the site from its index, which comes as scripts: so it works from disk and asks no server.
(function () {
  "use strict";
  var page = document.getElementById("search.results");
  if (!page) return;
  var input = document.getElementById("search.q");
  var status = document.getElementById("search.status");
  var list = document.getElementById("search.list");
  var more = document.getElementById("search.more");
  var fallback = document.getElementById("search.plain");
  var words = page.dataset;
  var index = null;
  var shards = {};
  var loading = {};
  var asked = 0;
  var DIGITS = "#$%&'()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";
  var WEIGHTS = [1, 3, 6, 9];
  var SHOWN = 10;
  var READ = 16;
  var MOST_READ = 48;

  window.baocaoSearch = {
    start: function (value) { index = value; },
    put: function (name, value) { shards[name] = value; },
  };

  function load(address) {
    if (!loading[address]) {
      loading[address] = new Promise(function (done, failed) {
        var script = document.createElement("script");
        script.src = address;
        script.onload = done;
        script.onerror = failed;
        document.head.appendChild(script);
      });
    }
    return loading[address];
  }

  function shard(kind, at) {
    var name = kind === "t" ? index.terms[at][1] : index.shards[at];
    return load(words.folder + name + ".js").then(function () { return shards[words.lang + "." + kind + at]; });
  }

  function fold(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/đ/g, "d");
  }

  // Two ways to set the tone of "oa", "oe" and "uy" at a word's end become one, as in the index.
  function oneToneStyle(word) {
    var style = /(o)([\u0300\u0301\u0303\u0309\u0323])([ae])$|(u)([\u0300\u0301\u0303\u0309\u0323])(y)$/;
    return word.normalize("NFD").replace(style, function (all, o, tone, last, u, other, y) {
      return o ? o + last + tone : u + y + other;
    }).normalize("NFC");
  }

  function syllables(text) {
    return (text.normalize("NFC").toLowerCase().match(/[\p{L}\p{N}]+/gu) || []).map(oneToneStyle);
  }

  // Texts and fields behind a code, as [text, field].
  function decode(code) {
    var found = [], value = 0, scale = 1, last = 0;
    for (var at = 0; at < code.length; at++) {
      var digit = DIGITS.indexOf(code[at]);
      if (digit < 45) {
        value += digit * scale;
        scale *= 45;
        continue;
      }
      value += (digit - 45) * scale;
      last += Math.floor(value / 4);
      found.push([last, value % 4]);
      value = 0;
      scale = 1;
    }
    return found;
  }

  // The shard that would hold a term.
  function place(term) {
    var low = 0, high = index.terms.length;
    while (high - low > 1) {
      var middle = (low + high) >> 1;
      if (index.terms[middle][0] <= term) low = middle; else high = middle;
    }
    return low;
  }

  // The terms that are `term`, or begin with it: from its shard and the next one.
  function variants(term, isPrefix) {
    var first = place(term);
    var wanted = [first];
    if (isPrefix && index.terms[first + 1] && index.terms[first + 1][0].indexOf(term) === 0) wanted.push(first + 1);
    return Promise.all(wanted.map(function (at) { return shard("t", at); })).then(function (held) {
      var found = [];
      held.forEach(function (terms) {
        Object.keys(terms).forEach(function (known) {
          var fits = known === term || (isPrefix && known.indexOf(term) === 0 && known.indexOf(" ") < 0);
          if (!fits) return;
          Object.keys(terms[known]).forEach(function (variant) {
            found.push({ variant: variant, isWhole: known === term, texts: decode(terms[known][variant]) });
          });
        });
      });
      return found;
    });
  }

  function scores(word, isPrefix) {
    return variants(fold(word), isPrefix).then(function (found) {
      var all = new Map();
      var count = found.reduce(function (sum, one) { return sum + one.texts.length; }, 1);
      var rare = Math.log(1 + index.texts / count);
      found.forEach(function (one) {
        // The very word stands before the same letters with other tones, those before what only begins so.
        var likeness = one.variant === word ? 3 : one.isWhole ? 1 : 0.5;
        one.texts.forEach(function (text) {
          var score = WEIGHTS[text[1]] * likeness * rare;
          all.set(text[0], Math.max(all.get(text[0]) || 0, score));
        });
      });
      return all;
    });
  }

  // The texts that hold every word, the best first; of equals the newer.
  function find(asked, isOpen) {
    var singles = asked.map(function (word, at) { return scores(word, isOpen && at === asked.length - 1); });
    var pairs = asked.slice(1).map(function (word, at) { return scores(asked[at] + " " + word, false); });
    return Promise.all([Promise.all(singles), Promise.all(pairs)]).then(function (all) {
      var found = [];
      all[0][0].forEach(function (score, text) {
        var sum = score;
        for (var at = 1; at < all[0].length; at++) {
          if (!all[0][at].has(text)) return;
          sum += all[0][at].get(text);
        }
        all[1].forEach(function (pair) { sum += 2 * (pair.get(text) || 0); });
        found.push([sum, text]);
      });
      found.sort(function (a, b) { return b[0] - a[0] || a[1] - b[1]; });
      return found.map(function (one) { return one[1]; });
    });
  }

  function mark(element, text, folded, isOpen) {
    var at = 0;
    var word = /[\p{L}\p{N}]+/gu, match;
    while ((match = word.exec(text))) {
      var own = fold(match[0]);
      var fits = folded.some(function (one, number) {
        return own === one || (isOpen && number === folded.length - 1 && own.indexOf(one) === 0);
      });
      if (!fits) continue;
      element.appendChild(document.createTextNode(text.slice(at, match.index)));
      var found = document.createElement("mark");
      found.textContent = match[0];
      element.appendChild(found);
      at = match.index + match[0].length;
    }
    element.appendChild(document.createTextNode(text.slice(at)));
  }

  // The part of the lead or body around the first word that is asked for.
  function excerpt(text, folded) {
    var whole = [text[3], text[4]].filter(Boolean).join(" ");
    var word = /[\p{L}\p{N}]+/gu, match;
    while ((match = word.exec(whole))) {
      if (folded.indexOf(fold(match[0])) < 0) continue;
      if (match.index < 160) break;
      var start = whole.indexOf(" ", match.index - 80) + 1;
      return "… " + cut(whole.slice(start));
    }
    return cut(whole);
  }

  function cut(text) {
    if (text.length <= 220) return text;
    return text.slice(0, text.lastIndexOf(" ", 220)) + " …";
  }

  function item(text, folded, isOpen) {
    var row = document.createElement("li");
    row.className = "item";
    if (text[2]) {
      var date = document.createElement("span");
      date.className = "item-date";
      date.textContent = text[2];
      row.appendChild(date);
    }
    var box = document.createElement("div");
    box.className = "item-text";
    var title = document.createElement("p");
    title.className = "item-title";
    var link = document.createElement("a");
    link.href = words.root + text[1];
    mark(link, text[0], folded, isOpen);
    title.appendChild(link);
    var summary = document.createElement("p");
    summary.className = "item-summary";
    mark(summary, excerpt(text, folded), folded, isOpen);
    box.append(title, summary);
    row.appendChild(box);
    return row;
  }

  function phrases(query) {
    return (query.match(/["“][^"”]+["”]/g) || []).map(function (phrase) { return syllables(phrase).map(fold).join(" "); });
  }

  // The text behind a number of `found`.
  function read(number) {
    return shard("d", Math.floor(number / index.each)).then(function (texts) { return texts[number % index.each]; });
  }

  function says(text, phrase) {
    var whole = syllables([text[0], text[3], text[4]].join(" ")).map(fold).join(" ");
    return (" " + whole + " ").indexOf(" " + phrase + " ") >= 0;
  }

  // Shows the next results of `found`, from its place `from` on, behind the `before` that are shown. For phrases the texts themselves have to be read: some of
  // them at a time, and more where none of those has it.
  function show(found, from, before, folded, isOpen, query, round) {
    var exact = phrases(query);
    var end = Math.min(from + (exact.length ? READ : SHOWN), found.length);
    return Promise.all(found.slice(from, end).map(read)).then(function (texts) {
      if (round !== asked) return;
      texts = texts.filter(function (text) { return exact.every(function (phrase) { return says(text, phrase); }); });
      if (!texts.length && end < found.length && end % MOST_READ) {
        return show(found, end, before, folded, isOpen, query, round);
      }
      if (before === 0) list.textContent = "";
      var total = exact.length ? before + texts.length : found.length;
      var isWhole = !exact.length || end === found.length;
      var told = total || !isWhole ? words.some : words.none;
      status.textContent = told.replace("{n}", total + (isWhole ? "" : "+")).replace("{query}", query.trim());
      texts.forEach(function (text) { list.appendChild(item(text, folded, isOpen)); });
      more.hidden = end === found.length;
      more.onclick = function () {
        var shown = before + texts.length;
        show(found, end, shown, folded, isOpen, query, round).then(function () {
          var next = list.children[shown];
          var link = next && next.querySelector("a");
          (link || input).focus();
        });
      };
    });
  }

  function search() {
    var query = input.value;
    var round = ++asked;
    var wanted = syllables(query).slice(0, 12);
    if (!wanted.length) {
      list.textContent = "";
      status.textContent = "";
      more.hidden = true;
      fallback.hidden = false;
      return;
    }
    fallback.hidden = true;
    // The last word may not be finished yet.
    var isOpen = /[\p{L}\p{N}]$/u.test(query);
    // One letter of it says nothing.
    if (isOpen && wanted.length > 1 && wanted[wanted.length - 1].length < 2) {
      wanted.pop();
      isOpen = false;
    }
    load(words.index).then(function () { return find(wanted, isOpen); }).then(function (found) {
      if (round === asked) return show(found, 0, 0, wanted.map(fold), isOpen, query, round);
    }).catch(function () { status.textContent = words.failed; });
  }

  var waiting;
  input.addEventListener("input", function () {
    clearTimeout(waiting);
    waiting = setTimeout(search, 150);
  });
  input.form.addEventListener("submit", function (event) {
    event.preventDefault();
    clearTimeout(waiting);
    search();
    // From disk the address can't be changed.
    try { history.replaceState(null, "", "?q=" + encodeURIComponent(input.value)); } catch (_) { /* it stays */ }
  });
  // Down from the field into the results, up and down among them, Escape back.
  document.addEventListener("keydown", function (event) {
    var links = Array.prototype.slice.call(list.querySelectorAll("a"));
    var at = links.indexOf(document.activeElement);
    var next = null;
    if (event.key === "ArrowDown" && document.activeElement === input) next = links[0];
    else if (event.key === "ArrowDown" && at >= 0) next = links[at + 1];
    else if (event.key === "ArrowUp" && at >= 0) next = links[at - 1] || input;
    else if (event.key === "Escape" && at >= 0) next = input;
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });

  var given = new URLSearchParams(location.search).get("q");
  if (given) {
    input.value = given;
    search();
  }
})();
