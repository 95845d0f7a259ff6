import { parseQuantity } from './quantity';

/** What is wrong with a string that has a format, or undefined. Formats that nobody enforces are not listed. */
export type FormatCheck = (value: string) => string | undefined;

const rfc3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)([.,]\d+)?(Z|[+-]\d\d:\d\d)$/;
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const checks: Readonly<Record<string, FormatCheck>> = {
  quantity: (value) =>
    parseQuantity(value) === undefined ? 'is not a quantity: a number with a unit such as m, k, M, G, Ki, Mi or Gi' : undefined,
  'date-time': (value) => (isTime(value) ? undefined : 'is not a time such as 2024-01-31T12:00:00Z'),
  // meta/v1 MicroTime parses with a layout of exactly six digits.
  'micro-time': (value) =>
    isTime(value) && rfc3339.exec(value)?.[7]?.length === 7 ? undefined : 'is not a time such as 2024-01-31T12:00:00.000000Z',
  // Go's base64 decoder skips line breaks.
  byte: (value) => (base64.test(value.replace(/[\r\n]/g, '')) ? undefined : 'is not base64'),
};

export function formatProblem(format: string | undefined, value: string): string | undefined {
  return format === undefined ? undefined : checks[format]?.(value);
}

function isTime(value: string): boolean {
  const match = rfc3339.exec(value);
  if (match === null) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const days = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  return month >= 1 && month <= 12 && day >= 1 && day <= days && hour < 24 && minute < 60 && second < 60;
}

/** The whole numbers that Go's type of a format holds; JSON numbers past 2^53 are as exact as JavaScript has them. */
export function integerRange(format: string | undefined): readonly [number, number] | undefined {
  if (format === 'int32') return [-(2 ** 31), 2 ** 31 - 1];
  if (format === 'int64') return [-(2 ** 63), 2 ** 63];
  return undefined;
}
