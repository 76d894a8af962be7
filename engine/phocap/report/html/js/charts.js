/* Charts, drawn for reading: every mark has a name, and what a chart shows stands in words in the list of units too. */
/* Charts are drawn for the room there is, so that their letters keep their size on a phone and on paper. */
const room = { wide: 760, half: 420 };
function measure(page) {
  room.wide = Math.max(290, Math.min(760, page));
  room.half = page > 700 ? Math.min(440, page / 2 - 22) : room.wide;
}
const labels = () => (room.wide < 480 ? 122 : P().roots.length > 1 || P().roots.length === G().units.length ? 270 : 190);
const cut = (name) => { const most = room.wide < 480 ? 15 : Math.floor(labels() / 7.3); return name.length > most ? `${name.slice(0, most)}…` : name; };

function figure(name, about, ...children) {
  return E("figure", { class: "chart" }, E("figcaption", {}, E("h3", {}, T(name)), about ? E("span", {}, about) : null), children);
}
const hatch = () =>
  S("defs", {}, S("pattern", { id: "hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    S("rect", { class: "hatch-a", width: 6, height: 6 }), S("rect", { class: "hatch-b", width: 2, height: 6 })));
const drawing = (width, height, label, ...children) =>
  S("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": label }, hatch(), children);
const write = (x, y, content, attributes) => S("text", { x, y, ...attributes }, content);

function summaryOf(units) {
  const tally = new Map();
  units.forEach((place) => tally.set(unitAt(place).r, (tally.get(unitAt(place).r) || 0) + 1));
  return [...tally].map(([result, n]) => `${text(result)}: ${count(n)}`).join("; ");
}

function key(units) {
  const seen = new Map();
  units.forEach((place) => seen.set(unitAt(place).j + unitAt(place).r, unitAt(place)));
  const listed = [...seen.values()].sort((a, b) => b.v - a.v);
  return E("ul", { class: "key" }, listed.map((unit) => E("li", {}, E("i", { class: `fill ${unit.j}` }), text(unit.r))));
}

function tiles(units) {
  const groups = new Map();
  units.forEach((place) => groups.set(unitAt(place).p ?? -1, [...(groups.get(unitAt(place).p ?? -1) || []), place]));
  const size = units.length > 400 ? 11 : 24;
  const columns = Math.floor(units.length > 400 ? Math.min(14, room.wide / size) : groups.size === 1 ? room.wide / size : 9);
  const drawn = [...groups].map(([parent, listed]) => {
    const across = Math.min(columns, listed.length);
    const width = across * size, height = Math.ceil(listed.length / columns) * size;
    const name = parent < 0 ? "" : unitAt(parent).n;
    const svg = S("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": `${name} ${summaryOf(listed)}` }, hatch(),
      listed.map((place, at) => {
        const unit = unitAt(place), x = (at % columns) * size, y = Math.floor(at / columns) * size;
        return S("g", { class: "tile", onclick: () => goTo(place) }, S("title", {}, `${unit.n}: ${text(unit.r)}`),
          S("rect", { class: `fill ${unit.j}`, x: x + 1, y: y + 1, width: size - 2, height: size - 2, rx: 2 }),
          size > 15 ? write(x + size / 2, y + size / 2 + 4, unit.v ? String(unit.v) : unit.j === "open" ? "?" : "–", { "text-anchor": "middle", class: `on${unit.j.split(" ")[0]} small` }) : null);
      }));
    return E("div", {}, groups.size > 1 ? E("h4", {}, name || "…") : null, svg);
  });
  return figure("tiles", T("tiles_about"), E("div", { class: `tilegroups ${groups.size > 1 ? "many" : ""}` }, drawn), key(units));
}

/* A scale over the rates that occur, with the threshold well inside. */
function scale(cells, from, to) {
  const values = cells.flatMap((c) => [c.low, c.threshold]).filter((v) => v !== null);
  const highs = cells.flatMap((c) => [c.high, c.threshold]).filter((v) => v !== null);
  let least = Math.min(...values), most = Math.max(...highs);
  const room = Math.max((most - least) * 0.06, D.scale * 0.004);
  const share = cells.some((c) => typeof c.rate === "string" && c.rate.includes("%"));
  least = Math.max(0, least - room);
  most = share ? Math.min(Math.max(most, least + room), D.scale) : most + room;
  if (share && most > D.scale * 0.97) most = D.scale;
  const at = (value) => from + ((value - least) / (most - least || 1)) * (to - from);
  return { at, least, most, share };
}
function axis(s, y, height) {
  const most = Math.min(6, (s.at(s.most) - s.at(s.least)) / 46); // what fits beside each other
  const step = [0.5, 1, 2, 5, 10, 20, 25].map((p) => (p * D.scale) / 100).find((p) => (s.most - s.least) / p <= most) || D.scale / 2;
  if (!s.share) return [];
  const marks = [];
  for (let v = Math.ceil(s.least / step) * step; v <= s.most; v += step)
    marks.push(S("line", { class: "axis", x1: s.at(v), x2: s.at(v), y1: y, y2: y + height }), write(s.at(v), y + height + 14, percent(v / D.scale, step < D.scale / 100 ? 1 : 0), { "text-anchor": "middle", class: "soft small" }));
  return marks;
}
/* Units may have thresholds of their own: each is drawn where it holds, and named once. */
function bounds(cells) {
  const found = new Map();
  cells.forEach((c) => c.threshold !== null && found.set(c.threshold, c.bound));
  return [...found];
}

function rankedRows(cells, label) {
  const line = 22, left = labels(), right = room.wide - (room.wide < 480 ? 70 : 118), height = cells.length * line;
  const s = scale(cells, left, right);
  const one = bounds(cells).length === 1;
  return drawing(room.wide, height + 36, label, axis(s, 18, height),
    one ? [S("line", { class: "bound", x1: s.at(cells[0].threshold), x2: s.at(cells[0].threshold), y1: 14, y2: 18 + height }), write(s.at(cells[0].threshold), 10, number(cells[0].bound), { "text-anchor": "middle", class: "bound-text" })] : null,
    cells.map((c, row) => {
      const y = 18 + row * line + line / 2, open = c.low === null;
      const name = c.name || (P().roots.length > 1 && c.unit.p !== undefined ? `${c.unit.n}, ${unitAt(c.unit.p).n}` : c.unit.n);
      return S("g", {}, S("title", {}, `${name}: ${number(c.figures)} ${number(c.rate)} ${number(c.bound)}`),
        write(left - 10, y + 4, cut(name), { "text-anchor": "end" }),
        open ? write(left, y + 4, pick(D.outcomes[2]), { class: "soft small" })
          : S("rect", { class: `m-${c.outcome === 3 ? "exact" : OUTCOME[c.outcome]}`, x: c.low === c.high ? s.at(c.low) - 4 : s.at(c.low), y: y - (c.low === c.high ? 5 : 4), width: c.low === c.high ? 9 : Math.max(3, s.at(c.high) - s.at(c.low)), height: c.low === c.high ? 10 : 8, rx: c.low === c.high ? 5 : 2 }),
        !one && c.threshold !== null ? S("line", { class: "bound", x1: s.at(c.threshold), x2: s.at(c.threshold), y1: y - 8, y2: y + 8 }) : null,
        write(room.wide, y + 4, number(c.rate), { "text-anchor": "end", class: "small" }));
    }));
}

function rankedCurve(cells, label) {
  const height = 190, left = 8, right = room.wide - 60, known = cells.filter((c) => c.low !== null);
  const s = scale(known, height, 12);
  const x = (rank) => left + (rank / Math.max(1, known.length - 1)) * (right - left);
  const width = Math.max(1, Math.min(7, ((right - left) / known.length) * 0.8));
  return drawing(room.wide, height + 24, label,
    [0.5, 1, 2, 5, 10, 20, 25].map((p) => (p * D.scale) / 100).filter((p, i, all) => (s.most - s.least) / p <= 6 && (i === 0 || (s.most - s.least) / all[i - 1] > 6)).flatMap((step) => {
      const marks = [];
      for (let v = Math.ceil(s.least / step) * step; v <= s.most; v += step) marks.push(S("line", { class: "axis", x1: left, x2: right, y1: s.at(v), y2: s.at(v) }), write(room.wide, s.at(v) + 4, s.share ? percent(v / D.scale, step < D.scale / 100 ? 1 : 0) : "", { "text-anchor": "end", class: "soft small" }));
      return marks;
    }),
    known.map((c, rank) => S("rect", { class: `m-${OUTCOME[c.outcome]}`, x: x(rank) - width / 2, width, y: s.at(c.high) - 1.5, height: Math.max(3, s.at(c.low) - s.at(c.high) + 3) })),
    bounds(known).map(([value, bound]) => [S("line", { class: "bound", x1: left, x2: right, y1: s.at(value), y2: s.at(value) }), write(left + 2, s.at(value) - 5, number(bound), { class: "bound-text" })]),
    write(left, height + 18, count(1), { class: "soft small" }), write(right, height + 18, count(known.length), { "text-anchor": "end", class: "soft small" }));
}

const FEW = 40, LOWEST = 20;
function ranked(cells) {
  const sorted = [...cells].sort((a, b) => (a.low ?? -1) - (b.low ?? -1) || (a.high ?? 0) - (b.high ?? 0));
  const label = T("ranked");
  if (sorted.length <= FEW) return figure("ranked", T("ranked_about"), rankedRows(sorted, label));
  return figure("ranked", T("ranked_about"), E("h4", {}, T("ranked_all", { n: count(sorted.length) })), rankedCurve(sorted, label),
    E("h4", {}, T("lowest", { n: LOWEST })), rankedRows(sorted.filter((c) => c.low !== null).slice(0, LOWEST), label));
}

function margins(cells) {
  const within = (n, low, high) => n !== null && (low === null || n >= low) && (high === null || n <= high);
  const rows = D.bins.map(([low, high, name]) => [pick(name), cells.filter((c) => within(c.margin, low, high)).length, high !== null && high < 0 ? "not" : low > 0 ? "met" : "exact"]);
  rows.push([T("open"), cells.filter((c) => c.margin === null && c.outcome === 2).length, "open"]);
  if (!rows.some((row) => row[1])) return null;
  const line = 24, left = 100, most = Math.max(1, ...rows.map((row) => row[1]));
  return figure("margins", T("margins_about"), drawing(room.half, rows.length * line, rows.map((row) => `${row[0]}: ${row[1]}`).join("; "),
    rows.map(([name, n, css], row) => [write(left - 10, row * line + 16, name, { "text-anchor": "end" }),
      S("rect", { class: `m-${css}`, x: left, y: row * line + 4, height: line - 7, width: n ? Math.max(2, (n / most) * (room.half - left - 52)) : 0, rx: 2 }),
      write(left + (n / most) * (room.half - left - 52) + 7, row * line + 16, count(n), { class: n ? "" : "soft" })])));
}

/* Of each age the whole, and its parts beside each other: what share of a cohort is where it should be. */
function cohort() {
  const found = G().cohort;
  if (!found) return null;
  const of = found.unit ? T("cohort_of", { unit: found.unit }) : upper(T("cohort_sum", { n: count(found.units) }));
  const rows = found.ages.map(([name, rate, [label, n], ...parts]) => ({ name, rate, whole: { label: text(label), n }, parts: parts.map(([place, m]) => ({ label: text(place), n: m })) }));
  const line = 46, left = 78, width = room.half - left - 62;
  return figure("cohort", of, drawing(room.half, rows.length * line, rows.map((row) => `${T("ages", { age: row.name })}: ${[...row.parts, row.whole].map((one) => `${one.label} ${count(one.n)}`).join(", ")}`).join("; "),
    rows.map((row, at) => {
      const y = at * line;
      let x = left;
      return [write(0, y + 18, T("ages", { age: row.name }), {}), S("rect", { class: "whole", x: left, y: y + 5, width, height: 18 }),
        row.parts.map((one, place) => {
          const wide = Math.min(left + width - x, (one.n / row.whole.n) * width), drawn = S("rect", { class: `s${place}`, x, y: y + 5, width: wide, height: 18 }, S("title", {}, `${one.label}: ${count(one.n)}`));
          x += wide;
          return drawn;
        }),
        row.rate ? write(room.half, y + 18, typeset(row.rate), { "text-anchor": "end" }) : null,
        write(left, y + 37, row.parts.map((one) => `${count(one.n)}`).join(" + ") + ` / ${count(row.whole.n)}`, { class: "small soft" })];
    })),
    E("ul", { class: "points soft" }, rows.map((row) => E("li", {}, `${T("ages", { age: row.name })}: ${[...row.parts, row.whole].map((one) => one.label).join(" / ")}`))));
}

/* One unit: all its conditions on shares, each against its own threshold. */
function profile(unit) {
  const level = Math.max(...conditionsOf(unit).filter((c) => c.b).map((c) => c.l));
  const cells = conditionsOf(unit).flatMap((condition, at) => {
    const cell = unit.k[at];
    return condition.l === level && typeof cell.rate === "string" && cell.rate.includes("%") && cell.threshold !== null ? [{ ...cell, name: text(condition.t) }] : [];
  });
  return cells.length < 2 ? null : figure("ranked", unit.n, rankedRows(cells, unit.n));
}

function change(id) {
  const old = G().before === null ? null : D.groups[G().before];
  if (!old) return null;
  const sorted = G().change;
  const said = ([place, before]) => `${unitAt(place).n}: ${text(old.units[before].r)} → ${text(unitAt(place).r)}`;
  const now = column(G(), P().ofTier[state.tier], id);
  const then = new Map(column(old, old.units.map((_, place) => place), id).map((c) => [c.unit.i, c]));
  const pairs = now.filter((c) => c.low !== null && c.low === c.high && then.has(c.unit.i)).map((c) => ({ ...c, old: then.get(c.unit.i) }))
    .filter((c) => c.old.low !== null && c.old.low === c.old.high && c.old.low !== c.low).sort((a, b) => a.low - a.old.low - (b.low - b.old.low));
  const shown = pairs.length <= 20 ? pairs : [...pairs.slice(0, 10), ...pairs.slice(-10)];
  const line = 22, left = labels(), s = shown.length ? scale(shown.flatMap((c) => [c, { ...c, low: c.old.low, high: c.old.high }]), left, room.wide - 70) : null;
  const tally = [["up", sorted.up.length], ["down", sorted.down.length], ["same", sorted.same], ["new", sorted.new], ["gone", sorted.gone]];
  return figure("change", T("change_about", { day: text(G().day), before: text(old.day) }),
    E("ul", { class: "key" }, tally.filter(([, n]) => n).map(([name, n]) => E("li", {}, T(name), " ", E("b", {}, count(n))))),
    ["down", "up"].map((name) => (sorted[name].length ? E("details", { open: sorted[name].length <= 12 }, E("summary", {}, `${T(name)} (${count(sorted[name].length)})`), E("ul", { class: "points" }, sorted[name].map((pair) => E("li", {}, said(pair))))) : null)),
    s ? [E("h4", {}, T("rate_change")), drawing(room.wide, shown.length * line + 36, T("change"), axis(s, 18, shown.length * line), shown.map((c, row) => {
      const y = 18 + row * line + line / 2, points = (c.low - c.old.low) / D.scale;
      return S("g", {}, write(left - 10, y + 4, cut(c.unit.n), { "text-anchor": "end" }), S("line", { class: "way", x1: s.at(c.old.low), x2: s.at(c.low), y1: y, y2: y }),
        S("circle", { class: "from", cx: s.at(c.old.low), cy: y, r: 4 }), S("circle", { class: `m-${OUTCOME[c.outcome]}`, cx: s.at(c.low), cy: y, r: 5 }),
        write(room.wide, y + 4, (points > 0 ? "+" : "−") + typeset(Math.abs(points * 100).toFixed(2)), { "text-anchor": "end", class: "small" }));
    }))] : null);
}

function renderCharts() {
  const place = document.getElementById("charts");
  place.replaceChildren(E("h2", {}, T("charts")));
  const many = P().ofTier.map((units, tier) => [units.length, tier]).filter(([n]) => n > 1).map(([, tier]) => tier);
  const drawn = [];
  if (many.length) {
    if (!many.includes(state.tier)) state.tier = many[many.length - 1];
    const units = P().ofTier[state.tier], seen = new Map();
    units.forEach((at) => conditionsOf(unitAt(at)).forEach((c) => c.b && c.e === 0 && c.k !== "window" && seen.set(c.i, c)));
    const options = [...seen.values()].sort((a, b) => b.l - a.l);
    if (!seen.has(state.condition)) state.condition = options.length ? (options.find((c) => c.l === options[0].l) || options[0]).i : null;
    drawn.push(E("div", { class: "pickers" },
      many.length > 1 ? select(T("pick_tier"), many.map((tier) => [tier, text(G().tiers[tier])]), state.tier, (v) => { state.tier = Number(v); state.condition = null; renderCharts(); }) : null,
      options.length ? select(T("pick_condition"), options.map((c) => [c.i, `${text(c.t)} (${text(G().levels[c.l - 1] ?? G().levels[0])})`]), state.condition, (v) => { state.condition = v; renderCharts(); }) : null));
    drawn.push(tiles(units));
    if (state.condition) {
      const cells = column(G(), units, state.condition);
      drawn.push(ranked(cells), E("div", { class: "twocol" }, margins(cells), cohort()));
    } else drawn.push(cohort());
  } else {
    const unit = unitAt(P().roots[0]);
    drawn.push(profile(unit), cohort());
    state.tier = unit.t;
    state.condition = conditionsOf(unit).filter((c) => c.b && c.e === 0).map((c) => c.i).pop() || null;
  }
  drawn.push(change(state.condition));
  const shown = drawn.filter(Boolean);
  place.append(...shown);
  place.hidden = !shown.length;
}
