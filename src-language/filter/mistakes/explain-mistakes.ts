import type { Problem } from '../../text/problem.js';
import type { FilterServices } from '../filter-services.js';
import type { FilterReading } from '../read-filter.js';

/** What is wrong with the syntax of a filter, in its author's words and with repairs; empty when the text is CEL. */
export function explainMistakes(reading: FilterReading, _services: FilterServices): readonly Problem[] {
  const { text, exceeded, faults, expression } = reading;
  if (exceeded)
    return [
      {
        code: 'syntax',
        message: 'The filter nests too deeply to be read.',
        range: { start: exceeded.start, end: exceeded.end },
        fixes: [],
      },
    ];
  const [first] = faults;
  if (first) return [{ code: 'syntax', message: 'This is not valid CEL.', range: { start: first.start, end: first.end }, fixes: [] }];
  if (!expression)
    return [
      {
        code: 'filter-empty',
        message: 'The filter is empty. Write a condition such as "GROUP" in groups.',
        range: { start: 0, end: text.length },
        fixes: [
          {
            title: 'Insert "GROUP" in groups',
            edits: [{ range: { start: 0, end: text.length }, newText: '"GROUP" in groups' }],
            isPreferred: true,
          },
        ],
      },
    ];
  return [];
}
