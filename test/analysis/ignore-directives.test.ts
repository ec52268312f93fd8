import { describe, expect, it } from 'vitest';
import { findingsOf, fixedFiles, unmark } from './rules/rule-cases.js';

const granting = 'role_bindings: [{ role_name: MetricsViewer, crn_pattern: "crn://confluent.cloud/organization=o" }]';
const mapping = (comment: string, filter = '"a " in groups') =>
  `group_mappings:\n${comment}  - display_name: A\n    filter: '${filter}'\n    ${granting}\n`;

/** The codes that remain, those of ignore comments with the text they mark. */
function remaining(marked: string): string[] {
  const { text } = unmark(marked);
  return findingsOf(text).map(({ code, range }) => (code === 'ignore-unused' ? `${code} ${text.slice(range.start, range.end)}` : code));
}

describe('an ignore comment', () => {
  it('silences its code in the next item', () => expect(remaining(mapping('  # groupmap-ignore group-blank-edges\n'))).toEqual([]));
  it('silences several codes', () =>
    expect(
      remaining(mapping('  # groupmap-ignore group-blank-edges, mixed-and-or\n', '"a " in groups && "b" in groups || "c" in groups')),
    ).toEqual([]));
  it('leaves other codes alone', () =>
    expect(remaining(mapping('  # groupmap-ignore group-blank-edges\n', '"a " in groups && "b" in groups || "c" in groups'))).toEqual([
      'mixed-and-or',
    ]));
  it('reaches one key only where it stands above one', () => {
    const text = `group_mappings:\n  - display_name: A\n    # groupmap-ignore group-blank-edges\n    filter: '"a " in groups'\n    ${granting}\n`;
    expect(remaining(text)).toEqual([]);
  });
  it('does not reach the item after the next', () => {
    const two = `group_mappings:\n  # groupmap-ignore group-blank-edges\n  - { display_name: A, group: "a ", ${granting} }\n  - { display_name: B, group: "b ", ${granting.replace('MetricsViewer', 'BillingAdmin')} }\n`;
    expect(remaining(two)).toEqual(['group-blank-edges']);
  });
  it('silences what shows only in the whole set', () =>
    expect(remaining('sso:\n  application:\n    # groupmap-ignore jit-open-door\n    assignment_required: false\n')).toEqual([]));
});

describe('ignore-unused', () => {
  it('is a hint at the code that silences nothing', () => {
    const text = mapping('  # groupmap-ignore group-blank-edges, group-case\n');
    expect(remaining(text)).toEqual(['ignore-unused group-case']);
    expect(findingsOf(text)[0]?.severity).toBe('hint');
    expect(fixedFiles('ignore-unused', text)).toEqual([mapping('  # groupmap-ignore group-blank-edges\n')]);
  });
  it('takes the first of several codes out with its comma', () =>
    expect(fixedFiles('ignore-unused', mapping('  # groupmap-ignore group-case, group-blank-edges\n'))).toEqual([
      mapping('  # groupmap-ignore group-blank-edges\n'),
    ]));
  it('takes the whole line away with the only code', () =>
    expect(fixedFiles('ignore-unused', mapping('  # groupmap-ignore group-case\n', '"a" in groups'))).toEqual([
      mapping('', '"a" in groups'),
    ]));
  it('keeps what stands before the comment on its line', () => {
    const text = `group_mappings: # groupmap-ignore group-case\n  - { display_name: A, group: a, ${granting} }\n`;
    expect(fixedFiles('ignore-unused', text)).toEqual([text.replace(' # groupmap-ignore group-case', '')]);
  });
  it('knows a code that does not exist, and the one that was meant', () => {
    const text = mapping('  # groupmap-ignore group-blank-edge\n');
    expect(remaining(text)).toEqual(['ignore-unused group-blank-edge', 'group-blank-edges']);
    expect(findingsOf(text)[0]?.message).toContain('Did you mean group-blank-edges?');
    expect(fixedFiles('ignore-unused', text)).toEqual([mapping('  # groupmap-ignore group-blank-edges\n'), mapping('')]);
  });
  it('takes words after the codes as the reason, and a code after a comma as one', () => {
    expect(remaining(mapping('  # groupmap-ignore group-blank-edges because they come in May\n'))).toEqual([]);
    expect(remaining(mapping('  # groupmap-ignore group-blank-edges: see the ticket, well-known\n'))).toEqual([]);
    expect(remaining(mapping('  # groupmap-ignore group-blank-edges, nonsense why\n'))).toEqual(['ignore-unused nonsense']);
    expect(remaining(mapping('  # groupmap-ignore group-blank-edges group-cas\n'))).toEqual(['ignore-unused group-cas']);
  });
  it('is said of a code named twice', () =>
    expect(remaining(mapping('  # groupmap-ignore group-blank-edges, group-blank-edges\n'))).toEqual(['ignore-unused group-blank-edges']));
  it('is said of a comment without codes', () => {
    const text = mapping('  # groupmap-ignore\n', '"a" in groups');
    expect(remaining(text)).toEqual(['ignore-unused # groupmap-ignore']);
    expect(fixedFiles('ignore-unused', text)).toEqual([mapping('', '"a" in groups')]);
  });
  it('is said where the settings silence the code already', () =>
    expect(remaining(`settings: { severity: { group-blank-edges: off } }\n${mapping('  # groupmap-ignore group-blank-edges\n')}`)).toEqual([
      'ignore-unused group-blank-edges',
    ]));
  it('can be silenced itself, by a comment further out, but not by its own', () => {
    const inner = `  - display_name: A\n    # groupmap-ignore group-case\n    filter: '"a" in groups'\n    ${granting}\n`;
    expect(remaining(`group_mappings:\n  # groupmap-ignore ignore-unused\n${inner}`)).toEqual([]);
    expect(remaining(mapping('  # groupmap-ignore ignore-unused, group-case\n', '"a" in groups'))).toEqual([
      'ignore-unused ignore-unused',
      'ignore-unused group-case',
    ]);
  });
  it('can be switched off', () =>
    expect(
      remaining(`settings: { severity: { ignore-unused: off } }\n${mapping('  # groupmap-ignore group-case\n', '"a" in groups')}`),
    ).toEqual([]));
});
