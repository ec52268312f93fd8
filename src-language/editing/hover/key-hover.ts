import { ruleOf } from '../../analysis/rules/rule-list.js';
import { documentationOfKey } from '../../mapping-set/key-documentation.js';
import { diagnosticCodes } from '../../text/problem.js';
import { codeSpan, paragraphs } from './code-span.js';

/** What the key at the end of a path means; null for keys that are not known there. */
export function describeKey(path: readonly (string | number)[]): string | null {
  const severity = describeSeverityKey(path);
  if (severity) return severity;
  const documentation = documentationOfKey(path);
  if (!documentation) return null;
  const { title, description, values, default: byDefault } = documentation;
  const words = Object.entries(values ?? {}).filter(([, meaning]) => meaning !== '');
  return paragraphs([
    `**${title}**`,
    description,
    words.map(([word, meaning]) => `- \`${word}\`: ${meaning}`).join('\n'),
    byDefault !== undefined && `Default: \`${byDefault}\`.`,
  ]);
}

/** What one of the words means that a key takes; null for any other value. */
export function describeValue(path: readonly (string | number)[], value: string): string | null {
  const documentation = documentationOfKey(path);
  if (!documentation?.values || !Object.hasOwn(documentation.values, value)) return null;
  const meaning = documentation.values[value];
  return paragraphs([`**${documentation.title}**: ${codeSpan(value)}`, meaning || documentation.description]);
}

function describeSeverityKey(path: readonly (string | number)[]): string | null {
  if (path.length !== 3 || path[0] !== 'settings' || path[1] !== 'severity') return null;
  const code = diagnosticCodes.find((known) => known === path[2]);
  const rule = code && ruleOf(code);
  return rule ? paragraphs([`**${codeSpan(rule.code)}**`, rule.summary, `Default: \`${rule.severity}\`.`]) : null;
}
