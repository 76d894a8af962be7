/* The page: language, theme, print, the group that is shown, data quality and what is missing. */
function renderMissing() {
  const place = document.getElementById("missing"), tally = new Map();
  G().units.forEach((unit, at) => (unit.e || []).forEach((name) => tally.set(name, [...(tally.get(name) || []), at])));
  const rows = [...tally].sort((a, b) => b[1].length - a[1].length);
  place.replaceChildren(E("h2", {}, T("missing")), rows.length ? E("p", { class: "soft" }, T("missing_about")) : E("p", {}, T("missing_none")),
    ...rows.map(([name, units]) => {
      const more = E("details", { ontoggle: () => more.open && more.childElementCount === 1 && more.append(E("ul", { class: "points" }, units.map((at) => E("li", {}, unitAt(at).n)))) },
        E("summary", {}, `${text(name)} – ${count(units.length)} ${T("missing_units")}`));
      return more;
    }));
  place.hidden = false;
}

function renderQuality() {
  const place = document.getElementById("quality");
  const rows = G().tiers.map((tier, at) => {
    const units = P().ofTier[at].map(unitAt), figures = units.flatMap((unit) => unit.g), isKnown = (f) => f.low === f.high;
    const given = figures.filter((f) => f.given).length, derived = figures.filter((f) => isKnown(f) && !f.given).length;
    return { tier, units, figures, given, derived, full: units.filter((unit) => unit.g.every(isKnown)).length };
  }).filter((row) => row.figures.length);
  place.hidden = !rows.length;
  const share = (n, of) => `${count(n)} (${percent(n === of ? 1 : Math.min(n / of, 0.999), 1)})`;
  const heads = ["q_given", "q_derived", "q_missing", "q_complete"];
  place.replaceChildren(E("h2", {}, T("quality")), E("p", { class: "soft" }, T("quality_about")),
    E("table", { class: "conditions" }, E("thead", {}, E("tr", {}, E("th", { scope: "col" }, T("tier")), heads.map((name) => E("th", { scope: "col", class: "n" }, upper(T(name)))))),
      E("tbody", {}, rows.map((row) => E("tr", {}, E("th", { scope: "row" }, upper(text(row.tier))),
        [share(row.given, row.figures.length), share(row.derived, row.figures.length), share(row.figures.length - row.given - row.derived, row.figures.length), `${count(row.full)} / ${count(row.units.length)}`].map((value, at) => E("td", { class: "n", ...labelled(heads[at]) }, value)))))));
}

function renderTools() {
  const dark = root.dataset.theme === "dark";
  document.getElementById("tools").replaceChildren(
    E("span", { role: "group", "aria-label": T("language") }, ["vi", "en"].map((lang) => E("button", { type: "button", "aria-pressed": String(state.lang === lang), lang: null, title: lang === "vi" ? "Tiếng Việt" : "English", onclick: () => speak(lang) }, lang.toUpperCase()))),
    E("button", { type: "button", id: "theme", onclick: () => { root.dataset.theme = dark ? "light" : "dark"; renderTools(); } }, T(dark ? "light" : "dark")),
    E("button", { type: "button", onclick: () => window.print() }, T("print")));
  const links = [["charts", "charts"], ["units", "units"], ["missing", "nav_missing"], ["quality", "quality"], ["method", "nav_method"], ["files", "nav_files"]].filter(([id]) => !document.getElementById(id).hidden);
  const contents = document.getElementById("contents");
  contents.setAttribute("aria-label", T("contents"));
  contents.replaceChildren(...links.map(([id, name]) => E("a", { href: `#${id}` }, T(name))));
}
function renderChooser() {
  const place = document.getElementById("chooser");
  place.hidden = D.groups.length < 2;
  const name = (group) => `${text(group.title)}, ${text(group.day)} (${group.instrument}; ${count(group.units.length)} ${T("of_units")})`;
  place.replaceChildren(E("div", { class: "pickers" }, select(T("choose"), D.groups.map((group, at) => [at, name(group)]), state.group, (value) => {
    Object.assign(state, { group: Number(value), query: "", result: "", only: "", sort: "tree", condition: null, tier: null, shown: STEP, open: new Set() });
    render();
  })));
}
function render() {
  document.querySelectorAll(".group").forEach((section) => (section.hidden = Number(section.dataset.group) !== state.group));
  document.querySelectorAll(".brief").forEach((brief) => (brief.hidden = D.groups[Number(brief.closest(".group").dataset.group)].units.length === 1));
  if (D.groups.length) { renderChooser(); renderCharts(); renderUnits(); renderMissing(); renderQuality(); }
  renderTools();
}
function speak(lang) {
  state.lang = lang;
  root.lang = lang;
  document.title = D.groups.length ? `${document.querySelector(".group:not([hidden]) h1").innerText} – ${text(G().title)}` : T("report");
  render();
}

/* On paper every row that fits the filters is there; with few units also every condition of each, and of the tree of a
   country only the top, which the paper says: hundreds of sheets nobody reads. */
const PRINTED_WHOLE = 40, PRINTED_ROWS = 700, PAPER = 640;
let kept = null;
window.addEventListener("beforeprint", () => {
  last = 0;
  measure(PAPER);
  renderCharts();
  kept = { open: new Set(state.open), shown: state.shown };
  const listed = isTree() ? G().units.map((_, place) => place) : matching();
  const parents = G().units.map((_, place) => place).filter((place) => P().children[place].length);
  const whole = !isTree() || listed.length <= PRINTED_ROWS;
  state.open = new Set(listed.length <= PRINTED_WHOLE ? listed : isTree() && whole ? parents : []);
  list(true);
  if (!whole) document.getElementById("status").textContent = T("paper_top", { n: count(P().roots.length), total: count(listed.length) });
});
window.addEventListener("afterprint", () => { if (kept) { Object.assign(state, kept); kept = null; resized(); list(); } });
let last = 0;
function resized() {
  const page = document.getElementById("method").clientWidth;
  if (page === last) return;
  last = page;
  measure(page);
  if (D.groups.length) renderCharts();
}
window.addEventListener("resize", () => { clearTimeout(resized.timer); resized.timer = setTimeout(resized, 150); });

if (window.matchMedia("(prefers-color-scheme: dark)").matches) root.dataset.theme = "dark";
document.querySelector(".bar").hidden = false;
last = document.getElementById("method").clientWidth;
measure(last);
render();
