import { celEnv, isCelError, parse, plan } from '@bufbuild/cel';
import { CelScalar, listType } from '@bufbuild/cel';
import { Environment } from '@marcbachmann/cel-js';

const marcbachmann = new Environment().registerVariable('groups', 'list<string>');
const bufbuild = celEnv({ variables: { groups: listType(CelScalar.STRING) } });

/** What an independent CEL implementation has against a filter over `groups: list(string)`; null when it accepts it as a condition. */
export type Verdict = string | null;

/** @marcbachmann/cel-js: parses and checks types. */
export function askMarcbachmann(filter: string): Verdict {
  const checked = marcbachmann.check(filter);
  if (!checked.valid) return checked.error?.message ?? 'rejected';
  return checked.type === 'bool' || checked.type === 'dyn' ? null : `has type ${checked.type}`;
}

/** @bufbuild/cel: parses and plans, and evaluates to a bool for some users. It wants a line break behind the last comment. */
export function askBufbuild(filter: string): Verdict {
  try {
    const evaluate = plan(bufbuild, parse(`${filter}\n`));
    for (const groups of [[], ['a'], ['a', 'b', 'GROUP']]) {
      const value = evaluate({ groups });
      if (isCelError(value)) return value.message;
      if (typeof value !== 'boolean') return `yields ${typeof value}`;
    }
    return null;
  } catch (error) {
    return String(error);
  }
}
