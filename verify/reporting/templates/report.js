// The page is complete without this script; it only brings figures and findings together on a click or a key.
const data = JSON.parse(document.getElementById("data").textContent);
const card = document.getElementById("card");
const prose = document.querySelector(".prose");
const signs = { inconsistent: "✗", approximate: "≈", consistent: "✓", implied: "→", suppressed: "⊘", unchecked: "○", no_claim: "" };
const wide = () => matchMedia("(min-width: 68rem)").matches;

const findingsOf = new Map();
data.findings.forEach((finding, number) => {
  for (const [figure, slot] of finding.parts) {
    if (!findingsOf.has(figure)) findingsOf.set(figure, new Map());
    findingsOf.get(figure).set(number, slot);
  }
});

const figureAt = (index) => document.getElementById(`figure-${index}`);
const findingAt = (number) => document.getElementById(`finding-${number + 1}`);
const indexOf = (figure) => Number(figure.id.slice("figure-".length));
const figuresInText = [...prose.querySelectorAll(".figure")];

function make(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

// A long page keeps part of itself as text, in <noscript>, which costs a browser nothing until it is wanted.
function unfold(place) {
  for (const later of place.querySelectorAll("noscript.later")) {
    const whole = make("template", { innerHTML: later.textContent });
    later.replaceWith(whole.content);
  }
}

// What `arrive` does to each of some elements, it does when they come near: `whole` of them at once.
function whenNear(elements, whole, arrive) {
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      arrive(target);
    }
  }, { rootMargin: "100% 0px" });
  elements.forEach((element, at) => at < whole ? arrive(element) : seen.observe(element));
}

// Tell those who cannot see it what a click or a key has changed elsewhere.
function say(words) {
  document.getElementById("said").textContent = words;
}

function download(name, type, text) {
  const href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  make("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

// Where the text has a pane of its own, only the pane moves: what was clicked in the findings stays under the hand.
function show(figure) {
  const pane = prose.getBoundingClientRect();
  const top = Math.max(pane.top, 0);
  const bottom = Math.min(pane.bottom, innerHeight);
  if (!wide() || bottom - top < 80) return figure.scrollIntoView({ block: "center" });
  const place = figure.getBoundingClientRect();
  prose.scrollTop += (place.top + place.bottom) / 2 - (top + bottom) / 2;
}

// Figures: choosing one shows its card. One of them at a time can be reached by Tab, the others from it by arrows.
let chosen = null;
let reachable = prose.querySelector('.figure[tabindex="0"]');

function reach(figure) {
  if (reachable) reachable.tabIndex = -1;
  reachable = figure;
  figure.tabIndex = 0;
}

function rows(list) {
  const table = make("dl");
  for (const [label, value, standing] of list) {
    const said = make("dd", {}, make("bdi", { textContent: value || "–" }));
    if (standing) said.append(" ", make("span", { className: `standing ${standing}`, textContent: standing }));
    table.append(make("dt", { textContent: label }), said);
  }
  return table;
}

function fill(index) {
  const figure = data.figures[index];
  const close = make("button", { type: "button", className: "close", textContent: "Close" });
  close.addEventListener("click", () => dismiss(true));
  const outcome = figure.outcome.replace("_", " ");
  const head = make("header", {},
    make("p", { className: `tag ${figure.outcome}` },
      make("span", { className: "sign", ariaHidden: "true", textContent: signs[figure.outcome] }), ` ${outcome} · `,
      make("span", { className: "place", textContent: figure.place })),
    make("h3", { id: "card-title" }, make("bdi", { textContent: figure.quote })), close);
  const body = make("div", { className: "columns" });
  body.append(make("section", {}, make("h4", { textContent: "As read" }), rows(figure.read)));
  body.append(figure.claim.length
    ? make("section", {}, make("h4", { textContent: "As understood" }), rows(figure.claim))
    : make("section", {}, make("h4", { textContent: "No claim" }),
        make("p", { textContent: "It states no quantity of the author's, so nothing is held against it." })));
  const list = make("ul", { className: "its-findings" });
  for (const [number, slot] of findingsOf.get(index) ?? []) {
    const verdict = data.findings[number].verdict;
    const message = findingAt(number).querySelector(".message").textContent;
    const link = make("a", { href: `#finding-${number + 1}`, className: "to-finding" }, make("bdi", { textContent: message }));
    link.dataset.finding = number;
    list.append(make("li", {},
      make("span", { className: `tag ${verdict}` }, make("span", { ariaHidden: "true", textContent: `${signs[verdict]} ` }), `${verdict} `),
      make("span", { className: "slot" }, "as ", make("bdi", { textContent: slot })), make("br"), link));
  }
  const found = make("section", { className: "wide" }, make("h4", { textContent: "Its findings" }),
    list.children.length ? list : make("p", { className: "none", textContent: "None: nothing could check it." }));
  if (figure.outcome !== "no_claim" || list.children.length) body.append(found);
  card.replaceChildren(head, body);
  card.scrollTop = 0;
}

function unchoose() {
  if (!chosen) return;
  chosen.classList.remove("chosen");
  chosen.removeAttribute("aria-expanded");
  chosen = null;
}

function choose(index, { focus = false, scroll = false } = {}) {
  const figure = figureAt(index); // none where it overlaps another one
  unchoose();
  fill(index);
  card.hidden = false;
  if (wide()) card.scrollIntoView({ block: "nearest" });
  if (figure) {
    chosen = figure;
    chosen.classList.add("chosen");
    chosen.setAttribute("aria-expanded", "true");
    reach(figure);
    if (scroll) show(figure);
    else figure.scrollIntoView({ block: "nearest" }); // the card may have covered it
  }
  if (focus) card.focus({ preventScroll: true });
}

function dismiss(back) {
  card.hidden = true;
  const left = chosen;
  unchoose();
  if (back && left) left.focus({ preventScroll: true });
}

// Findings: choosing one lights all its figures, each with the name of its place in the formula.
let lit = null;

function dark() {
  for (const figure of prose.querySelectorAll(".lit")) {
    figure.classList.remove("lit");
    delete figure.dataset.slot;
  }
  prose.classList.remove("lighted");
  if (lit !== null) {
    findingAt(lit).classList.remove("chosen");
    findingAt(lit).querySelector(".light").setAttribute("aria-pressed", "false");
  }
  lit = null;
}

function light(number, { scroll = true } = {}) {
  dark();
  lit = number;
  const finding = findingAt(number);
  finding.classList.add("chosen");
  finding.querySelector(".light").setAttribute("aria-pressed", "true");
  const figures = [];
  for (const [index, slot] of data.findings[number].parts) {
    const figure = figureAt(index);
    if (!figure) continue;
    figure.classList.add("lit");
    figure.dataset.slot = slot.slice(0, 24);
    figures.push(figure);
  }
  if (figures.length) prose.classList.add("lighted");
  figures.sort((left, right) => indexOf(left) - indexOf(right));
  if (figures.length) reach(figures[0]);
  if (scroll && figures.length) show(figures[0]);
  say(`In the text: ${figures.map((figure) => `${figure.textContent} (${figure.dataset.slot})`).join(", ")}`);
}

function go(number) {
  const finding = findingAt(number);
  arrive(finding);
  light(number, { scroll: wide() });
  finding.scrollIntoView({ block: "start" });
  finding.querySelector(".light").focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const target = event.target;
  const figure = target.closest(".prose .figure");
  if (figure) return choose(indexOf(figure), { focus: event.detail === 0 });
  const toFigure = target.closest("a.to-figure");
  if (toFigure) {
    event.preventDefault();
    return choose(Number(toFigure.dataset.figure), { scroll: true, focus: event.detail === 0 });
  }
  const toFinding = target.closest("a.to-finding");
  if (toFinding) {
    event.preventDefault();
    return go(Number(toFinding.dataset.finding));
  }
  const finding = target.closest(".finding");
  if (!finding || target.closest("details, a, .decision") || String(getSelection())) return;
  const number = Number(finding.dataset.finding);
  const button = target.closest(".light");
  if (number === lit && button) dark();
  else if (number !== lit) light(number);
});

// Where an arrow leads from the place `at` of so many.
function step(key, at, length) {
  const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: length - 1 }[key];
  return to === undefined ? null : Math.min(Math.max(to, 0), length - 1);
}

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "Escape") {
    if (!card.hidden) dismiss(card.contains(document.activeElement));
    else dark();
    return;
  }
  const button = event.target.closest(".light");
  if (button && event.key.startsWith("Arrow")) {
    event.preventDefault();
    const next = findingAt(step(event.key, Number(button.closest(".finding").dataset.finding), data.findings.length));
    next.scrollIntoView({ block: "nearest" });
    return next.querySelector(".light").focus();
  }
  const figure = event.target.closest(".prose .figure");
  if (!figure) return;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    return choose(indexOf(figure), { focus: true });
  }
  const to = step(event.key, figuresInText.indexOf(figure), figuresInText.length);
  if (to === null) return;
  event.preventDefault();
  const next = figuresInText[to];
  reach(next);
  next.focus();
  if (!card.hidden) choose(indexOf(next));
});

// What is folded on the screen still belongs on paper.
let folded = [];
addEventListener("beforeprint", () => {
  unfold(document);
  folded = [...document.querySelectorAll("details:not([open])")];
  for (const details of folded) details.open = true;
});
addEventListener("afterprint", () => {
  for (const details of folded) details.open = false;
  folded = [];
});

function follow() {
  const [, kind, number] = /^#(figure|finding)-(\d+)$/.exec(location.hash) ?? [];
  if (kind === "figure" && figureAt(number)) choose(Number(number), { scroll: true });
  if (kind === "finding" && findingAt(number - 1)) light(Number(number) - 1);
}
addEventListener("hashchange", follow);
