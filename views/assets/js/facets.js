/** In a wide page the facets stand open, also in browsers whose styles cannot open a disclosure. */
const facets = document.querySelector('details[data-facets]');
if (facets instanceof HTMLDetailsElement && !CSS.supports('selector(::details-content)')) {
  const wide = matchMedia('(width >= 960px)');
  const openWide = () => {
    facets.open = wide.matches;
  };
  wide.addEventListener('change', openWide);
  openWide();
}
