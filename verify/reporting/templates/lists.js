// The lists: sorted by a click on a column's name, filtered by words, taken along as CSV.
const SHORT = 6; // rows that need no filter

// A spreadsheet would run what begins so (as `to_csv` has it).
const cellOf = (text) => {
  const words = text.split(/\s+/).filter(Boolean).join(" ");
  return `"${(/^[=+\-−@＝＋－＠|%]/.test(words) ? `'${words}` : words).replaceAll('"', '""')}"`;
};

// Of a figure its unit, then its value; of a place the order of the text; else the words, numbers in them by size.
function comparison(column, head) {
  const order = new Intl.Collator("en", { numeric: true });
  const value = (row) => data.figures[row.dataset.of]?.value ?? [0, 0, ""];
  if (column === 0 && head.closest("table").querySelector("[data-of]"))
    return (left, right) => order.compare(value(left)[2], value(right)[2]) || (value(left)[0] ?? -Infinity) - (value(right)[0] ?? -Infinity) || 0;
  if (/^(place|line:column)$/.test(head.textContent)) return (left, right) => left.dataset.row - right.dataset.row;
  return (left, right) => order.compare(left.cells[column].textContent, right.cells[column].textContent);
}

function sortBy(table, column) {
  const heads = [...table.tHead.rows[0].cells];
  const head = heads[column];
  const down = head.getAttribute("aria-sort") === "ascending";
  const compare = comparison(column, head);
  const rows = [...table.tBodies[0].rows].sort((left, right) =>
    (down ? -1 : 1) * compare(left, right) || left.dataset.row - right.dataset.row);
  table.tBodies[0].append(...rows);
  for (const other of heads) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
}

function csv(table) {
  const heads = [...table.tHead.rows[0].cells].map((head) => head.textContent);
  const rows = [...table.tBodies[0].rows].filter((row) => !row.hidden);
  const hasValues = rows.some((row) => row.dataset.of);
  const lines = [[...heads, ...(hasValues ? ["low", "high", "unit"] : [])].map(cellOf).join(",")];
  for (const row of rows) {
    const cells = [...row.cells].map((cell) => cellOf(cell.textContent));
    if (hasValues) {
      const [low, high, unit] = data.figures[row.dataset.of].value;
      cells.push(low ?? "", high ?? "", cellOf(unit));
    }
    lines.push(cells.join(","));
  }
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

for (const table of document.querySelectorAll("table.sortable")) {
  const rows = [...table.tBodies[0].rows];
  rows.forEach((row, at) => { row.dataset.row = at; });
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = make("button", { type: "button", className: "sort", textContent: head.textContent });
    button.addEventListener("click", () => sortBy(table, column));
    head.replaceChildren(button);
  });
  const save = make("button", { type: "button", className: "csv", textContent: "Save as CSV" });
  save.addEventListener("click", () => download(`${table.id.replace(/-table$/, "")} of ${data.title}.csv`, "text/csv", csv(table)));
  const tools = make("p", { className: "tools" });
  if (rows.length > SHORT) {
    const filter = make("input", { type: "search", autocomplete: "off", size: 18 });
    const left = make("span", { className: "quiet", role: "status" });
    filter.addEventListener("input", () => {
      const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
      let seen = 0;
      for (const row of rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
        seen += row.hidden ? 0 : 1;
      }
      left.textContent = words.length ? `${seen.toLocaleString("en")} of ${rows.length.toLocaleString("en")}` : "";
    });
    tools.append(make("label", {}, "Only rows with ", filter), left);
  }
  tools.append(save);
  table.closest(".scroll").before(tools);
}
