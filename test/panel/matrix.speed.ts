import { describe, expect, it } from 'vitest';
import { answerEvaluatorSet } from '../../server/features/evaluator.js';
import { loadSet, panelBrowser } from './open-panel.js';

const openPanel = panelBrowser();

const mappingCount = 100;

/** A set of many people in a few of many groups each, and a hundred mappings, some of them for administrators, one that does not parse. */
function manyUsers(users: number): Readonly<Record<string, string>> {
  const mappings = Array.from({ length: mappingCount }, (_, index) => {
    const filter =
      index === 7
        ? '"group-1" in'
        : index % 3 === 0
          ? `"group-${index}" in groups && "group-${index + 1}" in groups`
          : `"group-${index}" in groups`;
    const role = index % 10 === 0 ? 'EnvironmentAdmin' : 'DeveloperRead';
    return `  - display_name: Mapping number ${index}
    filter: '${filter}'
    role_bindings: [{ role_name: ${role}, crn_pattern: crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa/environment=env-${index} }]`;
  });
  const people = Array.from({ length: users }, (_, index) => {
    const groups = Array.from({ length: 12 }, (_, at) => `group-${(index * 7 + at * at * 13) % 140}`);
    return `  - { name: user-${index}@acme.example, groups: [${[...new Set(groups)].join(', ')}] }`;
  });
  return { 'acme.groupmap.yaml': `group_mappings:\n${mappings.join('\n')}\nusers:\n${people.join('\n')}\n` };
}

type PanelPage = Awaited<ReturnType<typeof openPanel>>['page'];

/** Scrolls the grid down and to the right for some frames, five rows a frame; the frames' lengths in milliseconds, longest first. */
const scrollFrames = async (page: PanelPage): Promise<number[]> =>
  page.evaluate(async () => {
    const grid = document.querySelector('.matrix');
    if (!grid) throw new Error('There is no matrix.');
    const frames: number[] = [];
    const nextFrame = () =>
      new Promise<number>((resolve, reject) => {
        setTimeout(() => reject(new Error('The browser draws no more.')), 20_000);
        requestAnimationFrame(resolve);
      });
    let before = await nextFrame();
    for (let frame = 0; frame < 120; frame++) {
      grid.scrollTop += 120;
      grid.scrollLeft += frame % 3 === 0 ? 32 : 0;
      const now = await nextFrame();
      frames.push(now - before);
      before = now;
    }
    return frames.sort((a, b) => b - a);
  });

/** Processor time of the page's own thread in milliseconds: what other programs take does not count. */
async function processorTime(page: PanelPage): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
  };
}

async function measure(users: number) {
  const files = manyUsers(users);
  const loaded = loadSet(files);
  answerEvaluatorSet(loaded);
  const requestStart = performance.now();
  const { set } = answerEvaluatorSet(loaded);
  const request = performance.now() - requestStart;
  const megabytes = JSON.stringify(set).length / 1e6;
  const { page } = await openPanel({ files, width: 1100, height: 900, show: { page: 'sign-in' } });
  await page.locator('[data-sign-in]').first().waitFor();
  const time = await processorTime(page);
  const start = await time();
  const paint = await page.evaluate(async () => {
    const began = performance.now();
    document.getElementById('tab-matrix')?.click();
    while (!document.querySelector('.matrix-body [role=row]')) {
      if (performance.now() - began > 20_000) throw new Error(`There is no matrix, but: ${document.body.innerText.slice(0, 500)}`);
      await new Promise(requestAnimationFrame);
    }
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - began;
  });
  const paintTime = (await time()) - start;
  const elements = await page.locator('.matrix *').count();
  const beforeScrolling = await time();
  const frames = await scrollFrames(page);
  const frameTime = ((await time()) - beforeScrolling) / frames.length;
  const beforeSearch = await time();
  await page.getByRole('searchbox').fill('role:admin group:group-10');
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  const searchTime = (await time()) - beforeSearch;
  return { users, request, megabytes, paint, paintTime, elements, medianFrame: frames[60] ?? 0, frameTime, searchTime };
}

describe('the matrix of 10,000 users and 100 mappings', () => {
  it('is painted, scrolled and searched nearly as fast as that of 1,000 users: only what is in sight is rendered', async () => {
    const few = await measure(1000);
    const many = await measure(10_000);
    console.table(
      [few, many].map((of) => Object.fromEntries(Object.entries(of).map(([key, value]) => [key, Math.round(value * 10) / 10]))),
    );
    expect(many.elements).toBeLessThan(few.elements * 1.2);
    expect(many.paintTime).toBeLessThan(few.paintTime * 4);
    expect(many.frameTime).toBeLessThan(few.frameTime * 3);
  });
});
