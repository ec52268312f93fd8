import { describe, it } from 'vitest';
import { expectInFilter } from './rule-cases.js';

const code = 'always-true';

describe(code, () => {
  it.each([
    '"a" in groups || true',
    'true || "a" in groups',
    'true && true',
    '(true || false)',
    '"a" in groups && "b" in groups || (true || "c" in groups)',
  ])('%s', (filter) => expectInFilter(code, `<|${filter}|>`));
  it.each([
    ['the literal, which is documented', 'true'],
    ['the literal in parentheses', '(true)'],
    ['a filter that asks for a group', '"a" in groups && true'],
    ['one that never matches', 'false'],
    ['what is not made of memberships', 'true || size(groups) > 1'],
    ['what does not parse', '"a" in groups || true and'],
  ])('not %s', (_what, filter) => expectInFilter(code, filter));
});
