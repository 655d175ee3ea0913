// Keeps the page up to date while its site is written. Only `baocao serve` gives it; no built page has it.
(function () {
  'use strict';
  var own = document.currentScript;
  var seen = own.dataset.seen;
  var base = own.src.replace(/live\.js.*$/, '');
  var place = 'baocao.scroll:' + location.pathname;
  var source = null;
  var host = null;
  var badge = null;
  var shown = '';

  function element(name, text, kind) {
    var made = document.createElement(name);
    if (text) { made.textContent = text; }
    if (kind) { made.className = kind; }
    return made;
  }

  // A part of the page that its style sheets do not reach.
  function part(words) {
    var made = element('div');
    made.lang = words.lang;
    made.dataset.baocao = 'serve';
    var root = made.attachShadow({ mode: 'open' });
    var style = element('link');
    style.rel = 'stylesheet';
    style.href = base + 'overlay.css';
    root.append(style);
    document.body.append(made);
    return made;
  }

  function swapStyles(styles) {
    document.querySelectorAll('link[rel="stylesheet"]').forEach(function (link) {
      if (link.dataset.old) { return; }
      var name = link.href.match(/^(.*\/)(_baocao\/.*)\.[0-9a-f]{10}\.css$/);
      var fresh = name && styles.find(function (path) { return path.replace(/\.[0-9a-f]{10}\.css$/, '') === name[2]; });
      if (!fresh || link.href === name[1] + fresh) { return; }
      var next = link.cloneNode();
      link.dataset.old = 'true';
      next.href = name[1] + fresh;
      // The old sheet goes when the new one is there, so that the page never stands without one.
      next.onload = next.onerror = function () { link.remove(); };
      link.after(next);
    });
  }

  function where(at) {
    return at.path + ':' + at.line + ':' + at.column;
  }

  function finding(found) {
    var item = element('li');
    item.append(element('code', where(found), 'at'), element('strong', found.code, 'code'));
    item.append(element('p', found.message));
    if (found.help) { item.append(element('p', found.help, 'help')); }
    found.labels.forEach(function (label) {
      var second = element('p', label.message + ' ', 'help');
      second.append(element('code', where(label)));
      item.append(second);
    });
    return item;
  }

  function close() {
    if (host) { host.remove(); }
    host = null;
  }

  function overlay(news) {
    var list = news.findings;
    var now = list.length || news.refused ? JSON.stringify([list, news.refused]) : '';
    if (now === shown) { return; }
    shown = now;
    if (host) { host.remove(); host = null; }
    if (!now) { return; }
    host = part(news.words);
    var box = element('section', '', 'overlay');
    box.tabIndex = -1;
    box.setAttribute('role', 'alertdialog');
    box.setAttribute('aria-labelledby', 'title');
    var head = element('h2', news.words.title);
    head.id = 'title';
    var button = element('button', news.words.close);
    button.type = 'button';
    button.onclick = close;
    var items = element('ol');
    if (news.refused) { items.append(element('li', news.refused)); }
    list.forEach(function (found) { items.append(finding(found)); });
    box.append(head, button, items, element('p', news.words.note, 'note'));
    host.shadowRoot.append(box);
    box.focus({ preventScroll: true });
  }

  function draft(news) {
    if (badge) { badge.remove(); badge = null; }
    if (!news.draft) { return; }
    badge = part(news.words);
    var note = element('p', news.draft, 'draft');
    note.setAttribute('role', 'note');
    badge.shadowRoot.append(note);
  }

  function hear(event) {
    var news = JSON.parse(event.data);
    if (news.seen !== seen) {
      try { sessionStorage.setItem(place, JSON.stringify([scrollX, scrollY])); } catch (error) { /* a private window */ }
      source.close();
      location.reload();
      return;
    }
    swapStyles(news.styles);
    overlay(news);
    draft(news);
    document.documentElement.dataset.baocaoServe = 'up-to-date';
  }

  // Browsers allow few connections to one server: a page that nobody sees keeps none.
  function connect() {
    if (source) { source.close(); source = null; }
    if (document.visibilityState === 'hidden') { return; }
    source = new EventSource(base + 'events?path=' + encodeURIComponent(location.pathname));
    source.onmessage = hear;
  }

  function stay() {
    try {
      var at = JSON.parse(sessionStorage.getItem(place));
      sessionStorage.removeItem(place);
      if (at) { scrollTo(at[0], at[1]); }
    } catch (error) { /* a private window */ }
  }

  document.addEventListener('visibilitychange', connect);
  document.addEventListener('keydown', function (event) {
    if (event.key === 'Escape' && host) { close(); }
  });
  addEventListener('load', stay);
  connect();
}());
