import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { matrixSorts, quickFilters, type MatrixSort, type QuickFilter } from '../../src-language/evaluator/matrix-view.js';
import { exportMatrix, matrixRowAsText } from '../../src-language/evaluator/matrix-text.js';
import { CellExplanation } from '../matrix/cell-explanation.js';
import { exactCount } from '../matrix/counts.js';
import type { GridPlace } from '../matrix/grid-movement.js';
import { MatrixGrid } from '../matrix/matrix-grid.js';
import type { MatrixMemory } from '../matrix/matrix-memory.js';
import { matrixPlaces } from '../matrix/matrix-places.js';
import { resultOf } from '../matrix/matrix-row.js';
import { arrangementOf, matrixId, useMatrixMemory } from '../matrix/use-matrix.js';
import { ExportMenu } from '../parts/export-menu.js';
import { Icon, type IconName } from '../parts/icon.js';
import { ImportUsers } from '../parts/import-users.js';
import { UnreadableFiles } from '../parts/unreadable-files.js';
import { useStore, useWords } from '../use-panel.js';
import type { PanelWords } from '../words.js';
import type { Page, PageProps } from './page.js';

export const matrixPage: Page = { id: matrixId, title: (words) => words.matrix.title, Bar, Tools, Body };

const sortWords: Readonly<Record<MatrixSort, keyof PanelWords['matrix']>> = {
  file: 'sortFile',
  administrators: 'sortAdministrators',
  roles: 'sortRoles',
  name: 'sortName',
};

const quickFilterLooks: Readonly<
  Record<QuickFilter, { readonly word: keyof PanelWords['matrix']; readonly icon: IconName; readonly tone: string }>
> = {
  administrator: { word: 'administrators', icon: 'shield', tone: 'bad' },
  unknown: { word: 'unknown', icon: 'questionBox', tone: 'unk' },
  refused: { word: 'refused', icon: 'deny', tone: 'bad' },
  'no-role': { word: 'noRole', icon: 'warning', tone: 'warn' },
};

function Tools({ result: { info, files, set } }: PageProps): JSX.Element {
  const [memory] = useMatrixMemory();
  const source = { name: info.name, paths: Object.keys(files) };
  return <ExportMenu load={(format) => Promise.resolve(exportMatrix(set, arrangementOf(set, memory), source, format))} />;
}

function Bar({ result }: PageProps): JSX.Element {
  const { matrix: words } = useWords();
  const [memory, remember, latest] = useMatrixMemory();
  const arrangement = arrangementOf(result.set, memory);
  const [problem] = arrangement.problems;
  const toggle = (filter: QuickFilter): void => {
    const now = latest().quickFilters;
    remember({ quickFilters: now.includes(filter) ? now.filter((other) => other !== filter) : [...now, filter] });
  };
  return (
    <>
      <div class="combo">
        <Icon name="search" />
        <input
          type="search"
          data-search
          class="plain"
          aria-label={words.search}
          aria-describedby={problem && 'matrix-problem'}
          placeholder={words.searchHint}
          value={memory.query}
          onInput={(event) => remember({ query: event.currentTarget.value })}
        />
      </div>
      <label class="sub row">
        {words.sort}
        <select value={memory.sort} onChange={(event) => remember({ sort: event.currentTarget.value as MatrixSort })}>
          {matrixSorts.map((sort) => (
            <option key={sort} value={sort}>
              {words[sortWords[sort]]}
            </option>
          ))}
        </select>
      </label>
      {problem && (
        <p id="matrix-problem" class="sub search-problem" role="status">
          <Icon name="info" tone="info" /> <bdi>{problem.message}</bdi>{' '}
          {problem.repaired !== undefined && (
            <button type="button" class="link" onClick={() => remember({ query: problem.repaired ?? '' })}>
              {words.searchWithThis}
            </button>
          )}
        </p>
      )}
      <div class="facets" role="group" aria-label={words.quickFilters}>
        {quickFilters.map((filter) => {
          const { word, icon, tone } = quickFilterLooks[filter];
          const isPressed = memory.quickFilters.includes(filter);
          const count = arrangement.quickFilters[filter];
          return (
            <button
              key={filter}
              type="button"
              class="facet"
              aria-pressed={isPressed}
              data-quick-filter={filter}
              data-count={count}
              onClick={() => toggle(filter)}
            >
              <Icon name={icon} tone={tone} />
              {words[word]} {exactCount(count)}
            </button>
          );
        })}
      </div>
    </>
  );
}

function Body({ result }: PageProps): JSX.Element {
  const store = useStore();
  const { matrix: words } = useWords();
  const [memory, remember, latest] = useMatrixMemory();
  const { set } = result;
  const arrangement = arrangementOf(set, memory);
  const places = matrixPlaces(set, arrangement);
  const placeOf = ({ spot }: MatrixMemory): GridPlace =>
    (spot && places.placeOf(spot)) ?? { row: Math.min(0, arrangement.rows.length - 1), column: -1 };
  const place = placeOf(memory);
  const kept = memory.kept && places.placeOf(memory.kept);
  const scrolled = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(scrolled.current), []);

  const userAt = ({ row }: GridPlace) => set.users[arrangement.rows[row] ?? -1];
  const mappingAt = ({ column }: GridPlace) => set.mappings[arrangement.columns[column] ?? -1];
  const reveal = (at: GridPlace): void => {
    const target = mappingAt(at) ?? userAt(at);
    if (target) store.post({ type: 'reveal', place: target.place });
  };
  const onKey = (event: KeyboardEvent, at: GridPlace): void => {
    const keptNow = latest().kept;
    const keptAt = keptNow && places.placeOf(keptNow);
    const withControl = event.ctrlKey || event.metaKey;
    if (event.key === 'Enter' && withControl) reveal(at);
    else if (event.key === 'c' && withControl && document.getSelection()?.isCollapsed !== false) {
      const user = userAt(at);
      if (!user) return;
      store.post({ type: 'copy', text: matrixRowAsText(set, user) });
    } else if ((event.key === 'Enter' || event.key === ' ') && !withControl) {
      if (at.row === -1 || at.column === -1) reveal(at);
      else remember({ kept: keptAt?.row === at.row && keptAt.column === at.column ? null : places.spotAt(at) });
    } else if (event.key.toLowerCase() === 'w' && !withControl) {
      const [user, mapping] = [userAt(at), mappingAt(at)];
      if (!user || !mapping) return;
      const { displayName } = mapping;
      store.toggleWatch({ kind: 'mapping', user: user.name, displayName }, answers[resultOf(user, arrangement.columns[at.column] ?? -1)]);
    } else if (event.key === 'Escape' && keptAt) remember({ kept: null });
    else return;
    event.preventDefault();
  };

  if (set.users.length === 0)
    return (
      <div class="empty">
        <h1>{words.noUsers}</h1>
        <p class="lead">{words.noUsersText}</p>
        <ImportUsers />
      </div>
    );
  return (
    <div class="matrix-page">
      <h1 class="sr">{words.title}</h1>
      <UnreadableFiles files={set.unreadable} />
      <MatrixGrid
        set={set}
        arrangement={arrangement}
        places={places}
        place={place}
        latestPlace={() => placeOf(latest())}
        explained={kept ?? (memory.spot ? place : null)}
        scroll={{ top: memory.scrollTop, left: memory.scrollLeft }}
        onMove={(to) => remember({ spot: places.spotAt(to) })}
        onOpen={reveal}
        onKey={onKey}
        onScrolled={({ top, left }) => {
          clearTimeout(scrolled.current);
          scrolled.current = setTimeout(() => remember({ scrollTop: top, scrollLeft: left }), 200);
        }}
      />
      {arrangement.rows.length === 0 && (
        <p class="matrix-none">
          {words.nobodyFound}{' '}
          <button type="button" class="link" onClick={() => remember({ query: '', quickFilters: [] })}>
            {words.clearSearch}
          </button>
        </p>
      )}
      <Legend />
      <CellExplanation
        result={result}
        user={userAt(kept ?? place) ?? null}
        mapping={arrangement.columns[(kept ?? place).column] ?? null}
        isKept={kept !== null}
        onReveal={() => reveal(kept ?? place)}
      />
    </div>
  );
}

const answers = { match: 'yes', 'no-match': 'no', unknown: 'unknown' } as const;

function Legend(): JSX.Element {
  const { matrix: words } = useWords();
  const signs: readonly (readonly [IconName, string, string])[] = [
    ['check', 'ok', words.cellMatch],
    ['shieldFilled', 'bad', words.cellAdministrator],
    ['dot', 'dim', words.cellNoMatch],
    ['questionBox', 'unk', words.cellUnknown],
    ['deny', 'bad', words.refused.toLowerCase()],
  ];
  return (
    <div class="legend" role="note" aria-label={words.legend}>
      {signs.map(([icon, tone, text]) => (
        <span key={icon}>
          <Icon name={icon} tone={tone} />
          {text}
        </span>
      ))}
    </div>
  );
}
