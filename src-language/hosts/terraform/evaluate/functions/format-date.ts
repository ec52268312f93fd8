import { withTexts, type FunctionDefinition } from './function-definition.js';
import { plainText } from '../value.js';

const months = 'January February March April May June July August September October November December'.split(' ');
const weekdays = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/** A time as it is written: the clock where it was, not that of Greenwich. */
interface Time {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** `+01:00`; `Z` is `+00:00`. */
  readonly zone: string;
}

/** The verbs of Terraform's `formatdate`, by its documentation. */
const verbs: Readonly<Record<string, (time: Time) => string>> = {
  YYYY: ({ year }) => String(year).padStart(4, '0'),
  YY: ({ year }) => two(year % 100),
  MMMM: ({ month }) => months[month - 1] ?? '',
  MMM: ({ month }) => (months[month - 1] ?? '').slice(0, 3),
  MM: ({ month }) => two(month),
  M: ({ month }) => String(month),
  DD: ({ day }) => two(day),
  D: ({ day }) => String(day),
  EEEE: weekday,
  EEE: (time) => weekday(time).slice(0, 3),
  hh: ({ hour }) => two(hour),
  h: ({ hour }) => String(hour),
  HH: ({ hour }) => two(hour % 12 || 12),
  H: ({ hour }) => String(hour % 12 || 12),
  AA: ({ hour }) => (hour < 12 ? 'AM' : 'PM'),
  aa: ({ hour }) => (hour < 12 ? 'am' : 'pm'),
  mm: ({ minute }) => two(minute),
  m: ({ minute }) => String(minute),
  ss: ({ second }) => two(second),
  s: ({ second }) => String(second),
  ZZZZZ: ({ zone }) => zone,
  ZZZZ: ({ zone }) => zone.replace(':', ''),
  ZZZ: ({ zone }) => (zone === '+00:00' ? 'UTC' : zone.replace(':', '')),
  Z: ({ zone }) => (zone === '+00:00' ? 'Z' : zone),
};

/** `formatdate(SPEC, TIMESTAMP)`. */
export const formatDate: FunctionDefinition = {
  least: 2,
  call: (args, call) =>
    withTexts(args, call, (spec = '', timestamp = '') => {
      const time = readTime(timestamp);
      if (!time) return call.mistake('formatdate takes a timestamp such as 2026-01-31T12:00:00Z');
      let written = '';
      for (const [part, quoted] of spec.matchAll(/'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z]/gs)) {
        const verb = /^[A-Za-z]/.test(part) ? verbs[part] : null;
        if (part === "'") return call.mistake('formatdate is given a quote that is not closed');
        if (verb === undefined) return call.mistake(`formatdate knows no ${part}`);
        written += verb ? verb(time) : quoted === undefined ? part : quoted.replaceAll("''", "'");
      }
      return plainText(written);
    }),
};

/** RFC 3339; null for anything else, and for a day or an hour that there is not. */
function readTime(timestamp: string): Time | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|([+-])(\d\d):(\d\d))$/.exec(timestamp);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const [, , , , , , , sign = '+', zoneHour = '00', zoneMinute = '00'] = match;
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const lastDay = month === 2 ? (isLeapYear ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  const isReal = month >= 1 && month <= 12 && day >= 1 && day <= lastDay && hour < 24 && minute < 60 && second < 60;
  if (!isReal || Number(zoneHour) > 23 || Number(zoneMinute) > 59) return null;
  const zone = `${zoneHour}:${zoneMinute}`;
  return { year, month, day, hour, minute, second, zone: zone === '00:00' ? '+00:00' : sign + zone };
}

/** By Sakamoto's method: the days by which a month begins later in the week than its year, which for it begins in March. */
function weekday({ year, month, day }: Time): string {
  const later = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4][month - 1] ?? 0;
  const from = month < 3 ? year + 399 : year + 400;
  return weekdays[(from + Math.floor(from / 4) - Math.floor(from / 100) + Math.floor(from / 400) + later + day) % 7] ?? '';
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
