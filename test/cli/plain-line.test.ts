import fc from 'fast-check';
import { isUtf8 } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { PlainLineReader } from '../../cli/users/plain-line.js';
import { readPerson } from '../../cli/users/read-person.js';

/** What the plain reader must agree with whenever it answers. */
function viaJson(bytes: Buffer): unknown {
  try {
    return readPerson(JSON.parse(bytes.toString('utf8')));
  } catch {
    return { mistake: 'not JSON' };
  }
}

const read = (text: string, reader = new PlainLineReader()) => reader.read(Buffer.from(text), 0, Buffer.byteLength(text));

describe('plain lines of a users file', () => {
  it.each([
    '{"name":"ana","account":"existing","groups":["a","b","a"]}',
    '{"groups": [ "a" , "b" ], "name": "ana"} \r',
    ' { "name" : "Jörg 😀" , "member_of" : [ ] }',
    '{"name":""}',
    `{"name":"x","groups":["${'long'.repeat(200)}","",""]}`,
  ])('%s is read without JSON.parse, to the same person', (line) => {
    expect(read(line)).not.toBeNull();
    expect(read(line)).toEqual(viaJson(Buffer.from(line)));
  });

  it.each([
    '{"name":"a\\u0062"}',
    '{"name":"a","groups":["a\\"b"]}',
    '{"name":"a\tb"}',
    '{"name":"a","groups":["a\tb"]}',
    '{"name":"a","name":"b"}',
    '{"name":"a","groups":[],"member_of":[]}',
    '{"name":"a","groups":[],"groups":[]}',
    '{"name":"a","account":"old"}',
    '{"name":"a","attributes":{}}',
    '{"groups":[]}',
    '{"name":"a",}',
    '{"name":"a","groups":["a",]}',
    '{"name":"a","groups":["a" "b"]}',
    '{"name":"a"}}',
    '{"name":"a"} x',
    '{"name":"a"',
    '{"name":"a',
    '{"name":"a","groups":["a"',
    '{"name":"a","groups":["a',
    '{"name":1}',
    '[]',
    '',
  ])('%s is left to JSON.parse', (line) => {
    expect(read(line)).toBeNull();
  });

  it('does not read past the end of its line', () => {
    const bytes = Buffer.from('{"name":"a"\n,"groups":["b"]}\n');
    const reader = new PlainLineReader();
    expect(reader.read(bytes, 0, bytes.indexOf(10))).toBeNull();
    const list = Buffer.from('{"name":"a","groups":["b"\n]}\n');
    expect(reader.read(list, 0, list.indexOf(10))).toBeNull();
    const text = Buffer.from('{"name":"a\n"}\n');
    expect(reader.read(text, 0, text.indexOf(10))).toBeNull();
  });

  it('never differs from JSON.parse, whatever the line is', () => {
    const reader = new PlainLineReader();
    const plain = fc.string({ unit: fc.constantFrom(...'abc 1-é日😀{}[],:'), maxLength: 8 });
    const text = fc.oneof({ weight: 6, arbitrary: plain }, fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('x'.repeat(300)));
    const line = fc
      .record({
        name: text,
        account: fc.constantFrom('new', 'existing', 'existing', undefined, 'old'),
        groups: fc.option(fc.array(text, { maxLength: 4 }), { nil: undefined }),
        member_of: fc.constantFrom(undefined, undefined, ['x']),
        other: fc.constantFrom(undefined, undefined, undefined, 1),
      })
      .chain((user) => fc.shuffledSubarray(Object.entries(user), { minLength: Object.keys(user).length }))
      .map((entries) => JSON.stringify(Object.fromEntries(entries)));
    const change = fc.record({
      at: fc.nat(),
      kind: fc.constantFrom('replace', 'insert', 'delete'),
      by: fc.constantFrom(...' \n\r\t"\\[]{},:a0é\u0000'),
    });
    let answered = 0;
    fc.assert(
      fc.property(line, fc.oneof(fc.constant([]), fc.array(change, { maxLength: 2 })), (whole, changes) => {
        let changed = whole;
        for (const { at, kind, by } of changes) {
          const place = at % (changed.length + 1);
          changed = changed.slice(0, place) + (kind === 'delete' ? '' : by) + changed.slice(kind === 'insert' ? place : place + 1);
        }
        const bytes = Buffer.from(changed.replaceAll('\n', ''));
        if (!isUtf8(bytes)) return;
        const person = reader.read(bytes, 0, bytes.length);
        if (person === null) return;
        answered++;
        expect(person).toEqual(viaJson(bytes));
      }),
      { numRuns: 5000 },
    );
    expect(answered).toBeGreaterThan(200);
  });

  it('remembers more names than it has room for, and mixes none of them up', () => {
    const reader = new PlainLineReader();
    for (let round = 0; round < 40_000; round++) {
      const groups = [`group-${round}`, `group-${round % 7}`, `${round}`.repeat(20), String.fromCharCode(97 + (round % 26))];
      const bytes = Buffer.from(JSON.stringify({ name: 'x', groups }));
      const person = reader.read(bytes, 0, bytes.length);
      if (person?.claim?.from !== 'groups' || person.claim.values.some((value, index) => value !== groups[index]))
        expect(person).toEqual(groups);
    }
  });
});
