/* The one script of the site: filter, order, address and CSV of a table; copy; search; the words of a row in the reader.
   It never writes markup: text goes in by textContent, so that it runs where trusted types are required. */
"use strict";
(function () {
  var root = document.documentElement;
  root.classList.add("js");
  function all(selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); }
  function one(selector) { return document.querySelector(selector); }
  function make(tag, text, attributes) {
    var element = document.createElement(tag);
    if (text) element.textContent = text;
    Object.keys(attributes || {}).forEach(function (name) { element.setAttribute(name, attributes[name]); });
    return element;
  }
  function fold(text) { return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase(); }

  // Copy, also where the page is a file and has no clipboard.
  function copy(text, done) {
    if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(text).then(done, select);
    else select();
    function select() {
      var area = make("textarea");
      area.value = text;
      document.body.appendChild(area);
      area.select();
      document.execCommand("copy");
      area.remove();
      done();
    }
  }
  all("[data-copy]").forEach(function (button) {
    var words = button.textContent;
    button.addEventListener("click", function () {
      copy(document.getElementById(button.dataset.copy).textContent, function () {
        button.textContent = "Copied";
        setTimeout(function () { button.textContent = words; }, 1500);
      });
    });
  });

  // Tables
  function csv(cells) {
    return cells.map(function (cell) { return /[",\r\n]/.test(cell) ? '"' + cell.replace(/"/g, '""') + '"' : cell; }).join(",") + "\n";
  }
  function table(data) {
    var form = one("form.filters"), body = one("#rows tbody"), lines = all("tr", body), shown = [];
    var at = {};
    data.columns.forEach(function (name, n) { at[name] = n; });
    var folded = data.rows.map(function (row) { return fold(row.join("\n")); });

    function read() {
      var wanted = {}, said = [];
      new URLSearchParams(location.search).forEach(function (value, key) {
        var known = data.keys.some(function (k) { return k[0] === key; });
        if (!known && data.also.indexOf(key) < 0) said.push("This table has no filter “" + key + "”; it was left out.");
        else if (value) {
          wanted[key] = value;
          var retired = data.retired[value];
          if (retired) said.push(value + " was retired: " + retired[1] + (retired[0] ? " " + retired[0] + " stands in its place." : ""));
          else if (known && !data.labels[key][value]) said.push("No row has “" + value + "” as " + key + ".");
        }
      });
      return { wanted: wanted, said: said };
    }
    function fits(row, n, wanted) {
      return data.keys.every(function (k) { return !wanted[k[0]] || row[at[k[2]]] === wanted[k[0]]; }) &&
        (!wanted.from || row[at.date] >= wanted.from) && (!wanted.to || (row[at.date] && row[at.date] <= wanted.to)) &&
        (!wanted.q || fold(wanted.q).split(/\s+/).every(function (word) { return folded[n].indexOf(word) >= 0; }));
    }
    function order(sort) {
      var name = sort.replace(/^-/, ""), turn = sort[0] === "-" ? -1 : 1, column = at[name];
      var numbers = name === "low" || name === "value";
      return function (a, b) {
        var x = data.rows[a][column], y = data.rows[b][column];
        if (!x || !y) return !x && !y ? a - b : x ? -1 : 1;
        return (numbers ? x - y : x < y ? -1 : x > y ? 1 : 0) * turn || a - b;
      };
    }
    function describe(wanted) {
      var parts = data.keys.filter(function (k) { return wanted[k[0]]; }).map(function (k) {
        return k[1].toLowerCase() + ": " + (data.labels[k[0]][wanted[k[0]]] || wanted[k[0]]);
      });
      if (wanted.from) parts.push("from " + wanted.from);
      if (wanted.to) parts.push("to " + wanted.to);
      if (wanted.q) parts.push("words: " + wanted.q);
      return parts.join("; ") || "all rows";
    }
    function show() {
      var state = read(), wanted = state.wanted, sides = {};
      shown = [];
      data.rows.forEach(function (row, n) {
        var fit = fits(row, n, wanted);
        lines[n].hidden = !fit;
        if (!fit) return;
        shown.push(n);
        var side = row[at[data.side]] || "unknown";
        sides[side] = (sides[side] || 0) + 1;
      });
      if (wanted.sort && at[wanted.sort.replace(/^-/, "")] === undefined) {
        state.said.push("No column “" + wanted.sort + "” to order by.");
        delete wanted.sort;
      }
      if (wanted.sort || body.dataset.sorted) {
        var by = wanted.sort ? order(wanted.sort) : function (a, b) { return a - b; };
        lines.map(function (_, n) { return n; }).sort(by).forEach(function (n) { body.appendChild(lines[n]); });
        shown.sort(by);
        body.dataset.sorted = wanted.sort || "";
      }
      all("#rows th[data-sort]").forEach(function (head) {
        var sort = wanted.sort || "";
        head.setAttribute("aria-sort", sort === head.dataset.sort ? "ascending" : sort === "-" + head.dataset.sort ? "descending" : "none");
      });
      all("#balance li").forEach(function (li) { li.querySelector("b").textContent = sides[li.dataset.side] || 0; });
      one("#count").textContent = shown.length + " of " + data.rows.length + " rows: " + describe(wanted);
      one("#said").textContent = state.said.join(" ");
      one("#address").textContent = location.href;
      all("select, input", form).forEach(function (field) {
        var value = wanted[field.name] || "";
        if (field !== document.activeElement || field.tagName === "SELECT") field.value = value;
      });
    }
    function go(changes) {
      var address = new URLSearchParams(location.search);
      Object.keys(changes).forEach(function (key) { if (changes[key]) address.set(key, changes[key]); else address.delete(key); });
      var query = address.toString();
      history.replaceState(null, "", location.pathname + (query ? "?" + query : "") + location.hash);
      show();
    }
    form.addEventListener("input", function (event) { var change = {}; change[event.target.name] = event.target.value; go(change); });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function (event) {
      event.preventDefault();
      history.replaceState(null, "", location.pathname);
      show();
    });
    all("#rows th[data-sort]").forEach(function (head) {
      var button = make("button", head.textContent, { type: "button" });
      head.textContent = "";
      head.appendChild(button);
      button.addEventListener("click", function () {
        go({ sort: head.getAttribute("aria-sort") === "ascending" ? "-" + head.dataset.sort : head.dataset.sort });
      });
    });
    one("[data-download]").addEventListener("click", function () {
      var state = read(), note = data.title + ", version " + data.version + " of " + data.date + "; " + data.name + "; " +
        describe(state.wanted) + "; " + shown.length + " of " + data.rows.length + " rows; " + (location.search || "?");
      var text = csv(data.columns.concat("view"));
      shown.forEach(function (n) { text += csv(data.rows[n].concat(note)); });
      var name = [data.name, data.version, data.date].concat(Object.keys(state.wanted).map(function (key) { return key + "-" + state.wanted[key]; }));
      var link = make("a", "", { download: name.join("_").replace(/[^\w.\-]+/g, "-").slice(0, 150) + ".csv" });
      link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
      document.body.appendChild(link);
      link.click();
      link.remove();
    });
    window.addEventListener("popstate", show);
    show();
  }
  if (window.TABLE) table(window.TABLE);

  // Search: every word must stand in an entry; what begins a name or the shown words comes first.
  function search(entries) {
    var box = one("#q"), results = one("#results"), found = one("#found"), most = 100;
    var shown = entries.map(function (entry) { return " " + fold(entry[2]); });
    var hidden = entries.map(function (entry) { return " " + fold(entry[3]); });
    function score(n, words) {
      return words.reduce(function (sum, word) {
        if (sum < 0) return sum;
        if (shown[n].indexOf(" " + word) >= 0) return sum + 4;
        if (shown[n].indexOf(word) >= 0) return sum + 2;
        return hidden[n].indexOf(word) >= 0 ? sum + 1 : -1;
      }, 0);
    }
    function show(all) {
      var words = fold(box.value).split(/\s+/).filter(Boolean), hits = [];
      if (words.length) entries.forEach(function (entry, n) { var s = score(n, words); if (s >= 0) hits.push([s, n]); });
      hits.sort(function (a, b) { return b[0] - a[0] || a[1] - b[1]; });
      results.textContent = "";
      hits.slice(0, all === true ? hits.length : most).forEach(function (hit) {
        var entry = entries[hit[1]], line = make("li");
        line.appendChild(make("span", entry[0] + " ", { "class": "faint" }));
        line.appendChild(make("a", entry[2], { href: "../" + entry[1] }));
        results.appendChild(line);
      });
      if (hits.length > most && all !== true) {
        var more = make("button", "Show all " + hits.length, { type: "button" });
        more.addEventListener("click", function () { show(true); });
        var last = make("li");
        last.appendChild(more);
        results.appendChild(last);
      }
      found.textContent = words.length ? hits.length + (hits.length === 1 ? " page" : " pages") : "";
      history.replaceState(null, "", location.pathname + (box.value ? "?" + new URLSearchParams({ q: box.value }) : ""));
    }
    box.value = new URLSearchParams(location.search).get("q") || "";
    box.addEventListener("input", show);
    box.form.addEventListener("submit", function (event) { event.preventDefault(); });
    show();
    box.focus();
  }
  if (window.ENTRIES) search(window.ENTRIES);

  // The reader: a mark shows its rows, a row lights its words.
  function reader(text) {
    var pieces = all("[data-at]", text), sections = all(".passage"), chosen = one("#chosen"), buttons = all("[data-item]");
    function light(spans) {
      pieces.forEach(function (piece) { piece.classList.remove("lit"); });
      var ranges = [], first = null;
      spans.forEach(function (span) {
        pieces.forEach(function (piece) {
          var node = (piece.querySelector("mark") || piece).firstChild, at = +piece.dataset.at;
          if (!node || span[0] >= at + node.length || span[1] <= at) return;
          first = first || piece;
          if (!window.Highlight || !CSS.highlights) { piece.classList.add("lit"); return; }
          var range = document.createRange();
          range.setStart(node, Math.max(0, span[0] - at));
          range.setEnd(node, Math.min(node.length, span[1] - at));
          ranges.push(range);
        });
      });
      if (window.Highlight && CSS.highlights) {
        var lit = new Highlight();
        ranges.forEach(function (range) { lit.add(range); });
        CSS.highlights.set("lit", lit);
      }
      return first;
    }
    function choose(passages, piece) {
      sections.forEach(function (section) { section.hidden = passages.length > 0 && passages.indexOf(section.id) < 0; });
      pieces.forEach(function (other) { other.classList.toggle("chosen", other === piece); });
      chosen.textContent = passages.length ? "Rows of " + passages.join(", ") + ". " : "";
      if (passages.length) {
        var back = make("button", "Show all passages", { type: "button" });
        back.addEventListener("click", function () { choose([], null); light([]); });
        chosen.appendChild(back);
      }
    }
    pieces.forEach(function (piece) {
      if (!piece.dataset.passages) return;
      piece.addEventListener("click", function (event) {
        event.preventDefault();
        var passages = piece.dataset.passages.split(" ");
        history.replaceState(null, "", "#" + passages[passages.length - 1]);
        choose(passages, piece);
        var spans = [];
        sections.forEach(function (section) {
          if (!section.hidden) all("[data-spans]", section).forEach(function (button) { spans = spans.concat(spansOf(button)); });
        });
        light(spans);
        one("#rows-of-marks").scrollTop = 0;
      });
    });
    function spansOf(button) {
      return button.dataset.spans.trim().split(" ").filter(Boolean).map(function (span) { return span.split("-").map(Number); });
    }
    buttons.forEach(function (button) {
      button.setAttribute("aria-pressed", "false");
      button.addEventListener("click", function () {
        buttons.forEach(function (other) { other.setAttribute("aria-pressed", String(other === button)); });
        var first = light(spansOf(button));
        if (first) first.scrollIntoView({ block: "center" });
      });
    });
    function follow() {
      var section = location.hash && document.getElementById(location.hash.slice(1));
      if (!section || !section.dataset.start) return;
      var first = light([[+section.dataset.start, +section.dataset.end]]);
      if (first) first.scrollIntoView({ block: "center" });
    }
    window.addEventListener("hashchange", follow);
    follow();
  }
  if (one("#text")) reader(one("#text"));

  // The report carries the id of the row.
  var id = new URLSearchParams(location.search).get("id");
  if (id && /^[\w-]{1,80}$/.test(id)) all("[data-id]").forEach(function (span) { span.textContent = id; });
})();
