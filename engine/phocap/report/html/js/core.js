"use strict";
/* What the other parts share: the data, the two languages, and elements made without markup, so that no name can inject any. */
const D = JSON.parse(document.getElementById("data").textContent);
const root = document.documentElement;
const state = { lang: root.lang, group: 0, query: "", result: "", only: "", sort: "tree", condition: null, tier: null, shown: 100, open: new Set() };

const pick = (pair) => (Array.isArray(pair) ? pair[state.lang === "vi" ? 0 : 1] : pair);
const T = (name, facts) => fill(pick(D.words[name]), facts);
const text = (place) => pick(D.texts[place]);
const fill = (form, facts = {}) => form.replace(/\{(\w+)\}/g, (gap, name) => facts[name] ?? gap);
/* Numbers come in English print; the Vietnamese one has comma and point the other way round. */
const typeset = (print) => (state.lang === "vi" ? print.replace(/[,.]/g, (c) => (c === "," ? "." : ",")).replace(/%/g, "\u00a0%") : print);
const number = (cell) => (!cell ? "" : Array.isArray(cell) ? pick(cell).replace(/ %/g, "\u00a0%") : typeset(cell));
const count = (n) => typeset(String(Math.abs(n)).replace(/\B(?=(\d{3})+$)/g, ","));
const signed = (n) => (n > 0 ? "+" : n < 0 ? "−" : "") + count(n);
const percent = (n, decimals = 0) => typeset((n * 100).toFixed(decimals) + "%");
const upper = (s) => s.slice(0, 1).toUpperCase() + s.slice(1);
const plainKey = (s) => s.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/đ/g, "d");

const OUTCOME = ["met", "not", "open", "none"];
const G = () => D.groups[state.group];
const unitAt = (place) => G().units[place];
const conditionsOf = (unit) => G().shapes[unit.s].flat().map((place) => G().conditions[place]);
const cellOf = (cell) => ({
  outcome: cell[0], decided: cell[1], figures: cell[2], rate: cell[3], bound: cell[4], margin: cell[5] ?? null,
  low: cell[6] ?? null, high: cell[7] ?? cell[6] ?? null, threshold: cell[8] ?? null, remarks: cell[9] || [],
});

function put(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(Infinity)) if (child !== null && child !== undefined && child !== "") node.append(child);
  return node;
}
const E = (tag, attributes, ...children) => put(document.createElement(tag), attributes, children);
const S = (tag, attributes, ...children) => put(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
const labelled = (name) => ({ "data-vi": D.words[name][0], "data-en": D.words[name][1] });

function select(label, options, chosen, changed) {
  const made = E("select", { onchange: (event) => changed(event.target.value) }, options.map(([value, name]) => E("option", { value, selected: String(value) === String(chosen) }, name)));
  return E("label", {}, label, made);
}

/* Look-ups of a group, made when it is first shown. */
const prepared = new Map();
function P() {
  if (!prepared.has(state.group)) prepared.set(state.group, prepare(G()));
  return prepared.get(state.group);
}
function prepare(group) {
  const children = group.units.map(() => []);
  const roots = [];
  group.units.forEach((unit, place) => (unit.p === undefined ? roots : children[unit.p]).push(place));
  const keys = group.units.map((unit) => plainKey(`${unit.n} ${unit.c || ""}`));
  const byId = new Map(group.units.map((unit, place) => [unit.i, place]));
  const ofTier = group.tiers.map((_, tier) => group.units.flatMap((unit, place) => (unit.t === tier ? [place] : [])));
  return { children, roots, keys, byId, ofTier };
}

/* The cells of one condition over the units of a tier, in the order of the units. */
function column(group, units, id) {
  return units.flatMap((place) => {
    const unit = group.units[place];
    const at = group.shapes[unit.s].flat().findIndex((c) => group.conditions[c].i === id);
    return at < 0 ? [] : [{ place, unit, ...cellOf(unit.k[at]) }];
  });
}
