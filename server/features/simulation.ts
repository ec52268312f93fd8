import type { CancellationToken } from 'vscode-languageserver';
import { simulationAsMarkdown } from '../../src-language/provisioning/outcome-markdown.js';
import { verdictOf } from '../../src-language/provisioning/outcome-wording.js';
import { personOf, simulateSet } from '../../src-language/provisioning/simulator.js';
import {
  outcomesRequest,
  sampleUsersRequest,
  setInfoRequest,
  simulateRequest,
  type MappingSetInfo,
  type OutcomesResult,
  type SampleUsersResult,
  type SimulateParams,
  type SimulateResult,
  type UriParams,
} from '../../protocol.js';
import type { SampleUser } from '../../src-language/mapping-set/mapping-set.js';
import { handleSafely } from '../handle-safely.js';
import { describeSet } from '../set-info.js';
import type { LoadedSet } from '../loaded-set.js';
import type { Feature } from './feature.js';

/** The requests of ours: what a set is, who its sample users are, and what comes of their signing in. */
export const simulation: Feature = {
  register({ connection, services, fileOf, setAt }) {
    const setOf = async (uri: string, token: CancellationToken) => (await fileOf(uri, token))?.loaded ?? null;

    connection.onRequest(
      setInfoRequest,
      handleSafely<UriParams, MappingSetInfo | null>(connection, setInfoRequest, null, async ({ uri }, token) => {
        const loaded = await setAt(uri, token);
        return loaded && describeSet(loaded);
      }),
    );

    connection.onRequest(
      sampleUsersRequest,
      handleSafely<UriParams, SampleUsersResult>(connection, sampleUsersRequest, [], async ({ uri }, token) => {
        const loaded = await setOf(uri, token);
        if (!loaded) return [];
        const simulator = services.simulator(loaded.set);
        return loaded.set.users.map((user) => {
          const decision = simulator.decide(personOf(user));
          return {
            name: user.name.value,
            isAllowed: decision.sign_in === 'allowed',
            verdict: verdictOf(decision),
            groupMappings: decision.matching.map((index) => simulator.mappings[index]?.mapping.displayName ?? ''),
          };
        });
      }),
    );

    const usersOf = ({ set }: LoadedSet, user: string | undefined): readonly SampleUser[] =>
      user === undefined ? set.users : set.users.filter(({ name }) => name.value === user);

    connection.onRequest(
      simulateRequest,
      handleSafely<SimulateParams, SimulateResult | null>(connection, simulateRequest, null, async ({ uri, user }, token) => {
        const loaded = await setOf(uri, token);
        if (!loaded) return null;
        return { uri: loaded.uri, markdown: simulationAsMarkdown(services.simulator(loaded.set), usersOf(loaded, user)) };
      }),
    );

    connection.onRequest(
      outcomesRequest,
      handleSafely<SimulateParams, OutcomesResult | null>(connection, outcomesRequest, null, async ({ uri, user }, token) => {
        const loaded = await setOf(uri, token);
        if (!loaded) return null;
        return {
          uri: loaded.uri,
          result: simulateSet(services.simulator(loaded.set), usersOf(loaded, user)),
          files: Object.fromEntries(loaded.files.map((file) => [file.path, file.uri])),
        };
      }),
    );
  },
};
