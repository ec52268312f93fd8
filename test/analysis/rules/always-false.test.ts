import { describe, it } from 'vitest';
import { expectInFilter } from './rule-cases.js';

const code = 'always-false';

describe(code, () => {
  it.each(['false', '(false)', '"a" in groups && false', 'false || false', '"a" in groups && (false || "b" in groups && false)'])(
    '%s',
    (filter) => expectInFilter(code, `<|${filter}|>`),
  );
  it.each(['true', '"a" in groups || false', '"a" in groups && "b" in groups', 'false && size(groups) > 1'])('not %s', (filter) =>
    expectInFilter(code, filter),
  );
});
