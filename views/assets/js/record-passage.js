/**
 * Words selected in a story can be recorded as a claim: a link appears below them, and Enter
 * follows it. Offsets are those of the stored text, in UTF-16 units, from the `data-start` of the
 * pieces; whatever else stands between them (numbers, hidden words) does not count.
 */
const story = document.querySelector('[data-story][data-record]');
const link = document.createElement('a');
link.className = 'button primary record-words';
link.textContent = 'Record claim';
link.lang = 'en';

/**
 * How many units of the story's text stand before a place.
 * @param {Element} root
 * @param {Node} node
 * @param {number} offset
 */
function offsetOf(root, node, offset) {
  const before = document.createRange();
  before.setStart(root, 0);
  before.setEnd(node, offset);
  let reached = 0;
  for (const piece of root.querySelectorAll('[data-start]')) {
    const text = piece.firstChild;
    if (!text || !before.intersectsNode(piece)) continue;
    const start = Number(piece.getAttribute('data-start'));
    const length = text.textContent?.length ?? 0;
    const isInside = piece.contains(node);
    if (isInside && node === text) reached = start + offset;
    else if (isInside) reached = start + (offset > 0 ? length : 0);
    else reached = start + length;
  }
  return reached;
}

/** @param {Element} root */
function textOf(root) {
  return [...root.querySelectorAll('[data-start]')].map((piece) => piece.textContent).join('');
}

/** @returns {{ range: Range, start: number, end: number } | null} */
function chosenPassage() {
  const selection = document.getSelection();
  if (!story || !selection || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0).cloneRange();
  if (!story.contains(range.startContainer)) return null;
  // Three clicks on the last paragraph reach into what comes after the story.
  if (!story.contains(range.endContainer)) range.setEnd(story, story.childNodes.length);
  let start = offsetOf(story, range.startContainer, range.startOffset);
  let end = offsetOf(story, range.endContainer, range.endOffset);
  const words = textOf(story);
  while (start < end && /\s/.test(words[start] ?? '')) start += 1;
  while (start < end && /\s/.test(words[end - 1] ?? '')) end -= 1;
  return start < end ? { range, start, end } : null;
}

function offer() {
  const passage = chosenPassage();
  if (!passage || !(story instanceof HTMLElement)) {
    if (document.activeElement !== link) link.remove();
    return;
  }
  const { range, start, end } = passage;
  link.href = `/claims/new?article=${story.dataset.story}&start=${start}&end=${end}`;
  const node = range.endContainer;
  const element = node instanceof Element ? node : node.parentElement;
  (element?.closest('.story-paragraph') ?? story).append(link);
  const place = [...range.getClientRects()].at(-1) ?? story.getBoundingClientRect();
  const box = (link.offsetParent ?? story).getBoundingClientRect();
  const most = Math.max(0, box.width - link.offsetWidth);
  link.style.top = `${place.bottom - box.top + 6}px`;
  link.style.left = `${Math.min(most, Math.max(0, place.right - box.left - link.offsetWidth / 2))}px`;
}

if (story) {
  document.addEventListener('selectionchange', offer);
  document.addEventListener('keydown', (event) => {
    const isElsewhere = event.target instanceof Element && event.target.closest('a, button, input');
    if (event.key !== 'Enter' || isElsewhere || !chosenPassage()) return;
    // The words may have been chosen a moment ago.
    offer();
    location.assign(link.href);
  });
}
