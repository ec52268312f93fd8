import type { CancellationToken } from 'vscode-languageserver';
import { expectationTests as testsOf, runExpectationTests } from '../../src-language/editing/expectation-tests.js';
import { operandCoverage } from '../../src-language/editing/operand-coverage.js';
import { proposeCurrentExpectation } from '../../src-language/editing/save/expect-now.js';
import { shownProposal } from '../../src-language/evaluator/shown-edits.js';
import {
  expectationTestsRequest,
  expectNowRequest,
  operandCoverageRequest,
  runExpectationTestsRequest,
  type ExpectationTestsResult,
  type ExpectNowParams,
  type ExpectNowResult,
  type OperandCoverageResult,
  type RunExpectationTestsParams,
  type RunExpectationTestsResult,
  type UriParams,
} from '../../protocol.js';
import { handleSafely } from '../handle-safely.js';
import type { LoadedSet } from '../loaded-set.js';
import { toDocumentPlace } from '../places.js';
import { setName } from '../set-info.js';
import type { Feature } from './feature.js';

/** The expectations of sample users as tests: what they are, what comes of them, and what they cover. */
export const expectationTests: Feature = {
  register({ connection, setAt }) {
    const answer = <Params extends UriParams, Result>(
      request: string,
      nothing: Result,
      of: (loaded: LoadedSet, params: Params) => Result,
    ): void => {
      const handler = async (params: Params, token: CancellationToken): Promise<Result> => {
        const loaded = await setAt(params.uri, token);
        return loaded ? of(loaded, params) : nothing;
      };
      connection.onRequest(request, handleSafely<Params, Result>(connection, request, nothing, handler));
    };
    answer<UriParams, ExpectationTestsResult | null>(expectationTestsRequest, null, describeTests);
    answer<RunExpectationTestsParams, RunExpectationTestsResult | null>(runExpectationTestsRequest, null, runTests);
    answer<RunExpectationTestsParams, OperandCoverageResult>(operandCoverageRequest, [], describeCoverage);
    answer<ExpectNowParams, ExpectNowResult | null>(expectNowRequest, null, expectNow);
  },
};

function describeTests(loaded: LoadedSet): ExpectationTestsResult {
  return {
    uri: loaded.uri,
    name: setName(loaded),
    users: testsOf(loaded.context).map(({ id, user, keys, ...place }) => ({
      ...toDocumentPlace(loaded, place),
      id,
      name: user.name.value,
      keys: keys.map(({ key, expected, ...keyPlace }) => ({ ...toDocumentPlace(loaded, keyPlace), key, expected })),
    })),
  };
}

function runTests(loaded: LoadedSet, { ids }: RunExpectationTestsParams): RunExpectationTestsResult {
  return {
    uri: loaded.uri,
    users: runExpectationTests(loaded.context, ids && new Set(ids)).map(({ id, passed, failures }) => ({
      id,
      passed,
      failures: failures.map(({ file, range, ...failure }) => ({ ...toDocumentPlace(loaded, { file, range }), ...failure })),
    })),
  };
}

function describeCoverage(loaded: LoadedSet, { ids }: RunExpectationTestsParams): OperandCoverageResult {
  const wanted = ids && new Set(ids);
  const users = testsOf(loaded.context).flatMap(({ id, user }) => (!wanted || wanted.has(id) ? [user] : []));
  return operandCoverage(loaded.context, users).map(({ file, range, displayName, matching, operands }) => ({
    ...toDocumentPlace(loaded, { file, range }),
    displayName,
    matching,
    operands: operands.map(({ text, trueFor, falseFor, ...place }) => ({ ...toDocumentPlace(loaded, place), text, trueFor, falseFor })),
  }));
}

function expectNow(loaded: LoadedSet, { id, keys }: ExpectNowParams): ExpectNowResult | null {
  const test = testsOf(loaded.context).find((candidate) => candidate.id === id);
  if (!test) return null;
  const proposed = proposeCurrentExpectation(loaded.context, test.user, keys);
  if ('problem' in proposed) return proposed;
  const { proposal } = proposed;
  const uri = loaded.fileAt(proposal.file)?.uri;
  return uri === undefined ? null : { uri, proposal: shownProposal(loaded.set, proposal) };
}
