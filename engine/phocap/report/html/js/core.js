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
const conditionsOf = (unit) => G().listed[unit.s];

/* The data keep once what units share; here every unit gets its own view of it, by reference. */
function unpack(group) {
  const cell = ([outcome, decided = 0, quantity = 0, bound = 0, margin = null, remarks = []]) => {
    const [figures, rate, low, high] = group.quantities[quantity], [print, threshold] = group.bounds[bound];
    return { outcome, decided, figures, rate, bound: print, margin, low, high: high ?? low, threshold, remarks };
  };
  const cells = group.conditions.map((condition) => condition.cells.map(cell));
  const listed = group.shapes.map((shape) => shape.flat());
  group.listed = listed.map((places) => places.map((place) => group.conditions[place]));
  group.units = group.units.map((own) => {
    const unit = { ...group.kinds[own.x], ...own };
    unit.k = own.k.map((place, at) => cells[listed[unit.s][at]][place]);
    unit.g = (own.g || []).map((figure, at) => known(group.kinds[own.x].g[at], figure));
    unit.i ??= `${group.tiers[unit.t]}/${unit.c}`;
    return unit;
  });
}
/* A figure of a unit: which field, low, high (null: none), whether it was given, and where. */
function known(field, figure) {
  const [low, ...rest] = figure === null ? [0, -1] : [figure].flat();
  const high = typeof rest[0] === "number" ? rest.shift() : low;
  const [file, place] = rest.length ? [rest[0].match(/^\d*/)[0], rest[0].replace(/^\d*/, "")] : [];
  return { field, low, high: high < 0 ? null : high, given: rest.length > 0, place: rest.length ? D.files[file || 0] + place : "" };
}
D.groups.forEach(unpack);

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
  const ofTier = group.tiers.map((_, tier) => group.units.flatMap((unit, place) => (unit.t === tier ? [place] : [])));
  return { children, roots, keys, ofTier };
}

/* The cells of one condition over the units of a tier, in the order of the units. */
function column(group, units, id) {
  return units.flatMap((place) => {
    const unit = group.units[place];
    const at = group.listed[unit.s].findIndex((condition) => condition.i === id);
    return at < 0 ? [] : [{ place, unit, ...unit.k[at] }];
  });
}
