import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMatrixQuery } from '../../src-language/evaluator/matrix-query.js';

const termsOf = (query: string) => readMatrixQuery(query).terms;
const messagesOf = (query: string) => readMatrixQuery(query).problems.map((problem) => problem.message);

test('reads words, keys, quotes and opposites', () => {
  expect(termsOf('ana group:cc-oncall -mapping:"Production on call"  ROLE:admin is:refused')).toEqual([
    { kind: 'text', text: 'ana', isNegated: false },
    { kind: 'group', text: 'cc-oncall', isNegated: false },
    { kind: 'mapping', text: 'Production on call', isNegated: true },
    { kind: 'role', text: 'admin', isNegated: false },
    { kind: 'is', state: 'refused', isNegated: false },
  ]);
  expect(termsOf('"on call" -ben')).toEqual([
    { kind: 'text', text: 'on call', isNegated: false },
    { kind: 'text', text: 'ben', isNegated: true },
  ]);
});

test.each([
  ['is:admin', 'administrator'],
  ['is:uncertain', 'unknown'],
  ['is:denied', 'refused'],
  ['is:no-access', 'no-role'],
  ['is:new', 'created'],
])('%s is another word for is:%s', (query, state) => {
  expect(readMatrixQuery(query)).toEqual({ terms: [{ kind: 'is', state, isNegated: false }], problems: [] });
});

test.each(['', '   ', 'is:', 'mapping:', '-group:', 'user: '])('leaves out what is not written yet: %j', (query) => {
  expect(readMatrixQuery(query)).toEqual({ terms: [], problems: [] });
});

test('a group with blank edges can be searched for', () => {
  expect(termsOf('group:" padded "')).toEqual([{ kind: 'group', text: ' padded ', isNegated: false }]);
  expect(termsOf('group:"never closed ')).toEqual([{ kind: 'group', text: 'never closed ', isNegated: false }]);
});

test('a key that does not exist is searched for as text, and the one that was meant is proposed', () => {
  expect(readMatrixQuery('ana -mappng:"on call" x')).toEqual({
    terms: [
      { kind: 'text', text: 'ana', isNegated: false },
      { kind: 'text', text: 'mappng:"on call"', isNegated: true },
      { kind: 'text', text: 'x', isNegated: false },
    ],
    problems: [
      {
        range: { start: 4, end: 21 },
        message: 'mappng: is not a key, so all of "mappng:"on call"" is searched for. Did you mean mapping:?',
        repaired: 'ana -mapping:"on call" x',
      },
    ],
  });
  expect(messagesOf('account:new')).toEqual([
    'account: is not a key, so all of "account:new" is searched for. The keys are user:, group:, mapping:, role:, is:.',
  ]);
  expect(readMatrixQuery('account:new').problems[0]?.repaired).toBeUndefined();
});

test.each(['crn://confluent.cloud/organization=o', 'https://acme.example/groups', 'a:b:c:', '-', '- ana', ':', '10:30'])(
  'text that only looks like a key is text: %s',
  (query) => {
    const { terms } = readMatrixQuery(query);
    expect(terms.every((term) => term.kind === 'text')).toBe(true);
    expect(terms.map((term) => ('text' in term ? term.text : '')).join(' ')).toBe(query);
  },
);

test.each([
  ['is:refsued', 'There is no is:refsued. Did you mean is:refused?', 'is:refused'],
  ['-is:adm', 'There is no is:adm. Did you mean is:administrator?', '-is:administrator'],
  ['is:zzzzzzzzz', /^There is no is:zzzzzzzzz\. There are is:administrator, is:unknown, is:refused, is:no-role, /, undefined],
])('%s is left out and said', (query, message, repaired) => {
  const { terms, problems } = readMatrixQuery(query);
  expect(terms).toEqual([]);
  expect(problems).toHaveLength(1);
  expect(problems[0]?.message).toMatch(message);
  expect(problems[0]?.repaired).toBe(repaired);
});

test('any text is read, and a repair adds no problem', () => {
  const piece = fc.oneof(
    fc.constantFrom('is:', 'user:', 'grup:', 'mapings:', 'is:refusd', '-', '"', ' ', ':', 'crn://', 'ana', 'ünï', '\u202e', '😀'),
    fc.string({ maxLength: 4, unit: 'grapheme' }),
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
      (query) => {
        const { problems } = readMatrixQuery(query);
        for (const { range, repaired } of problems) {
          expect(range.start).toBeLessThan(range.end);
          expect(range.end).toBeLessThanOrEqual(query.length);
          if (repaired === undefined) continue;
          expect(repaired).not.toBe(query);
          expect(readMatrixQuery(repaired).problems.length).toBeLessThanOrEqual(problems.length);
        }
      },
    ),
  );
});

test('what is quoted comes back exactly', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('user', 'group', 'mapping', 'role'),
      fc.string({ unit: 'grapheme' }),
      fc.boolean(),
      (kind, text, isNegated) => {
        const clean = text.replaceAll('"', '');
        expect(readMatrixQuery(`${isNegated ? '-' : ''}${kind}:"${clean}"`)).toEqual({
          terms: [{ kind, text: clean, isNegated }],
          problems: [],
        });
      },
    ),
  );
});
