/** Parts of the scripts of our pages. Both expect the constant `search` and the function `reset` of their page. */

/** `/` leads to the search field, Escape in it resets the filters. */
export const SEARCH_KEYS = `document.addEventListener('keydown', (event) => {
  const typing = event.target.closest('input, select, textarea');
  if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    search.focus();
  }
  if (event.key === 'Escape' && typing === search) reset();
});
`;

/** Links within the page open what they lead to, and show it where it was filtered away. */
export const FOLLOW_LINKS = `function follow() {
  const raw = location.hash.slice(1);
  if (raw === '') return;
  let found = document.getElementById(raw);
  if (found === null) {
    try { found = document.getElementById(decodeURIComponent(raw)); } catch { return; }
  }
  if (found === null) return;
  if (found.closest('[hidden]') !== null) reset();
  for (let at = found; at !== null; at = at.parentElement) if (at.matches('details')) at.open = true;
  found.scrollIntoView();
  const focusable = found.matches('details') ? found.querySelector('summary') : null;
  if (focusable !== null) focusable.focus({ preventScroll: true });
}
addEventListener('hashchange', follow);
// A link to where we already are opens it again.
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (link !== null && link.hash === location.hash) follow();
});
`;

/** Buttons that copy the command beside them; where that is not allowed they select it. */
export const COPY_BUTTONS = `document.addEventListener('click', async (event) => {
  const button = event.target.closest('.copy');
  if (button === null) return;
  const code = button.parentElement.querySelector('code');
  try {
    await navigator.clipboard.writeText(code.textContent);
    button.textContent = 'Copied';
  } catch {
    getSelection().selectAllChildren(code);
    button.textContent = 'Selected';
  }
  setTimeout(() => { button.textContent = 'Copy'; }, 1500);
});
`;
