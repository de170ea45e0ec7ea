/** What counts as one address where guesses are counted. */
import { isIPv4, isIPv6 } from 'node:net';

/**
 * An IPv4 address is itself; of an IPv6 address the first 64 bits, because whoever has one address
 * of such a network has all of them.
 */
export function networkOf(address: string): string {
  const [bare = ''] = address.split('%');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  if (mapped && isIPv4(mapped)) return mapped;
  if (isIPv4(bare)) return bare;
  if (!isIPv6(bare)) return 'unknown';
  return `${groupsOf(bare).slice(0, 4).join(':')}::/64`;
}

function groupsOf(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const start = split(head);
  if (tail === undefined) return start;
  const end = split(tail);
  return [...start, ...Array(Math.max(0, 8 - start.length - end.length)).fill('0'), ...end];
}

function split(part: string): string[] {
  if (part === '') return [];
  return part.split(':').map((group) => (Number.parseInt(group, 16) || 0).toString(16));
}
