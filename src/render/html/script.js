// Search, filter, sort, open. The page is readable without this script, which only adds controls.
(function () {
  "use strict";
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));
  const tools = document.querySelector(".pc-tools");
  const rows = all("[data-indicator]");
  if (!tools || rows.length === 0) return;
  document.documentElement.classList.add("pc-js");
  tools.hidden = false;

  const field = tools.querySelector("input");
  const filters = all("[data-filter]", tools);
  const count = tools.querySelector(".pc-count");
// The details of a row, or the list that it stands in.
  const detailsOf = (row) => row.querySelector("details") || row.closest("details");
// A search ignores character width, case and spaces.
  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  const texts = new Map(rows.map((row) => {
    const said = [".pc-name", ".pc-units"].map((part) => row.querySelector(part));
    return [row, plain(said.map((part) => (part ? part.textContent : "")).join(" ") + row.dataset.indicator)];
  }));
  let verdict = "";

// Shows the rows that match the search and the chosen verdict.
  function show() {
    const words = field.value.split(/\s+/).map(plain).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const fits = (!verdict || row.dataset.verdict === verdict) && words.every((word) => texts.get(row).includes(word));
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    const asked = verdict !== "" || words.length > 0;
    for (const list of all(".pc-lacking")) {
      list.hidden = all("li[data-indicator]", list).every((row) => row.hidden);
      list.open = asked && !list.hidden;
    }
    count.textContent = shown === 0 ? count.dataset.none
      : count.dataset.text.replace("{n}", shown).replace("{all}", rows.length);
  }

  field.addEventListener("input", show);
  for (const button of filters) {
    button.addEventListener("click", () => {
// A second click on the same button clears the filter.
      verdict = verdict === button.dataset.filter ? "" : button.dataset.filter;
      for (const other of filters) {
        other.setAttribute("aria-pressed", String(other.dataset.filter === verdict));
      }
      show();
    });
  }
  for (const button of all("[data-open]", tools)) {
    button.addEventListener("click", () => {
      for (const row of rows) {
        if (!row.hidden) detailsOf(row).open = button.dataset.open === "true";
      }
    });
  }

// Sort keys; unknown values come last in either direction.
  const keys = {
    name: (row) => Number(row.dataset.index),
    gap: (row) => Number(row.dataset.gapRank),
    ratio: (row) => (row.dataset.ratio === undefined ? null : Number(row.dataset.ratio)),
// The worst first, then those not assessed.
    verdict: (row) => (row.dataset.verdict === "not-assessable" ? null : -Number(row.dataset.rank)),
  };

  function sort(table, head) {
    const descending = head.getAttribute("aria-sort") === "ascending";
    for (const other of all("th[aria-sort]", table.tHead)) other.setAttribute("aria-sort", "none");
    head.setAttribute("aria-sort", descending ? "descending" : "ascending");
    const key = keys[head.dataset.sort];
    const sign = descending ? -1 : 1;
    const order = (one, other) => {
      const [a, b] = [key(one), key(other)];
      if (a === null || b === null) return (a === null) - (b === null) || one.dataset.index - other.dataset.index;
      return sign * (a - b) || one.dataset.index - other.dataset.index;
    };
    table.append(...all(".pc-row", table).sort(order));
  }

  for (const table of all(".pc-rows")) {
    for (const head of all("th[data-sort]", table.tHead)) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      head.setAttribute("aria-sort", head.dataset.sort === "name" ? "ascending" : "none");
      button.addEventListener("click", () => sort(table, head));
    }
  }

// A click on a row opens it, unless it hits a control or ends a text selection.
  for (const row of all(".pc-row")) {
    row.rows[0].addEventListener("click", (event) => {
      if (event.target.closest("a, button, summary") || String(getSelection())) return;
      const details = row.querySelector("details");
      details.open = !details.open;
    });
  }

// A link to a row opens it, even if it was filtered out.
  function arrive() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !target.dataset.indicator) return;
    if (target.hidden) {
      field.value = "";
      filters[0].click();
      if (target.hidden) filters[0].click();
    }
    detailsOf(target).open = true;
    target.scrollIntoView();
  }
  addEventListener("hashchange", arrive);
  arrive();
  show();
})();
