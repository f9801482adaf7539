import { FOLLOW_LINKS, SEARCH_KEYS } from './shared-behaviour.ts';

/**
 * The script of a matrix page. The page is complete without it: it filters, follows deep links into closed parts, and
 * opens what is to be printed. It reads nothing but the page's own elements and attributes.
 */
export const MATRIX_BEHAVIOUR = `
'use strict';
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const filters = document.querySelector('.filters');
const search = filters.querySelector('input[type=search]');
const only = filters.querySelector('input[type=checkbox]');
const shownCount = filters.querySelector('.count');
const checks = all('.check');
const operations = all('.operation').map((section) => ({
  section,
  row: document.querySelector('tr[data-operation="' + CSS.escape(section.dataset.operation) + '"]'),
  checks: all('.check', section),
}));
filters.hidden = false;

function apply() {
  const words = search.value.toLowerCase().split(/\\s+/).filter((word) => word !== '');
  const filtered = only.checked || words.length > 0;
  let shown = 0;
  for (const { section, row, checks: members } of operations) {
    let here = 0;
    for (const check of members) {
      const text = (check.id + ' ' + check.querySelector('summary').textContent).toLowerCase();
      check.hidden = (only.checked && check.dataset.disagrees !== 'yes') || !words.every((word) => text.includes(word));
      if (!check.hidden) here += 1;
    }
    section.hidden = filtered && here === 0;
    section.open = filtered && here > 0;
    if (row !== null) row.hidden = section.hidden;
    shown += here;
  }
  shownCount.textContent = (filtered ? shown.toLocaleString('en-US') + ' of ' : '') + checks.length.toLocaleString('en-US') + ' checks shown';
}

function reset() {
  search.value = '';
  only.checked = false;
  apply();
}

let pending = 0;
search.addEventListener('input', () => { clearTimeout(pending); pending = setTimeout(apply, 120); });
filters.addEventListener('change', apply);
filters.querySelector('.reset').addEventListener('click', () => { reset(); search.focus(); });
${SEARCH_KEYS}
${FOLLOW_LINKS}
addEventListener('beforeprint', () => { for (const one of all('.operation, details.check')) one.open = true; });

apply();
follow();
`;
