/**
 * The list of claims changes in place: a choice among the filters keeps scroll and focus. Links
 * and forms stay what they are; this only fetches their page and takes the list out of it.
 */
import { replaceList } from './list-parts.js';

const root = document.querySelector('[data-list]');
const status = document.querySelector('[data-list-status]');
let shown = location.pathname + location.search;
let asking = new AbortController();

/** @param {string} url */
async function fetchList(url) {
  asking.abort();
  asking = new AbortController();
  const response = await fetch(url, { signal: asking.signal });
  if (!response.ok || response.redirected) return null;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const list = page.querySelector('[data-list]');
  return list && { list, title: page.title };
}

/** @param {string} url @param {boolean} isStep whether it is a new step of the browser's history */
async function show(url, isStep) {
  root?.setAttribute('aria-busy', 'true');
  const next = await fetchList(url).catch((error) => (error.name === 'AbortError' ? 'late' : null));
  if (next === 'late') return;
  root?.removeAttribute('aria-busy');
  // Whatever is wrong, the page itself will say.
  if (!next) return location.assign(url);
  if (isStep) {
    history.replaceState({ scroll: scrollY }, '');
    history.pushState({ scroll: scrollY }, '', url);
  }
  shown = location.pathname + location.search;
  document.title = next.title;
  if (root) replaceList(root, next.list);
  if (!isStep) scrollTo(0, history.state?.scroll ?? 0);
  if (status) status.textContent = root?.querySelector('h1')?.textContent ?? '';
}

/** @param {Event} event @param {string} address */
function take(event, address) {
  const url = new URL(address, location.href);
  if (url.origin !== location.origin || url.pathname !== location.pathname || url.hash) return;
  event.preventDefault();
  show(url.href, true);
}

if (root) {
  root.addEventListener('click', (event) => {
    if (!(event instanceof MouseEvent) || event.button !== 0 || event.defaultPrevented) return;
    const isOther = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    if (link instanceof HTMLAnchorElement && !isOther) take(event, link.href);
  });
  root.addEventListener('submit', (event) => {
    const form = event.target;
    const isSearch = form instanceof HTMLFormElement && form.method === 'get';
    if (!isSearch || new URL(form.action).pathname !== location.pathname) return;
    const fields = /** @type {[string, string][]} */ ([...new FormData(form)]);
    const query = new URLSearchParams(fields.filter(([, value]) => value !== ''));
    take(event, `${location.pathname}${query.size > 0 ? `?${query}` : ''}`);
  });
  addEventListener('popstate', () => {
    if (location.pathname + location.search !== shown) show(location.href, false);
  });
}
