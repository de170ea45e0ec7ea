/** On a narrow screen a drawing scrolls out of sight: its text twin is open from the start. */
if (matchMedia('(width < 640px)').matches) {
  for (const twin of document.querySelectorAll('details[data-open-narrow]')) {
    if (twin instanceof HTMLDetailsElement) twin.open = true;
  }
}
