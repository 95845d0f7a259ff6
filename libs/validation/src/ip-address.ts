/** An IP address or a block of them as numbers; IPv4 leading zeros are taken, as Kubernetes still does on create. */
interface Block {
  readonly bits: 32 | 128;
  readonly value: bigint;
  readonly length: number;
}

export function isIpAddress(text: string): boolean {
  return parseIp(text) !== undefined;
}

/** Undefined where the text is no address with a prefix length, such as `10.0.0.0/8`. */
export function parseCidr(text: string): Block | undefined {
  const match = /^(.+)\/(\d{1,3})$/.exec(text);
  const address = parseIp(match?.[1] ?? '');
  const length = Number(match?.[2]);
  if (address === undefined || length > address.bits) return undefined;
  const shift = BigInt(address.bits - length);
  return { bits: address.bits, value: (address.value >> shift) << shift, length };
}

/** Whether a block lies in another one and is smaller. */
export function isStrictSubset(inner: Block, outer: Block): boolean {
  if (inner.bits !== outer.bits || inner.length <= outer.length) return false;
  const shift = BigInt(outer.bits - outer.length);
  return inner.value >> shift === outer.value >> shift;
}

function parseIp(text: string): { readonly bits: 32 | 128; readonly value: bigint } | undefined {
  if (!text.includes(':')) {
    const value = parseIpv4(text);
    return value === undefined ? undefined : { bits: 32, value };
  }
  const value = parseIpv6(text);
  return value === undefined ? undefined : { bits: 128, value };
}

function parseIpv4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,4}$/.test(part) && Number(part) < 256)) return undefined;
  return parts.reduce((value, part) => value * 256n + BigInt(part), 0n);
}

function parseIpv6(text: string): bigint | undefined {
  const embedded = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const tail = embedded === null ? undefined : parseIpv4(embedded[2] ?? '');
  if (embedded !== null && tail === undefined) return undefined;
  const plain = tail === undefined ? text : `${embedded?.[1]}${(tail >> 16n).toString(16)}:${(tail & 0xffffn).toString(16)}`;
  const halves = plain.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], rest = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - rest.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...rest];
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return groups.reduce((value, group) => value * 65536n + BigInt(`0x${group}`), 0n);
}
