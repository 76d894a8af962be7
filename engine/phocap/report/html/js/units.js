/* The units: as a tree, or as a list that is searched, filtered and sorted. Rows are made when they are looked at. */
const STEP = 100, TIGHT = 5;

const atPosition = (unit, position) => ({ condition: conditionsOf(unit)[position], cell: unit.k[position] });
function safest(unit) {
  if (unit.y === undefined) return "";
  const { condition, cell } = atPosition(unit, unit.y);
  return `${signed(cell.margin)} ${text(condition.t)}`;
}
function lack(unit) {
  return (unit.z || []).slice(0, 2).map((position) => {
    const { condition, cell } = atPosition(unit, position);
    return `${cell.margin !== null && cell.margin < 0 ? signed(cell.margin) + " " : ""}${text(condition.t)}`;
  }).join("; ") + ((unit.z || []).length > 2 ? " …" : "");
}
const smallest = (unit) => (unit.y === undefined ? Infinity : atPosition(unit, unit.y).cell.margin);

const FILTERS = {
  tight: (unit) => smallest(unit) <= TIGHT,
  open: (unit) => unit.l.includes(2),
  readings: (unit) => unit.f,
  disagrees: (unit) => unit.o,
};
const SORTS = {
  name: (a, b) => a.n.localeCompare(b.n, "vi"),
  level: (a, b) => a.v - b.v || (a.m ?? Infinity) - (b.m ?? Infinity),
  margin: (a, b) => smallest(a) - smallest(b),
  short: (a, b) => (a.m ?? Infinity) - (b.m ?? Infinity) || (a.z || []).length - (b.z || []).length,
};

function isTree() { return !state.query && !state.result && !state.only && state.sort === "tree"; }
function matching() {
  const words = plainKey(state.query).split(/\s+/).filter(Boolean);
  const found = G().units.map((_, place) => place).filter((place) => {
    const unit = unitAt(place);
    return words.every((word) => P().keys[place].includes(word)) && (!state.result || String(unit.r) === state.result) && (!state.only || FILTERS[state.only](unit));
  });
  if (state.sort !== "tree") found.sort((a, b) => SORTS[state.sort](unitAt(a), unitAt(b)) || a - b);
  return found;
}

function badge(unit) { return E("span", { class: "badge" }, E("i", { class: `fill ${unit.j}` }), text(unit.r)); }

function row(place, inTree) {
  const unit = unitAt(place), id = `u${place}`, open = state.open.has(place);
  const above = unit.p === undefined ? unit.h : unitAt(unit.p).n;
  const body = E("div", { id, class: "body", hidden: !open });
  const button = E("button", { class: "row", type: "button", "aria-expanded": String(open), "aria-controls": id, "data-place": place, onclick: () => toggle(place, button, body, inTree) },
    E("span", {}, E("b", {}, unit.n), " ", E("small", {}, [unit.c, inTree ? null : above].filter(Boolean).join(" · "))), badge(unit),
    E("span", { class: "wide", ...labelled("safest") }, safest(unit)), E("span", { class: "wide", ...labelled("lacks") }, lack(unit)));
  if (open) fillBody(place, body, inTree);
  return E("li", {}, button, body);
}
function toggle(place, button, body, inTree) {
  const open = !state.open.delete(place);
  if (open) state.open.add(place);
  button.setAttribute("aria-expanded", String(open));
  body.hidden = !open;
  if (open && !body.firstChild) fillBody(place, body, inTree);
}
function fillBody(place, body, inTree) {
  const unit = unitAt(place), below = inTree ? P().children[place] : [];
  body.append(E("p", { class: "lead" }, text(unit.a)));
  for (const name of ["e", "d", "b"])
    if (unit[name]) body.append(E("div", { class: "said" }, E("span", { class: "soft" }, T({ e: "wanted", d: "firm_no", b: "published" }[name]) + ": "), unit[name].length === 1 ? text(unit[name][0]) : E("ul", { class: "points" }, unit[name].map((item) => E("li", {}, text(item))))));
  if (!below.length) body.append(...details(unit));
  else {
    const more = E("details", { ontoggle: () => more.open && more.childElementCount === 1 && more.append(...details(unit)) }, E("summary", {}, T("conditions")));
    body.append(more, E("ul", {}, below.map((child) => row(child, true))));
  }
}

/* What decides nothing and of which nothing is known is only named. */
const isSilent = (condition, cell) => condition.e !== 0 && cell.outcome === 2 && !cell.figures && !cell.rate;

function details(unit) {
  const listed = conditionsOf(unit), lines = [], told = new Set();
  let level = null, informs = false;
  let unsaid = [];
  const finish = () => {
    if (unsaid.length) lines.push(E("tr", {}, E("td", { colspan: 7, class: "soft" }, `${T("silent")}: ${unsaid.join("; ")}.`)));
    unsaid = [];
  };
  listed.forEach((condition, position) => {
    const cell = unit.k[position];
    if (condition.l !== level) {
      finish();
      level = condition.l;
      informs = false;
      const at = [...new Set(listed.map((c) => c.l))].indexOf(level);
      lines.push(E("tr", { class: "level" }, E("th", { colspan: 7, scope: "rowgroup" }, text(unit.w[at]))));
    }
    if (condition.e !== 0 && !informs) {
      informs = true;
      lines.push(E("tr", { class: "level" }, E("th", { colspan: 7, scope: "rowgroup", class: "soft" }, T("informs"))));
    }
    if (isSilent(condition, cell)) unsaid.push(text(condition.t));
    else lines.push(conditionRow(condition, cell, told));
  });
  finish();
  const heads = [["condition"], ["figures", "n"], ["rate", "n"], ["threshold", "n"], ["margin", "n"], ["result"], ["clause"]];
  const table = E("table", { class: "conditions" }, E("thead", {}, E("tr", {}, heads.map(([name, css]) => E("th", { scope: "col", class: css }, T(name))))), E("tbody", {}, lines));
  return [table, figuresUsed(unit), (unit.u || []).length ? E("p", { class: "soft foot" }, unit.u.map(text).join(" ")) : null].filter(Boolean);
}
/* A reading or a note is told where it first applies. */
function conditionRow(condition, cell, told) {
  const once = (place, lead = "") => { if (place === undefined || told.has(place)) return null; told.add(place); return lead + text(place); };
  const remarks = [...cell.remarks.map(text), condition.s === undefined ? null : text(condition.s), once(condition.r), once(condition.n, `${T("note")}: `)].filter(Boolean);
  const outcome = condition.k === "finding" ? D.findings : D.outcomes;
  const shows = condition.b || !["measure", "share", "window"].includes(condition.k);
  return E("tr", { class: `${shows ? OUTCOME[cell.outcome] : "none"} ${cell.decided && cell.outcome ? "decided" : ""}` },
    E("th", { scope: "row", style: condition.d ? `padding-left:${condition.d}rem` : null }, text(condition.t), remarks.map((remark) => E("span", { class: "remark" }, remark))),
    E("td", { class: "n", ...labelled("figures") }, number(cell.figures)), E("td", { class: "n", ...labelled("rate") }, number(cell.rate)), E("td", { class: "n", ...labelled("threshold") }, number(cell.bound)),
    E("td", { class: "n", ...labelled("margin") }, cell.margin === null ? "" : signed(cell.margin)), E("td", { class: "o", ...labelled("result") }, shows ? pick(outcome[cell.outcome]) : "–"), E("td", { class: "c", ...labelled("clause") }, condition.c || ""));
}
function figuresUsed(unit) {
  if (!unit.g.length) return null;
  const value = ({ low, high }) => (low === high ? count(low) : high !== null ? T("between", { low: count(low), high: count(high) }) : low ? T("at_least", { low: count(low) }) : T("not_given"));
  const source = ({ low, high, given, place }) => (given ? place : low === high ? T("derived") : "");
  return E("details", {}, E("summary", {}, `${T("figures_used")} (${count(unit.g.length)})`),
    E("table", { class: "conditions" }, E("thead", {}, E("tr", {}, E("th", { scope: "col" }, T("field")), E("th", { scope: "col", class: "n" }, T("value")), E("th", { scope: "col" }, T("source")))),
      E("tbody", {}, unit.g.map((f) => E("tr", {}, E("th", { scope: "row" }, text(G().fields[f.field][1])), E("td", { class: "n", ...labelled("value") }, value(f)), E("td", { class: "c", ...labelled("source") }, source(f)))))));
}

function renderUnits() {
  const place = document.getElementById("units"), g = G(), small = g.units.length <= 1;
  const results = new Map();
  [...g.units].sort((a, b) => b.v - a.v).forEach((unit) => results.set(unit.r, (results.get(unit.r) || 0) + 1));
  const redo = (name) => (value) => { state[name] = value; state.shown = STEP; list(); };
  const search = E("input", { type: "search", value: state.query, autocomplete: "off", spellcheck: "false", oninput: (event) => redo("query")(event.target.value.trim()) });
  const some = Object.keys(FILTERS).filter((name) => g.units.some(FILTERS[name]));
    place.replaceChildren(E("h2", {}, T(small ? "conditions" : "units")), small ? "" : E("p", { class: "soft screen" }, T("units_about")),
    small ? "" : E("div", { class: "pickers" }, E("label", {}, T("search"), search),
      select(T("filter_result"), [["", T("all")], ...[...results].map(([r, n]) => [r, `${text(r)} (${count(n)})`])], state.result, redo("result")),
      some.length ? select(T("filter_more"), [["", T("all")], ...some.map((name) => [name, T(`only_${name}`)])], state.only, redo("only")) : null,
      select(T("sort"), ["tree", ...Object.keys(SORTS)].map((name) => [name, T(`sort_${name}`)]), state.sort, redo("sort"))),
    E("p", { class: "status", role: "status", id: "status" }), E("div", { class: "head", "aria-hidden": "true" }, ["unit", "result", "safest", "lacks"].map((name) => E("span", {}, T(name)))), E("ul", { class: "tree", id: "list" }), E("div", { class: "more", id: "more" }));
  place.hidden = false;
  if (small || (P().roots.length === 1 && g.units.length > 1 && !state.open.size)) state.open.add(P().roots[0]);
  list();
}
function list(everything) {
  const tree = isTree(), found = tree ? P().roots : matching(), limit = everything ? found.length : state.shown;
  document.getElementById("list").replaceChildren(...found.slice(0, limit).map((place) => row(place, tree)));
  document.getElementById("status").textContent = tree ? "" : found.length ? T("found", { n: count(found.length), total: count(G().units.length) }) : T("none_found");
  const rest = found.length - limit;
  document.getElementById("more").replaceChildren(rest > 0 ? E("button", { class: "plain", type: "button", onclick: () => { state.shown += STEP; list(); } }, T("more", { n: count(Math.min(STEP, rest)) })) : "");
}
/* Show one unit: the tree opens down to it. */
function goTo(place) {
  Object.assign(state, { query: "", result: "", only: "", sort: "tree" });
  for (let at = place; at !== undefined; at = unitAt(at).p) state.open.add(at);
  renderUnits();
  const found = document.querySelector(`[data-place="${place}"]`);
  found.scrollIntoView({ block: "center" });
  found.focus();
}
