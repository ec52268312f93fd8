import { proposePlan } from '../../src-language/editing/plan.js';
import { planRequest, type PlannedFile, type PlanResult, type UriParams } from '../../protocol.js';
import { handleSafely } from '../handle-safely.js';
import { toLspRange } from '../places.js';
import type { Feature } from './feature.js';

/** A set brought within its quotas, as edits that the user looks at before they are made. */
export const planning: Feature = {
  register({ connection, services, fileOf }) {
    connection.onRequest(
      planRequest,
      handleSafely<UriParams, PlanResult | null>(connection, planRequest, null, async ({ uri }, token) => {
        const loaded = (await fileOf(uri, token))?.loaded;
        if (!loaded) return null;
        const { plan, edits, problem } = proposePlan(loaded.context, services);
        const files = loaded.files.flatMap((file): PlannedFile[] => {
          const own = (edits ?? []).filter((edit) => edit.file === file.path);
          if (own.length === 0) return [];
          return [
            {
              uri: file.uri,
              version: file.version,
              edits: own.map(({ range, newText }) => ({ range: toLspRange(file, range), newText })),
            },
          ];
        });
        return {
          fits: plan.fits,
          steps: plan.steps.map(
            ({ action, mappings, reason }) => `${action} ${mappings.map(({ displayName }) => displayName).join(' + ')}: ${reason}`,
          ),
          obstacles: [...plan.obstacles, ...(problem === null ? [] : [problem])],
          files: edits ? files : null,
        };
      }),
    );
  },
};
