/** What the controls of a page hold, as a browser would send them if nothing were touched. */

/** All names with their values, in the order of the page; templates are not part of it. */
export function controlsOf(html: string): Map<string, string[]> {
  const held = new Map<string, string[]>();
  const page = html.replace(/<template[\s\S]*?<\/template>/g, '');
  const controls =
    /<input\b([^>]*)>|<textarea\b([^>]*)>\n?([\s\S]*?)<\/textarea>|<select\b([^>]*)>([\s\S]*?)<\/select>/g;
  for (const [, input, area, text = '', select, options = ''] of page.matchAll(controls)) {
    const attributes = input ?? area ?? select ?? '';
    const name = attribute(attributes, 'name');
    if (name === null) continue;
    if (/type="(?:checkbox|radio)"/.test(attributes) && !/ checked\b/.test(attributes)) continue;
    const value =
      area !== undefined
        ? decode(text)
        : select !== undefined
          ? chosenIn(options)
          : (attribute(attributes, 'value') ?? 'on');
    held.set(name, [...(held.get(name) ?? []), value]);
  }
  return held;
}

function chosenIn(options: string): string {
  const all = [...options.matchAll(/<option value="([^"]*)"( selected)?/g)];
  return decode((all.find(([, , selected]) => selected) ?? all[0])?.[1] ?? '');
}

function attribute(attributes: string, name: string): string | null {
  const found = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes);
  return found ? decode(found[1] ?? '') : null;
}

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"' },
  ...{ '#x27': "'", '#x60': '`', '#x3D': '=' },
};

function decode(text: string): string {
  return text.replace(/&(#?\w+);/g, (whole, name) => ENTITIES[name] ?? whole);
}
