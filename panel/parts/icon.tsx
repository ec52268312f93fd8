import type { JSX } from 'preact';

/** Pictures of 16 by 16, drawn in the colour of the text around them. */
const pictures = {
  check: (
    <>
      <path d="M3 8.5l3.2 3.2L13 4.8" />
    </>
  ),
  cross: (
    <>
      <path d="M4 4l8 8M12 4l-8 8" />
    </>
  ),
  dot: (
    <>
      <circle class="solid" cx="8" cy="8" r="1.6" />
    </>
  ),
  question: (
    <>
      <path d="M5.6 6.1a2.4 2.4 0 1 1 3.5 2.1c-.7.4-1.1.8-1.1 1.7" />
      <circle class="solid" cx="8" cy="12.4" r=".95" />
    </>
  ),
  questionBox: (
    <>
      <rect x="1.7" y="1.7" width="12.6" height="12.6" rx="2.5" class="dashed" />
      <path d="M6 6.2a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.3" />
      <circle class="solid" cx="8" cy="11.3" r=".85" />
    </>
  ),
  deny: (
    <>
      <circle cx="8" cy="8" r="5.6" />
      <path d="M4.1 11.9l7.8-7.8" />
    </>
  ),
  plus: (
    <>
      <path d="M8 3v10M3 8h10" />
    </>
  ),
  minus: (
    <>
      <path d="M3 8h10" />
    </>
  ),
  person: (
    <>
      <circle cx="8" cy="5.2" r="2.5" />
      <path d="M3.2 13.4c.4-2.8 2.3-4 4.8-4s4.4 1.2 4.8 4" />
    </>
  ),
  personAdd: (
    <>
      <circle cx="6.4" cy="5.2" r="2.5" />
      <path d="M1.8 13.4c.4-2.8 2.2-4 4.6-4 1.2 0 2.2.3 3 .8M12.4 9.4v4.4M10.2 11.6h4.4" />
    </>
  ),
  warning: (
    <>
      <path d="M8 2.4l6.2 11H1.8z" />
      <path d="M8 6.4v3.4" />
      <circle class="solid" cx="8" cy="11.5" r=".8" />
    </>
  ),
  info: (
    <>
      <circle cx="8" cy="8" r="5.8" />
      <path d="M8 7.4v3.6" />
      <circle class="solid" cx="8" cy="5.1" r=".85" />
    </>
  ),
  shield: (
    <>
      <path d="M8 1.8l5 1.9v3.9c0 3.2-2.1 5.4-5 6.6-2.9-1.2-5-3.4-5-6.6V3.7z" />
      <path d="M8 4.9v3.5" />
      <circle class="solid" cx="8" cy="10.6" r=".85" />
    </>
  ),
  search: (
    <>
      <circle cx="7" cy="7" r="4.2" />
      <path d="M10.2 10.2L14 14" />
    </>
  ),
  chevron: (
    <>
      <path d="M6 3.5L10.5 8 6 12.5" />
    </>
  ),
  down: (
    <>
      <path d="M3.5 6L8 10.5 12.5 6" />
    </>
  ),
  up: (
    <>
      <path d="M3.5 10L8 5.5 12.5 10" />
    </>
  ),
  copy: (
    <>
      <rect x="5.5" y="5.5" width="8" height="8" rx="1" />
      <path d="M3.5 10.5h-.4a.6.6 0 0 1-.6-.6V3.1c0-.3.3-.6.6-.6h6.8c.3 0 .6.3.6.6v.4" />
    </>
  ),
  export: (
    <>
      <path d="M8 10V2.4M5 5.2l3-2.9 3 2.9M3 9.5v3.9h10V9.5" />
    </>
  ),
  pin: (
    <>
      <path d="M6 2.2h4M6.7 2.2v4.3L4.5 9.2h7L9.3 6.5V2.2M8 9.2v4.6" />
    </>
  ),
  more: (
    <>
      <circle class="solid" cx="3.5" cy="8" r="1.1" />
      <circle class="solid" cx="8" cy="8" r="1.1" />
      <circle class="solid" cx="12.5" cy="8" r="1.1" />
    </>
  ),
  filter: (
    <>
      <path d="M2.5 4h11M4.8 8h6.4M6.8 12h2.4" />
    </>
  ),
  reset: (
    <>
      <path d="M3.2 8a4.8 4.8 0 1 0 1.6-3.6M4.6 1.8v2.8h2.8" />
    </>
  ),
  flask: (
    <>
      <path d="M6 2h4M6.7 2v4L3 13.2c-.2.5.1.8.6.8h8.8c.5 0 .8-.3.6-.8L9.3 6V2M4.9 10h6.2" />
    </>
  ),
  arrow: (
    <>
      <path d="M2.5 8h10.6M9.4 4.2L13.2 8l-3.8 3.8" />
    </>
  ),
  wider: (
    <>
      <path d="M6 5L2.5 8 6 11M10 5l3.5 3L10 11M2.8 8h10.4" />
    </>
  ),
  narrow: (
    <>
      <path d="M2.5 5L6 8l-3.5 3M13.5 5L10 8l3.5 3" />
    </>
  ),
  pencil: (
    <>
      <path d="M10.8 2.6l2.6 2.6-7.9 7.9-3.2.6.6-3.2z" />
    </>
  ),
  tilde: (
    <>
      <path d="M3 9.2c1.4-2.6 3.2-2.6 5-1.2s3.6 1.4 5-1.2" />
    </>
  ),
  shieldFilled: (
    <>
      <path class="solid" d="M8 1.4l5.4 2v4.2c0 3.5-2.2 5.8-5.4 7.1-3.2-1.3-5.4-3.6-5.4-7.1V3.4z" />
      <path class="cut" d="M5.4 8l1.9 1.9 3.4-3.7" />
    </>
  ),
};

export type IconName = keyof typeof pictures;

/** A picture beside a text that says the same: screen readers pass over it. */
export function Icon({ name, tone }: { readonly name: IconName; readonly tone?: string }): JSX.Element {
  return (
    <svg class={tone ? `ic ${tone}` : 'ic'} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {pictures[name]}
    </svg>
  );
}
