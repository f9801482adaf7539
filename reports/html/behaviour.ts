import { COPY_BUTTONS, FOLLOW_LINKS, SEARCH_KEYS } from './shared-behaviour.ts';

/**
 * The page's script. The page is complete without it: it filters, follows deep links into closed parts, copies
 * commands, and opens what is to be printed. It reads nothing but the page's own elements and attributes.
 */
export const BEHAVIOUR = `
'use strict';
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const filters = document.querySelector('.filters');
const search = filters.querySelector('input[type=search]');
const operation = filters.querySelector('select');
const boxes = all('input[type=checkbox]', filters);
const shownCount = filters.querySelector('.count');
const sections = all('.operation').map((section) => ({
  section,
  open: section.open,
  checks: all('.check', section),
  groups: all('.group', section).map((group) => ({ group, checks: all('.check', group) })),
}));
const total = sections.reduce((sum, one) => sum + one.checks.length, 0);
filters.hidden = false;

// What is searched: everything of a check but its exchanges.
const texts = new WeakMap();
function textOf(check) {
  let text = texts.get(check);
  if (text === undefined) {
    const parts = check.matches('details')
      ? all(':scope > summary, :scope > .inside > :is(p, .claims, .facets)', check)
      : [check];
    text = (check.id + ' ' + parts.map((part) => part.textContent).join(' ')).toLowerCase();
    texts.set(check, text);
  }
  return text;
}

function apply() {
  const words = search.value.toLowerCase().split(/\\s+/).filter((word) => word !== '');
  const allowed = { outcome: new Set(), level: new Set(), impact: new Set() };
  for (const box of boxes) if (box.checked) allowed[box.name].add(box.value);
  const filtered = words.length > 0 || operation.value !== '' || boxes.some((box) => !box.checked);
  let shown = 0;
  for (const { section, open, checks, groups } of sections) {
    const off = operation.value !== '' && section.dataset.operation !== operation.value;
    let here = 0;
    for (const check of checks) {
      const data = check.dataset;
      const visible = !off && allowed.outcome.has(data.outcome) && allowed.level.has(data.level)
        && allowed.impact.has(data.impact) && (words.length === 0 || words.every((word) => textOf(check).includes(word)));
      check.hidden = !visible;
      if (visible) here += 1;
    }
    for (const { group, checks: members } of groups) {
      const visible = members.filter((check) => !check.hidden).length;
      group.hidden = visible === 0;
      group.open = filtered && (words.length > 0 || here === visible);
    }
    section.hidden = here === 0;
    section.open = filtered ? here > 0 : open;
    shown += here;
  }
  shownCount.textContent = (filtered ? shown.toLocaleString('en-US') + ' of ' : '') + total.toLocaleString('en-US') + (total === 1 ? ' check shown' : ' checks shown');
}

function reset() {
  search.value = '';
  operation.value = '';
  for (const box of boxes) box.checked = true;
  apply();
}

let pending = 0;
search.addEventListener('input', () => { clearTimeout(pending); pending = setTimeout(apply, 120); });
filters.addEventListener('change', apply);
filters.querySelector('.reset').addEventListener('click', () => { reset(); search.focus(); });

function toggle(open) {
  for (const { section } of sections) {
    if (section.hidden) continue;
    if (open) section.open = true;
    for (const check of all('details.check', section)) if (!check.hidden) check.open = open;
  }
}
filters.querySelector('.expand').addEventListener('click', () => toggle(true));
filters.querySelector('.collapse').addEventListener('click', () => toggle(false));

${SEARCH_KEYS}
${COPY_BUTTONS}
${FOLLOW_LINKS}
let closed = [];
addEventListener('beforeprint', () => {
  closed = all('.operation, details.check').filter((one) => !one.open && one.closest('[hidden]') === null);
  for (const one of closed) one.open = true;
});
addEventListener('afterprint', () => { for (const one of closed) one.open = false; });

apply();
follow();
`;
