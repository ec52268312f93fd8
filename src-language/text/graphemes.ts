let segmenter: Intl.Segmenter | undefined;

/** The characters of a text as people count them; an emoji with its skin tone is one. */
export function segmentGraphemes(text: string): Intl.Segments {
  // Made when it is first needed: it loads tables for tens of milliseconds, and most texts are ASCII.
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter.segment(text);
}
