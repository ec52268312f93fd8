import { RecentTexts } from '../../text/recent-texts.js';
import { checkCrnForm, type CrnFault } from './check-crn-form.js';
import { parseCrn, type Crn } from './parse-crn.js';

/** What there is to say of a text as a CRN. */
export interface CrnReading {
  /** Null for a text that Confluent's API refuses. */
  readonly crn: Crn | null;
  readonly faults: readonly CrnFault[];
}

export function readCrn(text: string): CrnReading {
  const crn = parseCrn(text);
  return { crn, faults: crn ? checkCrnForm(crn) : [] };
}

/** CRNs that are kept; longer ones than this are read anew. */
const keptCrns = 8000;
const keptLength = 1000;

/** The same, remembering what was read lately. */
export function createCrnReader(): (text: string) => CrnReading {
  const known = new RecentTexts<CrnReading>(keptCrns);
  return (text) => {
    let reading = known.get(text);
    if (!reading) {
      reading = readCrn(text);
      if (text.length <= keptLength) known.set(text, reading);
    }
    return reading;
  };
}
