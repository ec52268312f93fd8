import { Environment } from '@marcbachmann/cel-js';
import { CelScalar, celEnv, listType, parse as parseBufbuild, plan } from '@bufbuild/cel';
import * as celJs from 'cel-js';

/** A CEL library for JavaScript, as a filter author would use it: parse once, evaluate often. */
export interface Peer {
  readonly name: string;
  parse(filter: string): unknown;
  /** Parses and type checks; null where the library has no checker of its own. */
  check: ((filter: string) => unknown) | null;
  compile(filter: string): (groups: readonly string[]) => boolean;
}

const environment = new Environment().registerVariable('groups', 'list<string>');
const bufbuild = celEnv({ variables: { groups: listType(CelScalar.STRING) } });

export const peers: readonly Peer[] = [
  {
    name: '@marcbachmann/cel-js',
    parse: (filter) => environment.parse(filter),
    check: (filter) => environment.check(filter),
    compile(filter) {
      const evaluate = environment.parse(filter);
      return (groups) => evaluate({ groups }) === true;
    },
  },
  {
    name: '@bufbuild/cel',
    parse: (filter) => parseBufbuild(filter),
    check: null,
    compile(filter) {
      const evaluate = plan(bufbuild, parseBufbuild(filter));
      return (groups) => evaluate({ groups: groups as string[] }) === true;
    },
  },
  {
    name: 'cel-js',
    parse: (filter) => celJs.parse(filter),
    check: null,
    compile(filter) {
      const parsed = celJs.parse(filter);
      if (!parsed.isSuccess) throw new Error(`cel-js does not parse ${filter}`);
      return (groups) => celJs.evaluate(parsed.cst, { groups }) === true;
    },
  },
];
