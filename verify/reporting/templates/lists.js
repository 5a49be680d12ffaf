// The lists: sorted by a click on a column's name, filtered by words, taken along as CSV.
const SHORT = 6; // rows that need no filter

// A spreadsheet would run what begins so (as `to_csv` has it).
const cellOf = (text) => {
  const words = text.split(/\s+/).filter(Boolean).join(" ");
  return `"${(/^[=+\-−@＝＋－＠|%]/.test(words) ? `'${words}` : words).replaceAll('"', '""')}"`;
};

const order = new Intl.Collator("en", { numeric: true });

// What a row is sorted by: its figure by unit, then value; its place by the text; else words, numbers in them by size.
function keysOf(table, column) {
  const head = table.tHead.rows[0].cells[column];
  if (/^(place|line:column)$/.test(head.textContent)) return (row) => ["", Number(row.dataset.row)];
  if (column > 0 || !table.querySelector("[data-of]")) return (row) => [row.cells[column].textContent, 0];
  return (row) => {
    const [low, , unit] = data.figures[row.dataset.of].value;
    return [unit, low ?? -Infinity];
  };
}

function sortBy(table, column) {
  const heads = [...table.tHead.rows[0].cells];
  const way = heads[column].getAttribute("aria-sort") === "ascending" ? -1 : 1;
  const keyOf = keysOf(table, column);
  const keyed = [...table.tBodies[0].rows].map((row) => [...keyOf(row), Number(row.dataset.row), row]);
  keyed.sort(([words, size, at], [others, other, place]) =>
    way * (order.compare(words, others) || size - other || 0) || at - place);
  table.tBodies[0].append(...keyed.map(([, , , row]) => row));
  for (const head of heads) head.removeAttribute("aria-sort");
  heads[column].setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
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

function arrange(table) {
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

// A long list is read when it is opened.
function openList(list) {
  unfold(list);
  for (const table of list.querySelectorAll("table.sortable:not(.arranged)")) {
    table.classList.add("arranged");
    arrange(table);
  }
}

for (const list of document.querySelectorAll(".list")) {
  const fold = list.querySelector("details");
  if (!fold) continue;
  if (fold.open) openList(list);
  else fold.addEventListener("toggle", () => openList(list), { once: true });
}
addEventListener("beforeprint", () => document.querySelectorAll(".list").forEach(openList));
