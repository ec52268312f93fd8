import type { Severity } from '../../text/problem.js';
import type { OffsetRange } from '../../text/range.js';

/** What an identity provider says of one person at one sign-in: a SAML assertion or an ID token, read and not judged. */
export interface SignIn {
  /** Null when nothing could be read; then a problem of severity `error` says why. */
  readonly kind: 'saml-response' | 'saml-assertion' | 'id-token' | null;
  /** What was recognised, as a noun phrase: `SAML response in base64, URL-encoded, from the form field SAMLResponse`. */
  readonly form: string;
  /** What the identity provider calls the person, or null when it does not say. */
  readonly name: string | null;
  /** The element or claim that the name was taken from (`NameID`, `email`, …). */
  readonly nameFrom: string | null;
  /** Who issued it, or null: `https://sts.windows.net/…/` is Entra. */
  readonly issuer: string | null;
  /** Every attribute or claim in the order it came, with its values exactly as they are: `00123`, ` padded `. A claim that is no text is its JSON source. */
  readonly attributes: ReadonlyMap<string, readonly string[]>;
  /** The XML or JSON that was found inside what was pasted; null when that far it could not be decoded. */
  readonly decoded: string | null;
  readonly problems: readonly SignInProblem[];
}

/** An error, when nothing could be read, or a remark about what was. */
export interface SignInProblem {
  readonly severity: Extract<Severity, 'error' | 'warning' | 'information'>;
  /** Whole sentences: what is wrong and what to do. */
  readonly message: string;
  /** UTF-16 offsets in the text that was given, or in `decoded`; null where no place can be named. */
  readonly place: { readonly in: 'given' | 'decoded'; readonly range: OffsetRange } | null;
}

/** The part of a sign-in that its assertion or token tells. */
export type SignInContent = Omit<SignIn, 'form' | 'decoded'> & { readonly what: string };

/** Nothing could be read, for one reason. */
export function unreadable(
  what: string,
  message: string,
  range: OffsetRange | null,
  place: 'given' | 'decoded' = 'decoded',
): SignInContent {
  return {
    what,
    kind: null,
    name: null,
    nameFrom: null,
    issuer: null,
    attributes: new Map(),
    problems: [{ severity: 'error', message, place: range && { in: place, range } }],
  };
}
