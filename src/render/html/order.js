// Sorts a table by a click on a column header, by the number or the text of its cells, empty ones last.
(function () {
  "use strict";
  const valueOf = (cell) => {
    const known = cell.querySelector("data");
    const value = known ? known.value : cell.dataset.value;
    return value === undefined || value === "" ? null : Number(value);
  };
  for (const table of document.querySelectorAll("table.pc-order")) {
    const heads = Array.from(table.tHead.rows[0].cells);
    const body = table.tBodies[0];
    const given = new Map(Array.from(body.rows, (row, place) => [row, place]));
    heads.forEach((head, column) => {
      if (!head.dataset.order) return;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const descending = head.getAttribute("aria-sort") === "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", descending ? "descending" : "ascending");
        const sign = descending ? -1 : 1;
        const numbers = head.dataset.order === "n";
        const keyOf = (row) => (numbers ? valueOf(row.cells[column]) : row.cells[column].textContent);
        const rows = Array.from(body.rows, (row) => [keyOf(row), row]);
        rows.sort(([a, one], [b, other]) => {
          if (a === null || b === null) return (a === null) - (b === null) || given.get(one) - given.get(other);
          const order = numbers ? a - b : a.localeCompare(b, document.documentElement.lang);
          return sign * order || given.get(one) - given.get(other);
        });
        body.append(...rows.map(([, row]) => row));
      });
    });
  }
})();
