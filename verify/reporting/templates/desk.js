// The fact-checker's part: a decision and a note on each finding, kept while the window is open, taken along as files.
// decisions: from the number of a finding to { choice: "" | "accept" | "false" | "ask", note }.
const desk = document.getElementById("desk");
const decisions = new Map();
const WHOLE = 60; // findings that can be decided at once; the others when they come near
const KEPT = `verify: ${data.name}`;
const FALSE_ALARM = "False alarm";
let unsaved = { accept: false, ask: false };

const isAside = ({ choice }) => choice === "accept" || choice === "false";
const mayLayAside = (finding) => finding.verdict === "inconsistent" || finding.verdict === "approximate" || finding.reason !== undefined;
const mayDecide = (finding) => mayLayAside(finding) || finding.verdict === "implied";

// What the suppression file has as the reason; "" where one is still missing.
function reasonOf({ choice, note }) {
  const words = note.split(/\s+/).filter(Boolean).join(" ");
  if (choice === "accept") return words;
  return words ? `${FALSE_ALARM}: ${words}` : FALSE_ALARM;
}

function decisionOf(reason) {
  const [, note] = /^False alarm(?:: (.*))?$/s.exec(reason) ?? [];
  return reason.startsWith(FALSE_ALARM) && (note !== undefined || reason === FALSE_ALARM)
    ? { choice: "false", note: note ?? "" }
    : { choice: "accept", note: reason };
}

// A browser may refuse to keep anything; the page then keeps it as long as it is open.
function keep() {
  const kept = {};
  for (const [number, decision] of decisions) kept[data.findings[number].id] = decision;
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(kept));
  } catch { /* see above */ }
}

function remember() {
  let kept = {};
  try {
    kept = JSON.parse(sessionStorage.getItem(KEPT)) ?? {};
  } catch { /* nothing kept, or nothing that can be read */ }
  data.findings.forEach((finding, number) => {
    if (finding.reason !== undefined) decisions.set(number, decisionOf(finding.reason));
    const { choice, note } = kept[finding.id] ?? {};
    const known = ["", "accept", "false", "ask"].includes(choice) && typeof note === "string";
    if (known && mayDecide(finding) && (mayLayAside(finding) || !isAside({ choice }))) decisions.set(number, { choice, note });
  });
}

const LABELS = { "": "", accept: "Reason (it stands beside the finding from now on)", false: "What verify got wrong (may be left out)", ask: "Your question (may be left out)" };

function drawDecision(number, box) {
  const { choice, note } = decisions.get(number) ?? { choice: "", note: "" };
  for (const radio of box.querySelectorAll("input")) radio.checked = radio.value === choice;
  const area = box.querySelector("textarea");
  if (area.value !== note) area.value = note;
  box.querySelector(".why").hidden = choice === "";
  box.querySelector(".why span").textContent = LABELS[choice];
  area.required = choice === "accept";
  box.classList.toggle("decided", choice !== "");
}

function decide(number, box, change) {
  const before = decisions.get(number) ?? { choice: "", note: "" };
  const after = { ...before, ...change };
  decisions.set(number, after);
  if (isAside(before) || isAside(after)) unsaved.accept = true;
  if (before.choice === "ask" || after.choice === "ask") unsaved.ask = true;
  keep();
  drawDecision(number, box);
  drawDesk();
}

function drawDesk() {
  const made = [...decisions.values()];
  const open = data.findings.filter((finding, number) => mayLayAside(finding) && !decisions.get(number)?.choice).length;
  const count = (choice) => made.filter((decision) => decision.choice === choice).length;
  const missing = made.filter((decision) => isAside(decision) && !reasonOf(decision)).length;
  const parts = [`${open} open`, `${count("accept")} accepted`, `${count("false")} false alarm${count("false") === 1 ? "" : "s"}`, `${count("ask")} to ask`];
  document.getElementById("desk-state").textContent =
    `Yours: ${parts.join(" · ")}${missing ? `. ${missing} of the accepted ${missing === 1 ? "has" : "have"} no reason yet and would not be saved` : ""}.`;
  document.getElementById("save-decisions").disabled = !made.some(isAside) && !unsaved.accept;
  document.getElementById("save-questions").disabled = !count("ask") && !document.getElementById("ask-sources")?.checked;
}

// JSON's strings are YAML's, but for a few characters that YAML does not print.
const quoted = (text) => JSON.stringify(text.toWellFormed?.() ?? text)
  .replace(/[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`);
const plain = (text) => text.replace(/[^\x20-\x7e\u00a1-\u2027\u202f-\u2065\u206a-\ud7ff\uf900-\ufdcf\ufdf0-\ufefe]+/g, " ").slice(0, 160);

function suppressions() {
  const lines = [`# What was decided on the findings of ${plain(data.name)}, written by the page of verify's report.`];
  const entries = new Map();
  for (const [number, decision] of [...decisions].sort(([left], [right]) => left - right)) {
    const { id, rule } = data.findings[number];
    const reason = isAside(decision) ? reasonOf(decision) : "";
    if (!reason || entries.has(`${rule} ${id}`)) continue;
    const message = findingAt(number).querySelector(".message").textContent;
    entries.set(`${rule} ${id}`, `  # ${plain(message)}\n  - rule: ${quoted(rule)}\n    finding: ${quoted(id)}\n    reason: ${quoted(reason)}`);
  }
  lines.push(entries.size ? "ignore:" : "ignore: []", ...entries.values());
  return `${lines.join("\n")}\n`;
}

// As `escaped` in markdown.py: no markup, no mentions, no formulas.
const escaped = (text) => text.split(/\s+/).filter(Boolean).join(" ").slice(0, 1000)
  .replace(/[\\`*_[\]<>|~&$]|^(?:[#=+-]+|\d+[.)])(?=\s|$)/g, (mark) => /^\d/.test(mark) ? `${mark.slice(0, -1)}\\${mark.at(-1)}` : `\\${mark}`)
  .replace(/@(?=\w)|#(?=\d)|(?<![\w&])GH-(?=\d)|(?<=https?:)(?=\/\/)|(?<=www)\./g, (mark) => `${mark}<!-- -->`);

// A table stays one; its cells part by bars.
function quotedWords(quotation) {
  const row = ({ cells }) => `> | ${[...cells].map((cell) => escaped(cell.textContent)).join(" | ")} |`;
  const lines = [...quotation.querySelectorAll("tr")].map(row);
  if (!lines.length) return `> ${escaped(quotation.querySelector("p").textContent)}`;
  const bars = `> |${" --- |".repeat(quotation.querySelector("tr").cells.length)}`;
  return [lines[0], bars, ...lines.slice(1)].join("\n");
}

function questions() {
  const lines = [`# Questions on ${escaped(data.name)}`];
  let asked = 0;
  for (const [number, { choice, note }] of [...decisions].sort(([left], [right]) => left - right)) {
    if (choice !== "ask") continue;
    const finding = findingAt(number);
    arrive(finding);
    lines.push(`## ${++asked}. ${escaped(finding.querySelector(".message").textContent)}`);
    if (note.trim()) lines.push(escaped(note));
    for (const quotation of finding.querySelectorAll("blockquote"))
      lines.push(`${quotedWords(quotation)}\n>\n> (${escaped(quotation.querySelector("footer").textContent)})`);
    const repairs = [...finding.querySelectorAll(".mend li")].map((repair) => `- ${escaped(repair.textContent)}`);
    if (repairs.length) lines.push("Which of these is it?", repairs.join("\n"));
  }
  if (document.getElementById("ask-sources")?.checked) {
    openList(document.getElementById("unchecked"));
    lines.push("## What is the source of these figures?");
    const listed = [...document.querySelectorAll("#unchecked-table tbody tr")].map((row) => {
      const [figure, , place, words] = row.cells;
      return `- **${escaped(figure.textContent)}** (${escaped(place.textContent)}): ${escaped(words.textContent)}`;
    });
    lines.push(listed.join("\n"));
  }
  return `${lines.join("\n\n")}\n`;
}

const form = document.getElementById("decision").content;

function offer(number) {
  const box = form.cloneNode(true).firstElementChild;
  for (const radio of box.querySelectorAll("input")) radio.name = `decision-${number + 1}`;
  if (!mayLayAside(data.findings[number])) for (const label of box.querySelectorAll(".aside")) label.remove();
  box.setAttribute("aria-describedby", `message-${number + 1}`);
  box.addEventListener("change", (event) => event.target.type === "radio" && decide(number, box, { choice: event.target.value }));
  box.addEventListener("input", (event) => event.target.localName === "textarea" && decide(number, box, { note: event.target.value }));
  drawDecision(number, box);
  findingAt(number).querySelector(".working").before(box);
}

// A finding that comes near is read whole, and may be decided.
function arrive(finding) {
  const number = Number(finding.dataset.finding);
  unfold(finding);
  if (mayDecide(data.findings[number]) && !finding.querySelector(".decision")) offer(number);
}

function openDesk() {
  if (!data.findings.some(mayDecide) && !document.getElementById("ask-sources")) return;
  remember();
  document.getElementById("save-decisions").addEventListener("click", () => {
    download(data.beside, "application/yaml", suppressions());
    unsaved.accept = false;
  });
  document.getElementById("save-questions").addEventListener("click", () => {
    download(`questions on ${data.title}.md`, "text/markdown", questions());
    unsaved.ask = false;
  });
  document.getElementById("ask-sources")?.addEventListener("change", drawDesk);
  addEventListener("beforeunload", (event) => {
    if (unsaved.accept || unsaved.ask) event.preventDefault();
  });
  drawDesk();
  desk.hidden = false;
  document.querySelector("p.decided").hidden = !data.findings.some(mayDecide);
}
openDesk();
whenNear(document.querySelectorAll(".finding"), WHOLE, arrive);
addEventListener("beforeprint", () => document.querySelectorAll(".finding").forEach(arrive));
follow();
