import { segmentGraphemes } from '../../../../text/graphemes.js';

/** The characters of a text as people count them and Terraform does: an emoji with its skin tone is one. */
export function graphemes(text: string): string[] {
  if (/^[\x00-\x7f]*$/.test(text)) return text.includes('\r\n') ? text.split(/(\r\n|[^])/).filter(Boolean) : text.split('');
  return Array.from(segmentGraphemes(text), ({ segment }) => segment);
}
